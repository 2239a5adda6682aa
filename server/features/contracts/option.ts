import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { madeBy, takeFor } from './capacity.ts'
import { cover, lockNeeds } from './coverage.ts'
import { contractRefusal } from './life-cycle.ts'
import { changeContract, lockContract } from './lock.ts'
import { said } from './said.ts'
import { nameOf, recordContract, sidesOf, type Trading, tellSides } from './tell.ts'

/** The buyer exercises an option: its quantity is ordered at the line's price, covered, and its hours are committed. */
export async function exerciseOption(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, optionId, version }: { contractId: string; optionId: string; version: number },
): Promise<Refusal | null> {
  const option = await trx
    .selectFrom('contractOption')
    .innerJoin('contractLine', 'contractLine.id', 'contractOption.lineId')
    .selectAll('contractOption')
    .select(['contractLine.partyId', 'contractLine.item', 'contractLine.size', 'contractLine.unit'])
    .where('contractOption.id', '=', optionId)
    .where('contractOption.contractId', '=', contractId)
    .executeTakeFirst()
  if (option === undefined) return { refused: 'not-found' }
  const { needId, tranche, due, quantity, item, size, unit, partyId, lineId, totalCents } = option
  await lockNeeds(trx, [needId])
  const locked = await lockContract(trx, contractId, version)
  if (isRefusal(locked)) return locked
  const { contract, parties } = locked
  if (contract.state !== 'in-force') return contractRefusal(contract.state)
  const message =
    option.exercisedAt !== null ? said.exercised : option.exerciseBy < trading.today ? said.optionOver : null
  if (message !== null) return { refused: 'wrong-state', fields: [{ field: '', message }] }
  const cause = { cause: 'contract' as const, causeId: contractId }
  const covered = { needId, tranche, size, quantity, route: contract.origin, ...cause }
  const refusal = await cover(trx, [covered], () => '/option')
  if (refusal !== null) return refusal
  await trx
    .updateTable('contractOption')
    .set({ exercisedAt: sql<Date>`now()`, exercisedBy: trading.actor })
    .where('id', '=', optionId)
    .execute()
  const line = { lineId, partyId, needId, tranche, due, item, size, quantity, unit, totalCents }
  await trx
    .insertInto('orderLine')
    .values({ id: newId(), contractId, callOffId: null, optionId, ...line })
    .execute()
  await changeContract(trx, contract, {})
  await takeFor(trx, trading, cause, {
    ordered: madeBy([line], parties),
    from: trading.today,
    heldUntil: null,
  })
  const { buyerId, firms } = await sidesOf(trx, contract)
  const eventId = await recordContract(trx, trading, contract, 'option.exercised', {
    by: buyerId,
    data: { optionId, quantity, totalCents },
  })
  await tellSides(trx, trading, contract, firms, eventId, {
    happened: 'option-exercised',
    by: await nameOf(trx, buyerId),
  })
  return null
}
