import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { contractRefusal } from '../contracts/life-cycle.ts'
import { type Contract, lockContract } from '../contracts/lock.ts'
import type { Trading } from '../contracts/tell.ts'
import { keepDocuments, publishDocuments } from '../documents/keep.ts'
import { lockDelivery, standingLines, takenUpByLine, wrong } from './lock.ts'
import { said } from './said.ts'
import type { AnnounceInput } from './schemas.ts'
import { isDiscontinued, severityOf, supplierKey } from './severity.ts'
import { tellDelivery } from './tell.ts'

/** Whoever delivers: the firm itself, or the buyer for a firm that is not on the platform. */
export const deliversFor = (
  firmId: string | null,
  contract: Pick<Contract, 'buyerId'>,
  organisationId: string,
): boolean => (firmId ?? contract.buyerId) === organisationId

/** What may be replaced: a delivery of the same line that has gone back, and that nothing replaces yet. */
async function replaceFault(
  trx: Transaction<DB>,
  { replacesId, orderLineId }: AnnounceInput,
): Promise<Fault['message'] | null> {
  if (replacesId === null) return null
  const replaced = await trx
    .selectFrom('delivery')
    .select('state')
    .where('id', '=', replacesId)
    .where('orderLineId', '=', orderLineId)
    .executeTakeFirst()
  const other = await trx
    .selectFrom('delivery')
    .select('id')
    .where('replacesId', '=', replacesId)
    .executeTakeFirst()
  return replaced?.state === 'returned' && other === undefined ? null : said.notReturned
}

/**
 * Announces a delivery of one order line, with what its maker declares of it. Never above what is left of the line: what is
 * announced, came in or was accepted counts, what went back or was sorted out does not.
 */
export async function announceDelivery(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, organisationId }: { contractId: string; organisationId: string },
  input: AnnounceInput,
): Promise<Refusal | null> {
  const locked = await lockContract(trx, contractId)
  if (isRefusal(locked)) return locked
  const { contract } = locked
  if (contract.state !== 'in-force') return contractRefusal(contract.state)
  const { orderLineId, quantity, plannedOn, batch, conformity, replacesId, documents } = input
  const line = await standingLines(trx, [contractId])
    .where('orderLine.id', '=', orderLineId)
    .executeTakeFirst()
  if (line === undefined) return invalid([{ field: '/orderLineId', message: said.notOrdered }])
  if (!deliversFor(line.firmId, contract, organisationId)) return { refused: 'not-found' }
  const series = { buyerId: contract.buyerId, supplier: supplierKey(line), item: line.item }
  if (isDiscontinued(await severityOf(trx, series))) return wrong(said.discontinued)
  const left = line.quantity - ((await takenUpByLine(trx, contractId)).get(orderLineId) ?? 0)
  const replaced = await replaceFault(trx, input)
  const faults: Fault[] = [
    ...(plannedOn < trading.today ? [{ field: '/plannedOn', message: said.planned }] : []),
    ...(quantity > left ? [{ field: '/quantity', message: said.above(left) }] : []),
    ...(replaced === null ? [] : [{ field: '/replacesId', message: replaced }]),
  ]
  if (faults.length > 0) return invalid(faults)

  const id = newId()
  const subject = { kind: 'delivery', id }
  const kept = await keepDocuments(trx, { organisationId, ids: documents, subject })
  if (kept !== null) return kept
  const { count } = await trx
    .selectFrom('delivery')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('contractId', '=', contractId)
    .executeTakeFirstOrThrow()
  const declares = conformity.trim()
  await trx
    .insertInto('delivery')
    .values({
      id,
      contractId,
      orderLineId,
      partyId: line.partyId,
      number: count + 1,
      batch: batch.trim(),
      quantity,
      plannedOn,
      state: 'announced',
      receivedOn: null,
      received: null,
      decidedOn: null,
      replacesId,
      conformity: declares,
      declaredBy: declares === '' ? null : trading.actor,
      paymentDue: null,
      paidOn: null,
    })
    .execute()
  await publishDocuments(trx, subject)
  await tellDelivery(trx, trading, contract, {
    deliveryId: id,
    number: count + 1,
    item: line.item,
    quantity,
    happened: 'announced',
    by: organisationId,
  })
  return null
}

/** Takes an announcement back, before the delivery has come in. */
export async function cancelDelivery(
  trx: Transaction<DB>,
  trading: Trading,
  {
    contractId,
    deliveryId,
    organisationId,
  }: { contractId: string; deliveryId: string; organisationId: string },
): Promise<Refusal | null> {
  const locked = await lockDelivery(trx, contractId, deliveryId, 'cancel')
  if (isRefusal(locked)) return locked
  const { contract, parties, delivery } = locked
  const party = parties.find(({ id }) => id === delivery.partyId)
  if (!deliversFor(party?.firmId ?? null, contract, organisationId)) return { refused: 'not-found' }
  await trx.updateTable('delivery').set({ state: 'cancelled' }).where('id', '=', deliveryId).execute()
  await tellDelivery(trx, trading, contract, {
    ...(await toldOf(trx, deliveryId)),
    happened: 'cancelled',
    by: organisationId,
  })
  return null
}

/** A delivery as it is told. */
export async function toldOf(trx: Transaction<DB>, deliveryId: string) {
  return trx
    .selectFrom('delivery')
    .innerJoin('orderLine', 'orderLine.id', 'delivery.orderLineId')
    .select(['delivery.id as deliveryId', 'delivery.number', 'delivery.quantity', 'orderLine.item'])
    .where('delivery.id', '=', deliveryId)
    .executeTakeFirstOrThrow()
}
