import { type BuyingPool, BuyingPoolSchema, type PoolForm } from '@maillage/db/law/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { PoolTable } from '@maillage/db/tables/pools.ts'
import type { OrganisationTable } from '@maillage/db/tables/parties.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Kysely, Selectable } from 'kysely'
import { Value } from 'typebox/value'
import { POOLS } from '../procedures/law.ts'
import { said } from './said.ts'
import type { FormShown } from './schemas.ts'

/** A legal form as it stands in the table of law. */
export interface FormInForce extends BuyingPool {
  revision: number
}

function formIn(content: unknown, revision: number): FormInForce {
  if (!Value.Check(BuyingPoolSchema, content))
    throw new Error('a stored form of joint purchase is not as expected')
  return { ...content, revision }
}

/** The legal forms of buying together that hold on a day, in the order of the table. */
export async function formsOn(db: Kysely<DB>, day: string): Promise<FormInForce[]> {
  const rows = await db
    .selectFrom('catalogueRecord')
    .distinctOn(['slug'])
    .select(['slug', 'revision', 'position', 'content'])
    .where('kind', '=', POOLS)
    .orderBy('slug')
    .orderBy('revision', 'desc')
    .execute()
  return rows
    .toSorted((one, other) => one.position - other.position)
    .map(({ content, revision }) => formIn(content, revision))
    .filter(({ from, until }) => from <= day && (until === null || day < until))
}

/** The revision of the law that a pool was opened under; revisions are never deleted. */
export async function formOf(
  db: Kysely<DB>,
  { ruleSlug, ruleRevision }: Pick<Selectable<PoolTable>, 'ruleSlug' | 'ruleRevision'>,
): Promise<FormInForce> {
  const { content } = await db
    .selectFrom('catalogueRecord')
    .select('content')
    .where('kind', '=', POOLS)
    .where('slug', '=', ruleSlug)
    .where('revision', '=', ruleRevision)
    .executeTakeFirstOrThrow()
  return formIn(content, ruleRevision)
}

/** A legal form as its readers see it. */
export const shownForm = ({ form, name, article, meaning, pays, orders, source }: BuyingPool): FormShown => ({
  form,
  name,
  article,
  meaning,
  pays,
  orders,
  source,
})

/** What of an organisation decides whether it may be in a pool. */
export type Party = Pick<OrganisationTable, 'buyerKind' | 'buyerRegime'>

/** Why an organisation may not coordinate a pool of this form; null where it may. */
export function coordinatorFault(form: BuyingPool, { buyerKind, buyerRegime }: Party): Text | null {
  const kind = form.kinds === null || (buyerKind !== null && form.kinds.includes(buyerKind))
  // Between private bodies a group is an ordinary agreement; the other forms are for public buyers alone.
  return kind && (buyerRegime === 'public' || form.privateMembers) ? null : said.coordinatorKind
}

/** Why an organisation may not be a member of a pool of this form and coordinator; null where it may. */
export function memberFault(form: BuyingPool, coordinator: Party, member: Party): Text | null {
  if (form.kinds !== null && (member.buyerKind === null || !form.kinds.includes(member.buyerKind)))
    return said.wrongKind
  if (member.buyerRegime === 'private' && !form.privateMembers) return said.privateMember
  return coordinator.buyerRegime === 'private' && member.buyerRegime === 'public'
    ? said.privateCoordinator
    : null
}

/** Why an agreement is not one of this form, field by field. */
export function termsFaults(
  form: BuyingPool | undefined,
  { pays, orders }: Pick<Selectable<PoolTable>, 'pays' | 'orders'>,
): { field: string; message: Text }[] {
  if (form === undefined) return [{ field: '/legalForm', message: said.noForm }]
  return [
    ...(form.pays.includes(pays) ? [] : [{ field: '/pays', message: said.notOffered }]),
    ...(form.orders.includes(orders) ? [] : [{ field: '/orders', message: said.notOffered }]),
  ]
}

export const formNamed = (forms: readonly FormInForce[], form: PoolForm) =>
  forms.find(one => one.form === form)
