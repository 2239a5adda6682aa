import type { CallOffTable, ContractPartyTable, ContractTable } from '@maillage/db/tables/contracts.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Selectable, Transaction } from 'kysely'
import type { Refusal } from '../../problems/problem.ts'
import { madeBy, type Ordered } from './capacity.ts'

export type Contract = Selectable<ContractTable>
export type Party = Selectable<ContractPartyTable>
export type CallOff = Selectable<CallOffTable>

/**
 * A contract with its parties, held until the transaction ends: all that changes it waits here. Refused where it is not the
 * version that was looked at.
 */
export async function lockContract(
  trx: Transaction<DB>,
  contractId: string,
  version?: number,
): Promise<{ contract: Contract; parties: Party[] } | Refusal> {
  const contract = await trx
    .selectFrom('contract')
    .selectAll()
    .where('id', '=', contractId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (contract === undefined) return { refused: 'not-found' }
  if (version !== undefined && contract.version !== version) return { refused: 'stale-version' }
  const parties = await trx
    .selectFrom('contractParty')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('holder')
    .orderBy('position')
    .execute()
  return { contract, parties }
}

/** Changes a contract that is held. */
export async function changeContract(
  trx: Transaction<DB>,
  { id, version }: Contract,
  set: Partial<Pick<Contract, 'state' | 'concludedOn' | 'endedOn' | 'reason' | 'advancePaidOn' | 'answerBy'>>,
): Promise<void> {
  await trx
    .updateTable('contract')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute()
}

/** What firms of the platform have to make of an order, or of one of its call-offs. */
export async function orderedOf(
  trx: Transaction<DB>,
  contractId: string,
  callOffId: string | null,
  parties: readonly Party[],
): Promise<Ordered[]> {
  const rows = await trx
    .selectFrom('orderLine')
    .select(['partyId', 'item', 'quantity', 'due'])
    .where('contractId', '=', contractId)
    .where('callOffId', callOffId === null ? 'is' : '=', callOffId)
    .execute()
  return madeBy(rows, parties)
}
