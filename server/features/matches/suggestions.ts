import type { DB } from '@maillage/db/tables/database.ts'
import type { NeedFits, SuggestionTable } from '@maillage/db/tables/matching.ts'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { notify } from '../notifications/notify.ts'
import { firmNews } from './news.ts'

/** Most suggestions a firm is sent one by one in a day of Paris; the others are in the day's digest. */
export const SUGGESTIONS_A_DAY = 10

/** Most needs that a digest names; it counts them all. */
const NAMED_IN_DIGEST = 20

/** What a digest says: the best of what waited, and how many there were. */
export interface Digest {
  total: number
  needs: NeedFits[]
}

const startOfDay = sql<Date>`date_trunc('day', now(), 'Europe/Paris')`

/** What is best comes first; what is lost, last. */
const bestFirst = sql`change = 'no-longer-feasible', feasible desc, rank, score desc, need_id`

/** How many suggestions each firm was sent today. What a demonstration begins with is not of its first day. */
async function sentToday(db: Kysely<DB>, firms: string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('notification')
    .leftJoin('event', 'event.id', 'notification.eventId')
    .select(['notification.organisationId', eb => eb.fn.countAll<number>().as('sent')])
    .where('notification.organisationId', 'in', firms)
    .where('notification.kind', '=', 'need-fits')
    .where('notification.at', '>=', startOfDay)
    .where(sql<boolean>`event.data->>'by' is distinct from 'demonstration'`)
    .groupBy('notification.organisationId')
    .execute()
  return new Map(rows.map(row => [row.organisationId, row.sent]))
}

/** How many more suggestions a firm may be sent today. */
export async function allowanceOf(db: Kysely<DB>, firm: string): Promise<number> {
  return Math.max(0, SUGGESTIONS_A_DAY - ((await sentToday(db, [firm])).get(firm) ?? 0))
}

/** Firms that are still to be told of any of these needs, and were not put off to the digest. */
export async function firmsToTell(db: Kysely<DB>, needs: string[]): Promise<string[]> {
  if (needs.length === 0) return []
  const rows = await db
    .selectFrom('suggestion')
    .select('organisationId')
    .distinct()
    .where('needId', 'in', needs)
    .where('deferred', '=', false)
    .execute()
  return rows.map(row => row.organisationId)
}

/**
 * Sends firms the best of what waits for them, as far as the day's allowance goes, and puts the others off to the
 * digest. Call it once a change is ranked for all the needs it touches: only then is it known which are best.
 */
export async function tellBest(trx: Transaction<DB>, firms: string[]): Promise<void> {
  if (firms.length === 0) return
  // Whoever tells a firm holds its row: two servers never send more than the day's number together.
  await trx
    .selectFrom('organisation')
    .select('id')
    .where('id', 'in', firms)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const sent = await sentToday(trx, firms)
  const placed = await trx
    .selectFrom(
      trx
        .selectFrom('suggestion')
        .selectAll()
        .select(
          sql<number>`row_number() over (partition by organisation_id order by ${bestFirst})`.as('place'),
        )
        .where('organisationId', 'in', firms)
        .where('deferred', '=', false)
        .as('waiting'),
    )
    .selectAll()
    .where('place', '<=', SUGGESTIONS_A_DAY)
    .orderBy('organisationId')
    .orderBy('place')
    .execute()
  for (const { organisationId, needId, place } of placed) {
    if (place > SUGGESTIONS_A_DAY - (sent.get(organisationId) ?? 0)) continue
    const suggestion = await take(trx, organisationId, needId)
    if (suggestion === null) continue
    const { eventId, data } = suggestion
    await notify(trx, { organisationId, kind: 'need-fits', needId, eventId, data })
  }
  await trx
    .updateTable('suggestion')
    .set({ deferred: true })
    .where('organisationId', 'in', firms)
    .where('deferred', '=', false)
    .execute()
}

/**
 * Takes what waits for a firm about a need, as it is now, and writes down that the firm knows it. Null where it no longer
 * is, or where a ranking that ran at the same time wrote down again what the firm had just been told.
 */
async function take(
  trx: Transaction<DB>,
  organisationId: string,
  needId: string,
): Promise<Selectable<SuggestionTable> | null> {
  const suggestion = await trx
    .deleteFrom('suggestion')
    .where('organisationId', '=', organisationId)
    .where('needId', '=', needId)
    .returningAll()
    .executeTakeFirst()
  if (suggestion === undefined) return null
  const told = await trx
    .selectFrom('told')
    .select(['feasible', 'inFirstTen', 'needDigest', 'work'])
    .where('organisationId', '=', organisationId)
    .where('needId', '=', needId)
    .where('kind', '=', 'need-fits')
    .executeTakeFirst()
  if (firmNews(told, suggestion) === null) return null
  const { feasible, inFirstTen, needDigest, work } = suggestion
  const row = { feasible, inFirstTen, needDigest, work, at: sql<Date>`now()` }
  await trx
    .insertInto('told')
    .values({ organisationId, kind: 'need-fits', needId, partnershipKey: '', ...row })
    .onConflict(conflict =>
      conflict.columns(['organisationId', 'kind', 'needId', 'partnershipKey']).doUpdateSet(row),
    )
    .execute()
  return suggestion
}

/** Firms for which something waits. */
export async function firmsWaiting(db: Kysely<DB>): Promise<string[]> {
  const rows = await db
    .selectFrom('suggestion')
    .select('organisationId')
    .distinct()
    .orderBy('organisationId')
    .execute()
  return rows.map(row => row.organisationId)
}

/** Tells a firm in one notification of all that waits for it. Null where nothing does, or the day's digest was sent. */
export async function tellRest(trx: Transaction<DB>, firm: string): Promise<Digest | null> {
  await trx.selectFrom('organisation').select('id').where('id', '=', firm).forNoKeyUpdate().execute()
  const earlier = await trx
    .selectFrom('notification')
    .select('seq')
    .where('organisationId', '=', firm)
    .where('kind', '=', 'needs-digest')
    .where('at', '>=', startOfDay)
    .executeTakeFirst()
  if (earlier) return null
  const waiting = await trx
    .selectFrom('suggestion')
    .select('needId')
    .where('organisationId', '=', firm)
    .orderBy(bestFirst)
    .execute()
  const needs: NeedFits[] = []
  for (const { needId } of waiting) {
    const suggestion = await take(trx, firm, needId)
    if (suggestion !== null) needs.push(suggestion.data)
  }
  if (needs.length === 0) return null
  const digest = { total: needs.length, needs: needs.slice(0, NAMED_IN_DIGEST) }
  await notify(trx, { organisationId: firm, kind: 'needs-digest', needId: null, eventId: null, data: digest })
  return digest
}

/** How many needs wait for the day's digest of a firm. */
export async function countWaiting(db: Kysely<DB>, firm: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('suggestion')
    .select(eb => eb.fn.countAll<number>().as('waiting'))
    .where('organisationId', '=', firm)
    .where('deferred', '=', true)
    .executeTakeFirstOrThrow()
  return waiting
}
