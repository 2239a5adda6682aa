import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { isAllAccepted } from '../deliveries/progress.ts'
import { said as delivering } from '../deliveries/said.ts'
import { coverAccepted, stopDeliveries } from '../deliveries/stop.ts'
import { giveBackFor, takeFor } from './capacity.ts'
import { uncover } from './coverage.ts'
import { stepOf } from './life-cycle.ts'
import { changeContract, type Contract, lockContract, orderedOf, type Party } from './lock.ts'
import { said } from './said.ts'
import { nameOf, recordContract, sidesOf, type Trading, tellSides } from './tell.ts'

const refuse = (message: Text): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field: '', message }],
})

/** A partner's yes. The contract stands once every partner of the platform has said so. */
export async function acceptContract(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, partyId, version }: { contractId: string; partyId: string; version: number },
): Promise<Refusal | null> {
  const locked = await lockAsked(trx, trading, { contractId, partyId, version }, 'accept')
  if (isRefusal(locked)) return locked
  const { contract, parties, firmId } = locked
  await answer(trx, trading, partyId, 'accepted')
  const left = parties.some(({ id, state }) => state === 'asked' && id !== partyId)
  const stands = { state: 'in-force' as const, concludedOn: trading.today, answerBy: null }
  await changeContract(trx, contract, left ? {} : stands)
  if (!left && contract.form === 'order') {
    const cause = { cause: 'contract' as const, causeId: contractId }
    await giveBackFor(trx, trading, cause)
    const ordered = await orderedOf(trx, contractId, null, parties)
    await takeFor(trx, trading, cause, { ordered, from: contract.starts, heldUntil: null })
  }
  const happened = left ? 'accepted' : 'in-force'
  const eventId = await recordContract(trx, trading, contract, `contract.${happened}`, { by: firmId })
  const others = (await sidesOf(trx, contract)).firms.filter(id => id !== firmId)
  await tellSides(trx, trading, contract, [contract.buyerId, ...(left ? [] : others)], eventId, {
    happened,
    by: await nameOf(trx, firmId),
  })
  return null
}

/** A partner's no, with its reason: the contract comes to nothing, and all that it covered and took is given back. */
export async function declineContract(
  trx: Transaction<DB>,
  trading: Trading,
  {
    contractId,
    partyId,
    version,
    reason,
  }: { contractId: string; partyId: string; version: number; reason: string },
): Promise<Refusal | null> {
  if (reason.trim() === '') return invalid([{ field: '/reason', message: said.why }])
  const locked = await lockAsked(trx, trading, { contractId, partyId, version }, 'decline')
  if (isRefusal(locked)) return locked
  const { contract, firmId } = locked
  await answer(trx, trading, partyId, 'declined')
  await endContract(trx, trading, contract, 'declined', { reason, by: firmId })
  return null
}

async function lockAsked(
  trx: Transaction<DB>,
  { today }: Trading,
  { contractId, partyId, version }: { contractId: string; partyId: string; version: number },
  verb: 'accept' | 'decline',
): Promise<{ contract: Contract; parties: Party[]; firmId: string } | Refusal> {
  const locked = await lockContract(trx, contractId, version)
  if (isRefusal(locked)) return locked
  const { contract, parties } = locked
  const party = parties.find(({ id }) => id === partyId)
  if (party === undefined || party.firmId === null) return { refused: 'not-found' }
  const state = stepOf(contract.state, verb)
  if (isRefusal(state)) return state
  if (party.state !== 'asked') return refuse(said.answered)
  if (contract.answerBy !== null && contract.answerBy < today) return refuse(said.lapsed)
  return { contract, parties, firmId: party.firmId }
}

async function answer(
  trx: Transaction<DB>,
  { actor }: Trading,
  partyId: string,
  state: 'accepted' | 'declined',
): Promise<void> {
  await trx
    .updateTable('contractParty')
    .set({ state, answeredBy: actor, answeredAt: sql<Date>`now()` })
    .where('id', '=', partyId)
    .execute()
}

/** Ends a contract that is held: whatever it and its call-offs cover and have taken is given back. */
export async function endContract(
  trx: Transaction<DB>,
  trading: Trading,
  contract: Contract,
  state: 'declined' | 'withdrawn' | 'terminated' | 'completed',
  { reason, by, lapsed = false }: { reason: string; by: string; lapsed?: boolean },
): Promise<void> {
  await changeContract(trx, contract, {
    state,
    reason: reason.trim(),
    endedOn: trading.today,
  })
  const callOffs = await trx
    .selectFrom('callOff')
    .select('id')
    .where('contractId', '=', contract.id)
    .orderBy('number')
    .execute()
  const ids = callOffs.map(({ id }) => id)
  const isDone = state === 'completed'
  await giveBackFor(trx, trading, { cause: 'contract', causeId: contract.id }, { isDone })
  for (const causeId of ids) await giveBackFor(trx, trading, { cause: 'call-off', causeId }, { isDone })
  if (state !== 'completed') {
    await uncover(trx, 'contract', [contract.id])
    await uncover(trx, 'call-off', ids)
    await coverAccepted(trx, contract)
  }
  const { buyerId, firms } = await sidesOf(trx, contract)
  const eventId = await recordContract(trx, trading, contract, `contract.${state}`, { by })
  await tellSides(
    trx,
    trading,
    contract,
    [buyerId, ...firms].filter(id => lapsed || id !== by),
    eventId,
    { happened: lapsed ? 'lapsed' : state, by: await nameOf(trx, by) },
  )
}

/** The buyer withdraws what nobody has accepted in full, or terminates what is in force; the latter says why. */
export async function endByBuyer(
  trx: Transaction<DB>,
  trading: Trading,
  verb: 'withdraw' | 'terminate' | 'complete',
  { contractId, version, reason }: { contractId: string; version: number; reason: string },
): Promise<Refusal | null> {
  const locked = await lockContract(trx, contractId, version)
  if (isRefusal(locked)) return locked
  const { contract } = locked
  const state = stepOf(contract.state, verb)
  if (isRefusal(state)) return state
  if (verb === 'terminate' && reason.trim() === '') return invalid([{ field: '/reason', message: said.why }])
  if (verb === 'complete' && !(await isAllAccepted(trx, contract, trading.today)))
    return refuse(said.notAllDelivered)
  if (verb === 'terminate' && !(await stopDeliveries(trx, contractId))) return refuse(delivering.undecided)
  const ended = { withdraw: 'withdrawn', terminate: 'terminated', complete: 'completed' } as const
  await endContract(trx, trading, contract, ended[verb], { reason, by: contract.buyerId })
  return null
}

/** Writes the day on which the advance was paid: nothing is paid here. */
export async function recordAdvance(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, version, paidOn }: { contractId: string; version: number; paidOn: string },
): Promise<Refusal | null> {
  const locked = await lockContract(trx, contractId, version)
  if (isRefusal(locked)) return locked
  const { contract } = locked
  if (contract.advanceCents === null) return refuse(said.noAdvance)
  if (paidOn > trading.today) return invalid([{ field: '/paidOn', message: said.paidLater }])
  await changeContract(trx, contract, { advancePaidOn: paidOn })
  await recordContract(trx, trading, contract, 'contract.paid', {
    by: contract.buyerId,
    data: { what: 'advance', paidOn },
  })
  return null
}
