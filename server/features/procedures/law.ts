import { loadLaw } from '@maillage/db/law/load.ts'
import {
  type BuyingLimit,
  BuyingLimitSchema,
  type BuyingRule,
  BuyingRuleSchema,
  type Figure,
} from '@maillage/db/law/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { shipRecords } from '../../engine/catalogue-records.ts'

const RULES = 'buyingRules'
const LIMITS = 'buyingLimits'
/** Legal forms of buying together: read by `features/pools`. */
export const POOLS = 'buyingPools'
/** Rules that the operator adds come after those that ship. */
const LAST = 1000

/** A rule as it stands in the table: which revision of it, and whose. */
export interface RuleInForce extends BuyingRule {
  revision: number
  origin: 'shipped' | 'operator'
}

/** A figure as it stands in the table: which revision of it, and whose. */
export interface LimitInForce extends BuyingLimit {
  revision: number
  origin: 'shipped' | 'operator'
}

/** The law a server goes by: the last revision of every rule and limit. */
export interface LawInForce {
  rules: RuleInForce[]
  limits: LimitInForce[]
}

const Rules = Compile(Type.Array(BuyingRuleSchema))
const Limits = Compile(Type.Array(BuyingLimitSchema))

/** Brings the law that ships with this version into the database, beside what the operator has revised. */
export async function shipLaw(trx: Transaction<DB>): Promise<void> {
  const { rules, limits, pools } = loadLaw()
  await shipRecords(trx, [
    ...rules.map((content, position) => ({ kind: RULES, slug: content.id, position, content })),
    ...limits.map((content, position) => ({ kind: LIMITS, slug: content.id, position, content })),
    ...pools.map((content, position) => ({ kind: POOLS, slug: content.id, position, content })),
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
  if (!Rules.Check(rules) || !Limits.Check(limits))
    throw new Error('a stored rule of public buying is not as expected')
  const standing = (kind: string, at: number) => {
    const { revision = 1, origin = 'shipped' as const } = of(kind)[at] ?? {}
    return { revision, origin }
  }
  return {
    rules: rules.map((rule, at) => ({ ...rule, ...standing(RULES, at) })),
    limits: limits.map((limit, at) => ({ ...limit, ...standing(LIMITS, at) })),
  }
}

/** The figure of a limit on a day; null where the table has none for it. */
export function limitOn(limits: readonly BuyingLimit[], figure: Figure, day: string): BuyingLimit | null {
  return (
    limits.find(
      limit => limit.figure === figure && limit.from <= day && (limit.until === null || day < limit.until),
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

/** A rule or a figure as the operator sends it, over the revision that was looked at: 0 for a new one. */
export type Revised<Content> = Content & { revision: number }

/**
 * The law in force, held until the transaction ends: two operators who each move another threshold do not leave a table
 * that neither of them has seen.
 */
export async function lockLaw(trx: Transaction<DB>): Promise<LawInForce> {
  await trx
    .selectFrom('catalogueRecord')
    .select('slug')
    .where('kind', 'in', [RULES, LIMITS])
    .orderBy('slug')
    .orderBy('revision')
    .forUpdate()
    .execute()
  return readLaw(trx)
}

export const reviseRule = (trx: Transaction<DB>, rule: Revised<BuyingRule>) => reviseRecord(trx, RULES, rule)
export const reviseLimit = (trx: Transaction<DB>, limit: Revised<BuyingLimit>) =>
  reviseRecord(trx, LIMITS, limit)

/** Stores an operator's revision of a locked record. A shipped change that says the same waits no longer. */
export async function reviseRecord(
  trx: Transaction<DB>,
  kind: string,
  { revision, ...record }: Revised<{ id: string }>,
): Promise<void> {
  const last = await trx
    .selectFrom('catalogueRecord')
    .select('position')
    .where('kind', '=', kind)
    .where('slug', '=', record.id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  const content = JSON.stringify(record)
  await trx
    .insertInto('catalogueRecord')
    .values({
      kind,
      slug: record.id,
      revision: revision + 1,
      origin: 'operator',
      position: last?.position ?? LAST,
      content,
    })
    .execute()
  await trx
    .deleteFrom('catalogueProposal')
    .where('kind', '=', kind)
    .where('slug', '=', record.id)
    .where(sql<boolean>`content = ${content}::text::jsonb`)
    .execute()
}

/** Changes that an upgrade ships to what the operator has revised, by rule or figure. */
async function proposals(db: Kysely<DB>, kind: string): Promise<{ slug: string; content: unknown }[]> {
  return db.selectFrom('catalogueProposal').select(['slug', 'content']).where('kind', '=', kind).execute()
}

export async function shippedRules(db: Kysely<DB>): Promise<Map<string, BuyingRule>> {
  return new Map((await proposals(db, RULES)).map(({ slug, content }) => [slug, ruleIn(content)]))
}

export async function shippedLimits(db: Kysely<DB>): Promise<Map<string, BuyingLimit>> {
  return new Map((await proposals(db, LIMITS)).map(({ slug, content }) => [slug, limitIn(content)]))
}

function limitIn(content: unknown): BuyingLimit {
  if (!Value.Check(BuyingLimitSchema, content))
    throw new Error('a stored figure of the law is not as expected')
  return content
}

const MOST_REVISIONS = 50

/** Who revised what of the law, the latest first. */
export async function readRevisions(db: Kysely<DB>) {
  const rows = await db
    .selectFrom('event')
    .innerJoin('organisation', 'organisation.id', 'event.organisationId')
    .leftJoin('pseudonym', 'pseudonym.id', 'event.actor')
    .leftJoin('user', 'user.id', 'pseudonym.userId')
    .select(['event.at', 'event.data', 'user.name as by', 'organisation.name as organisation'])
    .where('verb', '=', 'law.revised')
    .orderBy('event.id', 'desc')
    .limit(MOST_REVISIONS)
    .execute()
  return rows.map(({ at, data, ...row }) => ({
    ...row,
    at: at.toISOString(),
    records: Value.Parse(Revisions, data.rules),
  }))
}

const Revisions = Type.Array(Type.Object({ id: Type.String(), revision: Type.Integer() }))
