import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { Contract } from '../contracts/lock.ts'
import { standingLines } from './lock.ts'
import { acceptedByLine } from './progress.ts'

/** Cancels what a contract that ends has announced. False, and nothing is cancelled, while something that came in is undecided. */
export async function stopDeliveries(trx: Transaction<DB>, contractId: string): Promise<boolean> {
  const undecided = await trx
    .selectFrom('delivery')
    .select('id')
    .where('contractId', '=', contractId)
    .where('state', 'in', ['received', 'rejected'])
    .executeTakeFirst()
  if (undecided !== undefined) return false
  await trx
    .updateTable('delivery')
    .set({ state: 'cancelled' })
    .where('contractId', '=', contractId)
    .where('state', '=', 'announced')
    .execute()
  return true
}

/** Of a contract that ended early, needs stay covered for what was accepted, and for nothing else. */
export async function coverAccepted(trx: Transaction<DB>, contract: Contract): Promise<void> {
  const accepted = await acceptedByLine(trx, contract.id)
  const lines = await standingLines(trx, [contract.id]).execute()
  const rows = lines.flatMap(({ id, needId, tranche, size, callOffId }) => {
    const quantity = accepted.get(id) ?? 0
    const cause =
      callOffId === null
        ? { route: contract.origin, cause: 'contract' as const, causeId: contract.id }
        : { route: 'framework' as const, cause: 'call-off' as const, causeId: callOffId }
    return quantity === 0 ? [] : [{ id: newId(), needId, tranche, size, quantity, ...cause }]
  })
  if (rows.length > 0) await trx.insertInto('coverage').values(rows).execute()
}
