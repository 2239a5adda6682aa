import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { contraryOf, movementFault } from '@maillage/matching/stocks/ledger.ts'
import type { Transaction } from 'kysely'
import type { Refusal } from '../../problems/problem.ts'
import { lockDepots } from './depots.ts'
import { accountFrom, balancesOf, type Moving, tellStock, writeMovements } from './move.ts'
import { said } from './said.ts'

const refused = (message: Text): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field: '', message }],
})

/** Whether a lot was counted in one of some depots after a movement. */
async function countedSince(
  trx: Transaction<DB>,
  lotId: string,
  depots: readonly string[],
  number: number,
): Promise<boolean> {
  const row = await trx
    .selectFrom('stockCountLine')
    .innerJoin('stockCount', 'stockCount.id', 'stockCountLine.countId')
    .select('stockCountLine.lotId')
    .where('stockCountLine.lotId', '=', lotId)
    .where('stockCount.depotId', 'in', [...depots])
    .where('stockCountLine.afterMovement', '>=', number)
    .executeTakeFirst()
  return row !== undefined
}

/** Undoes a movement by its contrary: once, by whoever wrote it, while the goods are where it put them and not counted there. */
export async function reverseMovement(
  trx: Transaction<DB>,
  moving: Moving,
  movementId: string,
): Promise<Refusal | null> {
  const row = await trx
    .selectFrom('stockMovement')
    .selectAll()
    .where('id', '=', movementId)
    .where('organisationId', '=', moving.organisationId)
    .executeTakeFirst()
  if (row === undefined) return { refused: 'not-found' }
  if (row.reversesId !== null) return refused(said.isReversal)
  if (row.kind === 'count') return refused(said.isCount)
  const depots = [row.fromDepotId, row.toDepotId].flatMap(id => id ?? [])
  await lockDepots(trx, depots)
  const before = await trx
    .selectFrom('stockMovement')
    .select('id')
    .where('reversesId', '=', movementId)
    .executeTakeFirst()
  if (before !== undefined) return refused(said.reversed)
  if (await countedSince(trx, row.lotId, depots, row.number)) return refused(said.countedSince)
  const contrary = contraryOf({
    lot: row.lotId,
    quantity: row.quantity,
    from: accountFrom(row.fromAccount, row.fromDepotId),
    to: accountFrom(row.toAccount, row.toDepotId),
  })
  const fault = movementFault(await balancesOf(trx, [row.lotId]), contrary)
  if (fault !== null) return refused(said.gone(fault.fault === 'short' ? fault.there : 0))
  await writeMovements(trx, moving, [
    {
      ...contrary,
      kind: row.kind,
      note: '',
      reversesId: movementId,
      ...(row.surplusId !== null && { surplusId: row.surplusId }),
      ...(row.deliveryId !== null && { deliveryId: row.deliveryId }),
    },
  ])
  const [depotId] = depots
  if (depotId === undefined) throw new Error('a movement touches no depot')
  await tellStock(trx, moving, 'stock.reversed', depotId, { data: { kind: row.kind }, touched: depots })
  return null
}
