import type { DB } from '@maillage/db/tables/database.ts'
import { accountsOf } from '@maillage/matching/stocks/ledger.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { receiversOf } from '../pools/points.ts'
import { takenUp } from '../deliveries/life-cycle.ts'
import { lotFor } from './lots.ts'
import { type Moving, ownDepot, tellStock, writeMovements } from './move.ts'
import { said } from './said.ts'
import type { StocksShown } from './schemas.ts'

/** An accepted delivery comes into a depot, once: its batch is a lot of the one who made it. */
export async function takeInDelivery(
  trx: Transaction<DB>,
  moving: Moving,
  { deliveryId, depotId }: { deliveryId: string; depotId: string },
): Promise<Refusal | null> {
  const delivery = await trx
    .selectFrom('delivery')
    .innerJoin('orderLine', 'orderLine.id', 'delivery.orderLineId')
    .innerJoin('contract', 'contract.id', 'delivery.contractId')
    .innerJoin('contractParty', 'contractParty.id', 'delivery.partyId')
    .select(['delivery.state', 'delivery.quantity', 'delivery.received', 'delivery.removed'])
    .select(['delivery.batch', 'orderLine.item', 'orderLine.size', 'contractParty.name', 'contract.number'])
    .where('delivery.id', '=', deliveryId)
    .innerJoin('need', 'need.id', 'orderLine.needId')
    // Of a pool, what is delivered to a member comes into that member's depots.
    .where('need.organisationId', '=', moving.organisationId)
    .executeTakeFirst()
  if (delivery === undefined) return { refused: 'not-found' }
  if (delivery.state !== 'accepted')
    return { refused: 'wrong-state', fields: [{ field: '', message: said.notAccepted }] }
  const depot = await ownDepot(trx, moving, depotId)
  if (isRefusal(depot)) return depot
  const before = await trx
    .selectFrom('stockMovement')
    .select('id')
    .where('deliveryId', '=', deliveryId)
    .executeTakeFirst()
  if (before !== undefined)
    return { refused: 'wrong-state', fields: [{ field: '', message: said.alreadyIn }] }
  const { item, size, batch, name, number } = delivery
  const lot = await lotFor(trx, moving.organisationId, {
    item,
    size,
    number: batch,
    maker: name,
    // A delivery does not say: whoever keeps the stock writes it on the lot.
    expiresOn: undefined,
    regime: 'normal',
    certificate: '',
  })
  if (isRefusal(lot)) return lot
  await writeMovements(trx, moving, [
    {
      lot: lot.lotId,
      quantity: takenUp(delivery),
      ...accountsOf.in(depotId),
      kind: 'in',
      note: number,
      deliveryId,
    },
  ])
  await tellStock(trx, moving, 'stock.moved', depotId, { data: { kind: 'in', item, deliveryId } })
  return null
}

/** What a contract delivers comes in by itself where its buyer has named a depot that is open. */
export async function takeInByContract(
  trx: Transaction<DB>,
  moving: Moving,
  { contractId, deliveryId }: { contractId: string; deliveryId: string },
): Promise<void> {
  const own = (await receiversOf(trx, deliveryId)).includes(moving.organisationId)
  if (!own) return
  const named = await trx
    .selectFrom('contractDepot')
    .innerJoin('depot', 'depot.id', 'contractDepot.depotId')
    .select('contractDepot.depotId')
    .where('contractId', '=', contractId)
    .where('depot.closedAt', 'is', null)
    .executeTakeFirst()
  if (named === undefined) return
  const refused = await takeInDelivery(trx, moving, { deliveryId, depotId: named.depotId })
  // It was accepted in this transaction, into a depot of its buyer that is open.
  if (refused !== null) throw new Error(`a delivery does not come in: ${JSON.stringify(refused)}`)
}

/** Names the depot that a contract's deliveries come into by themselves, or none. */
export async function nameDepot(
  trx: Transaction<DB>,
  { organisationId }: Pick<Moving, 'organisationId'>,
  contractId: string,
  depotId: string | null,
): Promise<Refusal | null> {
  const contract = await trx
    .selectFrom('contract')
    .select('id')
    .where('id', '=', contractId)
    .where('buyerId', '=', organisationId)
    .forUpdate()
    .executeTakeFirst()
  if (contract === undefined) return { refused: 'not-found' }
  await trx.deleteFrom('contractDepot').where('contractId', '=', contractId).execute()
  if (depotId === null) return null
  const depot = await ownDepot(trx, { organisationId }, depotId)
  if (isRefusal(depot)) return depot
  await trx.insertInto('contractDepot').values({ contractId, depotId }).execute()
  return null
}

/** Deliveries accepted under an organisation's contracts that are in no depot, the last first. */
export async function toTakeIn(db: Kysely<DB>, organisationId: string): Promise<StocksShown['toTakeIn']> {
  return db
    .selectFrom('delivery')
    .innerJoin('orderLine', 'orderLine.id', 'delivery.orderLineId')
    .innerJoin('contract', 'contract.id', 'delivery.contractId')
    .select(['delivery.id as deliveryId', 'contract.id as contractId', 'contract.number as contract'])
    .select(['orderLine.item', 'orderLine.size', 'delivery.batch', 'delivery.decidedOn as acceptedOn'])
    .select(
      sql<number>`(coalesce(delivery.received, delivery.quantity) - delivery.removed)::float8`.as('quantity'),
    )
    .innerJoin('need', 'need.id', 'orderLine.needId')
    .where('need.organisationId', '=', organisationId)
    .where('delivery.state', '=', 'accepted')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('stockMovement')
            .select('stockMovement.id')
            .whereRef('stockMovement.deliveryId', '=', 'delivery.id'),
        ),
      ),
    )
    .orderBy('delivery.decidedOn', 'desc')
    .orderBy('delivery.id')
    .limit(50)
    .execute()
}
