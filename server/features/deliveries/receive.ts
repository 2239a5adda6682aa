import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import type { Trading } from '../contracts/tell.ts'
import { deliversFor, toldOf } from './announce.ts'
import { lockDelivery, wrong } from './lock.ts'
import { said } from './said.ts'
import type { ReceiveInput, SortInput } from './schemas.ts'
import { tellDelivery } from './tell.ts'

interface Asked {
  contractId: string
  deliveryId: string
  /** Who asks. */
  organisationId: string
}

/** The buyer counts what has come in: at most what was announced; what is missing stays to be delivered. */
export async function receiveDelivery(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, deliveryId, organisationId }: Asked,
  { receivedOn, received }: ReceiveInput,
): Promise<Refusal | null> {
  const locked = await lockDelivery(trx, contractId, deliveryId, 'receive')
  if (isRefusal(locked)) return locked
  const { contract, delivery } = locked
  if (receivedOn > trading.today) return invalid([{ field: '/receivedOn', message: said.future }])
  if (received > delivery.quantity)
    return invalid([{ field: '/received', message: said.counted(delivery.quantity) }])
  await trx
    .updateTable('delivery')
    .set({ state: 'received', receivedOn, received })
    .where('id', '=', deliveryId)
    .execute()
  await tellDelivery(trx, trading, contract, {
    ...(await toldOf(trx, deliveryId)),
    quantity: received,
    happened: 'received',
    by: organisationId,
  })
  return null
}

/** Its maker has sorted a lot that was refused, and presents what is left once more, under tightened inspection. */
export async function sortDelivery(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, deliveryId, organisationId }: Asked,
  { removed, note }: SortInput,
): Promise<Refusal | null> {
  const locked = await lockDelivery(trx, contractId, deliveryId, 'sort')
  if (isRefusal(locked)) return locked
  const { contract, parties, delivery } = locked
  const party = parties.find(({ id }) => id === delivery.partyId)
  if (!deliversFor(party?.firmId ?? null, contract, organisationId)) return { refused: 'not-found' }
  if (delivery.presentation !== 1) return wrong(said.sortedAlready)
  const left = (delivery.received ?? 0) - removed
  if (left <= 0) return invalid([{ field: '/removed', message: said.removedAll }])
  await trx
    .updateTable('delivery')
    .set({ state: 'received', presentation: 2, removed, sortingNote: note.trim(), decidedOn: null })
    .where('id', '=', deliveryId)
    .execute()
  await tellDelivery(trx, trading, contract, {
    ...(await toldOf(trx, deliveryId)),
    quantity: left,
    happened: 'sorted',
    by: organisationId,
    data: { removed },
  })
  return null
}

/** What was refused goes back: so much has to be delivered again. Either side writes it down. */
export async function returnDelivery(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, deliveryId, organisationId }: Asked,
): Promise<Refusal | null> {
  const locked = await lockDelivery(trx, contractId, deliveryId, 'return')
  if (isRefusal(locked)) return locked
  await trx.updateTable('delivery').set({ state: 'returned' }).where('id', '=', deliveryId).execute()
  await tellDelivery(trx, trading, locked.contract, {
    ...(await toldOf(trx, deliveryId)),
    happened: 'returned',
    by: organisationId,
  })
  return null
}

/** Writes the day on which a delivery was paid: nothing is paid here. */
export async function recordPayment(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, deliveryId, organisationId }: Asked,
  paidOn: string,
): Promise<Refusal | null> {
  if (paidOn > trading.today) return invalid([{ field: '/paidOn', message: said.future }])
  const paid = await trx
    .updateTable('delivery')
    .set({ paidOn })
    .where('id', '=', deliveryId)
    .where('contractId', '=', contractId)
    .where('state', '=', 'accepted')
    .returning('id')
    .executeTakeFirst()
  if (paid === undefined) return { refused: 'wrong-state' }
  const contract = await trx
    .selectFrom('contract')
    .select(['id', 'buyerId', 'number', 'title'])
    .where('id', '=', contractId)
    .executeTakeFirstOrThrow()
  await tellDelivery(trx, trading, contract, {
    ...(await toldOf(trx, deliveryId)),
    happened: 'paid',
    by: organisationId,
    data: { paidOn },
  })
  return null
}
