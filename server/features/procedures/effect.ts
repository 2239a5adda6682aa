import { isDeepStrictEqual } from 'node:util'
import type { BuyingLimit, BuyingRule } from '@maillage/db/law/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { noticesDue } from '../notices/due.ts'
import { propose } from './judge.ts'
import { type LawInForce, limitOn } from './law.ts'
import type { LawEffect } from './schemas.ts'

type Table = Pick<LawInForce, 'rules' | 'limits'>

/** Records with others in their place, or beside them. */
function over<Row extends { id: string }>(stored: readonly Row[], revised: readonly Row[]): Row[] {
  return [...stored.filter(({ id }) => !revised.some(one => one.id === id)), ...revised]
}

/** The law as it would be with revisions in it, which are not stored. */
export function lawWith(law: Table, rules: readonly BuyingRule[], limits: readonly BuyingLimit[]): Table {
  const unstored = { revision: 1, origin: 'operator' as const }
  return {
    rules: over(
      law.rules,
      rules.map(rule => ({ ...rule, ...unstored })),
    ),
    limits: over(
      law.limits,
      limits.map(limit => ({ ...limit, ...unstored })),
    ),
  }
}

/** What holds on a day, by its id, without which revision it is. */
function heldOn({ rules, limits }: Table, day: string) {
  return [...rules, ...limits]
    .filter(({ from, until }) => from <= day && (until === null || day < until))
    .map(({ revision: _, origin: __, ...content }) => content)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** The first day from today on that the two tables say different things of; null where there is none. */
export function firstDifference(before: Table, after: Table, today: string): string | null {
  const turns = [...before.rules, ...before.limits, ...after.rules, ...after.limits].flatMap(
    ({ from, until }) => [from, ...(until === null ? [] : [until])],
  )
  const days = [...new Set([today, ...turns.filter(day => day > today)])].sort()
  return days.find(day => !isDeepStrictEqual(heldOn(before, day), heldOn(after, day))) ?? null
}

/** What purchases are judged by whose procedure was chosen and whose consultation has not begun. */
async function chosenPurchases(db: Kysely<DB>) {
  return db
    .selectFrom('procedure')
    .innerJoin('need', 'need.id', 'procedure.needId')
    .select(['regime', 'authority', 'urgency', 'totalCents', 'chosen', 'form', 'frameworkMonths', 'reason'])
    .where('need.state', '!=', 'withdrawn')
    .where(
      sql<boolean>`not exists (select from contract_need where contract_need.need_id = procedure.need_id)`,
    )
    .where(
      sql<boolean>`not exists (
      select from tender_lot join tender on tender.id = tender_lot.tender_id
      where tender_lot.need_id = procedure.need_id and tender.state not in ('draft', 'cancelled', 'unsuccessful'))`,
    )
    .where(
      sql<boolean>`not exists (
      select from external_procedure where external_procedure.need_id = procedure.need_id and state <> 'prepared')`,
    )
    .execute()
}

type Chosen = Awaited<ReturnType<typeof chosenPurchases>>[number]

function routeOf(law: Table, { regime, authority, urgency, totalCents }: Chosen, day: string) {
  const { rule, lawful } = propose(law, { regime, authority, urgency, totalCents, begins: day })
  if (rule === null) return { route: null, lawful }
  const { procedure, publicity, leastAnswerDays, standstillDays } = rule
  return { route: { procedure, publicity, leastAnswerDays, standstillDays }, lawful }
}

/** Purchases by what they would follow instead, told by their number: an amount stays in its buyer's organisation. */
function movedRoutes(purchases: readonly Chosen[], before: Table, after: Table, day: string) {
  const moved = purchases.flatMap(purchase => {
    const [was, is] = [routeOf(before, purchase, day), routeOf(after, purchase, day)]
    if (JSON.stringify(was.route) === JSON.stringify(is.route)) return []
    const isUnlawful = was.lawful.includes(purchase.chosen) && !is.lawful.includes(purchase.chosen)
    return [{ before: was.route, after: is.route, isUnlawful }]
  })
  const alike = Map.groupBy(moved, ({ before: was, after: is }) => JSON.stringify([was, is]))
  return [...alike.values()].flatMap(all => {
    const [first] = all
    if (first === undefined) return []
    const unlawful = all.filter(({ isUnlawful }) => isUnlawful).length
    return [{ before: first.before, after: first.after, needs: all.length, unlawful }]
  })
}

/** Frameworks whose length would need a reason that nobody has written. */
function unexplained(purchases: readonly Chosen[], { limits }: Table, day: string): number {
  const longest = limitOn(limits, 'framework-months', day)?.value ?? null
  return purchases.filter(
    ({ regime, frameworkMonths, reason }) =>
      regime === 'public' && longest !== null && (frameworkMonths ?? 0) > longest && reason.trim() === '',
  ).length
}

/** Tenders that public buyers prepare with fewer criteria on the environment than are due. */
async function shortOfCriteria(db: Kysely<DB>, { limits }: Table, day: string): Promise<number> {
  const least = limitOn(limits, 'environmental-criteria', day)?.value ?? 0
  const { count } = await db
    .selectFrom('tender')
    .innerJoin('organisation', 'organisation.id', 'tender.organisationId')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('tender.state', '=', 'draft')
    .where('organisation.buyerRegime', '=', 'public')
    .where(
      sql<boolean>`(select count(*) from jsonb_array_elements(tender.criteria) criterion
      where criterion ->> 'kind' = 'environment') < ${least}`,
    )
    .executeTakeFirstOrThrow()
  return count
}

/** Award notices that are still to be sent, with the day until which, where that moves. What is told of them is public. */
async function movedNotices(db: Kysely<DB>, before: Table, after: Table): Promise<LawEffect['notices']> {
  const was = await noticesDue(db, before.limits)
  const is = new Map((await noticesDue(db, after.limits)).map(({ tenderId, due }) => [tenderId, due]))
  return was.flatMap(({ due, ...tender }) => {
    const then = is.get(tender.tenderId) ?? null
    return due === then ? [] : [{ ...tender, before: due, after: then }]
  })
}

/**
 * What revisions of the law would change of what is going on, from the first day on that they say something else. Needs and drafts
 * are counted and not named, since which of them moves tells what its buyer estimates.
 */
export async function effectOf(
  db: Kysely<DB>,
  before: Table,
  after: Table,
  today: string,
): Promise<LawEffect> {
  const day = firstDifference(before, after, today)
  const notices = await movedNotices(db, before, after)
  if (day === null) return { day, routes: [], frameworks: 0, criteria: 0, notices }
  const purchases = await chosenPurchases(db)
  return {
    day,
    routes: movedRoutes(purchases, before, after, day),
    frameworks: Math.max(0, unexplained(purchases, after, day) - unexplained(purchases, before, day)),
    criteria: Math.max(0, (await shortOfCriteria(db, after, day)) - (await shortOfCriteria(db, before, day))),
    notices,
  }
}
