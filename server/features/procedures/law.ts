import { loadLaw } from '@maillage/db/law/load.ts'
import {
  type BuyingLimit,
  BuyingLimitSchema,
  type BuyingRule,
  BuyingRuleSchema,
} from '@maillage/db/law/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { shipRecords } from '../../engine/catalogue-records.ts'

const RULES = 'buyingRules'
const LIMITS = 'buyingLimits'
/** Rules that the operator adds come after those that ship. */
const LAST = 1000

/** A rule as it stands in the table: which revision of it, and whose. */
export interface RuleInForce extends BuyingRule {
  revision: number
  origin: 'shipped' | 'operator'
}

/** The law a server goes by: the last revision of every rule and limit. */
export interface LawInForce {
  rules: RuleInForce[]
  limits: BuyingLimit[]
}

const Rules = Type.Array(BuyingRuleSchema)
const Limits = Type.Array(BuyingLimitSchema)

/** Brings the law that ships with this version into the database, beside what the operator has revised. */
export async function shipLaw(trx: Transaction<DB>): Promise<void> {
  const { rules, limits } = loadLaw()
  await shipRecords(trx, [
    ...rules.map((content, position) => ({ kind: RULES, slug: content.id, position, content })),
    ...limits.map((content, position) => ({ kind: LIMITS, slug: content.id, position, content })),
  ])
}

/** The law in force. Throws where a stored record no longer has the shape this version reads. */
export async function readLaw(db: Kysely<DB>): Promise<LawInForce> {
  const rows = await db
    .selectFrom('catalogueRecord')
    .distinctOn(['kind', 'slug'])
    .select(['kind', 'slug', 'revision', 'origin', 'position', 'content'])
    .where('kind', 'in', [RULES, LIMITS])
    .orderBy('kind')
    .orderBy('slug')
    .orderBy('revision', 'desc')
    .execute()
  const inOrder = rows.sort((a, b) => a.position - b.position)
  const of = (kind: string) => inOrder.filter(row => row.kind === kind)
  const rules: unknown = of(RULES).map(({ content }) => content)
  const limits: unknown = of(LIMITS).map(({ content }) => content)
  if (!Value.Check(Rules, rules) || !Value.Check(Limits, limits))
    throw new Error('a stored rule of public buying is not as expected')
  const revisions = of(RULES)
  return {
    rules: rules.map((rule, at) => ({
      ...rule,
      revision: revisions[at]?.revision ?? 1,
      origin: revisions[at]?.origin ?? 'shipped',
    })),
    limits,
  }
}

/** The figure of a limit on a day; null where the table has none for it. */
export function limitOn(
  limits: readonly BuyingLimit[],
  id: BuyingLimit['id'],
  day: string,
): BuyingLimit | null {
  return (
    limits.find(
      limit => limit.id === id && limit.from <= day && (limit.until === null || day < limit.until),
    ) ?? null
  )
}

/** One revision of a rule. Throws where it is not there: revisions are never deleted. */
export async function readRule(db: Kysely<DB>, slug: string, revision: number): Promise<RuleInForce> {
  const { content, origin } = await db
    .selectFrom('catalogueRecord')
    .select(['content', 'origin'])
    .where('kind', '=', RULES)
    .where('slug', '=', slug)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  return { ...ruleIn(content), revision, origin }
}

function ruleIn(content: unknown): BuyingRule {
  if (!Value.Check(BuyingRuleSchema, content))
    throw new Error('a stored rule of public buying is not as expected')
  return content
}

/** A rule as the operator sends it, over the revision that was looked at: 0 for a new one. */
export interface RevisedRule extends BuyingRule {
  revision: number
}

/**
 * The rules in force, held until the transaction ends: two operators who each move another threshold do not leave a table
 * that neither of them has seen.
 */
export async function lockRules(trx: Transaction<DB>): Promise<RuleInForce[]> {
  await trx
    .selectFrom('catalogueRecord')
    .select('slug')
    .where('kind', '=', RULES)
    .orderBy('slug')
    .orderBy('revision')
    .forUpdate()
    .execute()
  return (await readLaw(trx)).rules
}

/** Stores an operator's revision of a locked rule. A shipped change that says the same waits no longer. */
export async function reviseRule(trx: Transaction<DB>, { revision, ...rule }: RevisedRule): Promise<void> {
  const last = await trx
    .selectFrom('catalogueRecord')
    .select('position')
    .where('kind', '=', RULES)
    .where('slug', '=', rule.id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  const content = JSON.stringify(rule)
  await trx
    .insertInto('catalogueRecord')
    .values({
      kind: RULES,
      slug: rule.id,
      revision: revision + 1,
      origin: 'operator',
      position: last?.position ?? LAST,
      content,
    })
    .execute()
  await trx
    .deleteFrom('catalogueProposal')
    .where('kind', '=', RULES)
    .where('slug', '=', rule.id)
    .where(sql<boolean>`content = ${content}::text::jsonb`)
    .execute()
}

/** Changes that an upgrade ships to rules that the operator has revised, by rule. */
export async function shippedChanges(db: Kysely<DB>): Promise<Map<string, BuyingRule>> {
  const rows = await db
    .selectFrom('catalogueProposal')
    .select(['slug', 'content'])
    .where('kind', '=', RULES)
    .execute()
  return new Map(rows.map(({ slug, content }) => [slug, ruleIn(content)]))
}
