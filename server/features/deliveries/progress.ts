import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { Contract } from '../contracts/lock.ts'
import { acceptedOf } from './life-cycle.ts'
import { standingLines } from './lock.ts'

/** What was accepted of each order line. */
export async function acceptedByLine(db: Kysely<DB>, contractId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('delivery')
    .select(['orderLineId', 'state', 'quantity', 'received', 'removed'])
    .where('contractId', '=', contractId)
    .execute()
  const accepted = new Map<string, number>()
  for (const row of rows)
    accepted.set(row.orderLineId, (accepted.get(row.orderLineId) ?? 0) + acceptedOf(row))
  return accepted
}

/** Whether nothing is left to deliver: all that stands was accepted, no call-off waits, no option may still be exercised. */
export async function isAllAccepted(
  db: Kysely<DB>,
  { id, form }: Pick<Contract, 'id' | 'form'>,
  today: string,
): Promise<boolean> {
  const lines = await standingLines(db, [id]).execute()
  const accepted = await acceptedByLine(db, id)
  if (lines.some(line => (accepted.get(line.id) ?? 0) < line.quantity)) return false
  if (form === 'framework') {
    const waiting = await db
      .selectFrom('callOff')
      .select('id')
      .where('contractId', '=', id)
      .where('state', '=', 'placed')
      .executeTakeFirst()
    return waiting === undefined
  }
  const option = await db
    .selectFrom('contractOption')
    .select('id')
    .where('contractId', '=', id)
    .where('exercisedAt', 'is', null)
    .where('exerciseBy', '>=', today)
    .executeTakeFirst()
  return option === undefined
}
