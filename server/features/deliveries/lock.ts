import type { DeliveryTable } from '@maillage/db/tables/deliveries.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { contractRefusal } from '../contracts/life-cycle.ts'
import { type Contract, lockContract, type Party } from '../contracts/lock.ts'
import { deliveryLifeCycle, deliveryStates, type DeliveryVerb, takenUp } from './life-cycle.ts'

export type Delivery = Selectable<DeliveryTable>

export const wrong = (message: Text, field = ''): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field, message }],
})

/** A delivery of a contract in force that may take a step, held with its contract; or why not. */
export async function lockDelivery(
  trx: Transaction<DB>,
  contractId: string,
  deliveryId: string,
  verb: DeliveryVerb,
): Promise<{ contract: Contract; parties: Party[]; delivery: Delivery } | Refusal> {
  const locked = await lockContract(trx, contractId)
  if (isRefusal(locked)) return locked
  const delivery = await trx
    .selectFrom('delivery')
    .selectAll()
    .where('id', '=', deliveryId)
    .where('contractId', '=', contractId)
    .executeTakeFirst()
  if (delivery === undefined) return { refused: 'not-found' }
  if (locked.contract.state !== 'in-force') return contractRefusal(locked.contract.state)
  return deliveryLifeCycle[delivery.state][verb] === undefined
    ? wrong(deliveryStates[delivery.state])
    : { ...locked, delivery }
}

/** Order lines of contracts that stand: those of the order itself, its exercised options, and call-offs that were accepted. */
export function standingLines(db: Kysely<DB>, contractIds: readonly string[]) {
  return db
    .selectFrom('orderLine')
    .innerJoin('contractParty', 'contractParty.id', 'orderLine.partyId')
    .leftJoin('callOff', 'callOff.id', 'orderLine.callOffId')
    .selectAll('orderLine')
    .select(['contractParty.firmId', 'contractParty.siren', 'contractParty.name'])
    .where(eb => eb('orderLine.contractId', '=', eb.fn.any(eb.val(contractIds))))
    .where(eb => eb.or([eb('callOff.id', 'is', null), eb('callOff.state', '=', 'accepted')]))
    .orderBy('orderLine.due')
    .orderBy('orderLine.id')
}

/** What deliveries take up of each order line. */
export async function takenUpByLine(db: Kysely<DB>, contractId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('delivery')
    .select(['orderLineId', 'state', 'quantity', 'received', 'removed'])
    .where('contractId', '=', contractId)
    .execute()
  const taken = new Map<string, number>()
  for (const row of rows) taken.set(row.orderLineId, (taken.get(row.orderLineId) ?? 0) + takenUp(row))
  return taken
}
