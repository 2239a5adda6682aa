import { isDeepStrictEqual } from 'node:util'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely, Transaction } from 'kysely'
import { type Position, recordEvent } from '../../events.ts'
import { firmFacts } from './firm-facts.ts'
import { type Fact, recordOf } from './tally.ts'

/** Keys of the facts of an organisation that the operator has left out. */
export async function leftOut(db: Kysely<DB>, organisationId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('factReport')
    .select('fact')
    .where('organisationId', '=', organisationId)
    .where('decision', '=', 'left-out')
    .execute()
  return new Set(rows.map(({ fact }) => fact))
}

/** Facts without those that were left out. */
export const counted = (facts: Fact[], out: ReadonlySet<string>): Fact[] =>
  facts.filter(({ key }) => !out.has(key))

/**
 * Counts what may be told of a firm again, from the facts. Where it has changed it is stored and written to the log, so that
 * every engine follows; returns the event's position then, null otherwise. The row is all that engines read, so that one
 * that starts anew stands where one that has followed does.
 */
export async function countRecord(
  trx: Transaction<DB>,
  firmId: string,
  today: string,
): Promise<Position | null> {
  const firm = await trx
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', firmId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (firm === undefined) return null
  const record = recordOf(counted(await firmFacts(trx, firmId, today), await leftOut(trx, firmId)))
  const before = await trx
    .selectFrom('firmRecord')
    .select('told')
    .where('organisationId', '=', firmId)
    .executeTakeFirst()
  if (isDeepStrictEqual(before?.told ?? null, record)) return null
  if (record === null) await trx.deleteFrom('firmRecord').where('organisationId', '=', firmId).execute()
  else {
    const values = { told: JSON.stringify(record), countedOn: today }
    await trx
      .insertInto('firmRecord')
      .values({ organisationId: firmId, ...values })
      .onConflict(conflict => conflict.column('organisationId').doUpdateSet(values))
      .execute()
  }
  return recordEvent(trx, {
    verb: 'reliability.counted',
    actor: null,
    organisationId: firmId,
    subjectKind: 'firm',
    subjectId: firmId,
    data: { ...record },
  })
}

/** Firms of whom something may be there to count, or was told. */
export async function firmsToCount(db: Kysely<DB>): Promise<string[]> {
  const rows = await db
    .selectFrom('contractParty')
    .select('firmId as id')
    .where('firmId', 'is not', null)
    .union(db.selectFrom('sourcingContact').select('firmId as id'))
    .union(db.selectFrom('firmRecord').select('organisationId as id'))
    .execute()
  return rows.flatMap(({ id }) => id ?? []).sort()
}
