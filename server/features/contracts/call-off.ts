import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { allocate } from './allocation.ts'
import { giveBackFor, takeFor } from './capacity.ts'
import { cover, lockNeeds, uncover } from './coverage.ts'
import { callOffLifeCycle, callOffRefusal, type CallOffVerb, contractRefusal } from './life-cycle.ts'
import { type CallOff, changeContract, type Contract, lockContract, orderedOf, type Party } from './lock.ts'
import { withinShares } from '../pools/call-off.ts'
import { priceCallOff } from './price-call-off.ts'
import { said } from './said.ts'
import type { CallOffInput } from './schemas.ts'
import { nameOf, recordContract, type Trading, tellSides } from './tell.ts'
import { sumCents } from './totals.ts'

const wrong = (message: Fault['message'], field = ''): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field, message }],
})

/** Holders that declined a call-off, through all those it came after; null where the last was not declined, or was followed. */
function declinedBefore(callOffs: readonly CallOff[], afterId: string | null): Set<number> | null {
  const declined = new Set<number>()
  if (callOffs.some(one => one.afterId === afterId && afterId !== null)) return null
  for (let next = afterId; next !== null;) {
    const one = callOffs.find(({ id }) => id === next)
    if (one?.state !== 'declined') return null
    declined.add(one.holder)
    next = one.afterId
  }
  return declined
}

/** Why a framework takes no call-off today. */
function closedTo(contract: Contract, today: string): Refusal | null {
  if (contract.form !== 'framework') return wrong(said.notFramework)
  if (contract.state !== 'in-force') return contractRefusal(contract.state)
  const ended = contract.ends !== null && contract.ends < today
  return contract.starts > today || ended ? wrong(said.notRunning) : null
}

/**
 * Places a call-off of a framework: its published rule says with whom, whoever places it. Refused beyond what is left of
 * the framework, of a line, of what the needs ask for, or of a pool member's share. The framework is held, so that of two that fit one by one and not
 * together, the second is refused. A holder that is not on the platform is taken to have accepted.
 */
export async function placeCallOff(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, organisationId }: { contractId: string; organisationId: string },
  { answerBy, afterId, lines }: CallOffInput,
): Promise<Refusal | null> {
  await lockNeeds(
    trx,
    lines.map(({ needId }) => needId),
  )
  const locked = await lockContract(trx, contractId)
  if (isRefusal(locked)) return locked
  const { contract, parties } = locked
  const closed = closedTo(contract, trading.today)
  if (closed !== null) return closed
  if (answerBy <= trading.today) return invalid([{ field: '/answerBy', message: said.answerPast }])

  const before = await trx
    .selectFrom('callOff')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('number')
    .execute()
  const declined = declinedBefore(before, afterId)
  if (declined === null) return invalid([{ field: '/afterId', message: said.notDeclined }])
  const holders = [...new Set(parties.map(({ holder }) => holder))]
  const holder = allocate(contract.allocation, holders, before, declined)
  if (holder === null) return wrong(said.nobodyLeft)
  const { buyerId } = contract
  const within = await withinShares(trx, { contractId, buyerId, organisationId }, lines)
  if (within !== null) return within
  const priced = await priceCallOff(trx, trading, contract, holder, lines)
  if (isRefusal(priced)) return priced

  const id = newId()
  const lead = leadOf(parties, holder)
  const asks = lead?.firmId !== null && lead !== undefined
  const covers = priced.map(({ needId, tranche, size, quantity }) => ({
    needId,
    tranche,
    size,
    quantity,
    route: 'framework' as const,
    cause: 'call-off' as const,
    causeId: id,
  }))
  const refusal = await cover(trx, covers, at => `/lines/${at}`)
  if (refusal !== null) return refusal
  const totalCents = sumCents(priced)
  const number = before.length + 1
  await trx
    .insertInto('callOff')
    .values({
      id,
      contractId,
      number,
      holder,
      afterId,
      totalCents,
      answerBy,
      state: asks ? 'placed' : 'accepted',
      placedBy: trading.actor,
      answeredBy: null,
      answeredAt: asks ? null : sql<Date>`now()`,
    })
    .execute()
  await trx
    .insertInto('orderLine')
    .values(priced.map(line => ({ ...line, id: newId(), contractId, callOffId: id, optionId: null })))
    .execute()
  await changeContract(trx, contract, {})
  await takeFor(
    trx,
    trading,
    { cause: 'call-off', causeId: id },
    {
      ordered: await orderedOf(trx, contractId, id, parties),
      from: trading.today,
      heldUntil: asks ? answerBy : null,
    },
  )
  const eventId = await recordContract(trx, trading, contract, 'call-off.placed', {
    by: organisationId,
    data: { number, holder, totalCents },
  })
  if (asks)
    await tellSides(trx, trading, contract, firmsOf(parties, holder), eventId, {
      happened: 'call-off-placed',
      by: await nameOf(trx, organisationId),
    })
  return null
}

const leadOf = (parties: readonly Party[], holder: number) =>
  parties.find(party => party.holder === holder && party.isLead)

const firmsOf = (parties: readonly Party[], holder: number) =>
  parties.flatMap(party => (party.holder === holder && party.firmId !== null ? [party.firmId] : []))

const NEWS = {
  accept: 'call-off-accepted',
  decline: 'call-off-declined',
  cancel: 'call-off-cancelled',
} as const
const VERBS = {
  accept: 'call-off.accepted',
  decline: 'call-off.declined',
  cancel: 'call-off.cancelled',
} as const

/**
 * The holder's lead accepts or declines a call-off, or the buyer cancels it while it waits. Accepted, its hours are
 * committed; otherwise they and what it covers are given back.
 */
export async function decideCallOff(
  trx: Transaction<DB>,
  trading: Trading,
  verb: CallOffVerb,
  { contractId, callOffId, reason }: { contractId: string; callOffId: string; reason: string },
): Promise<Refusal | null> {
  const locked = await lockContract(trx, contractId)
  if (isRefusal(locked)) return locked
  const { contract, parties } = locked
  const callOff = await trx
    .selectFrom('callOff')
    .selectAll()
    .where('id', '=', callOffId)
    .where('contractId', '=', contractId)
    .executeTakeFirst()
  if (callOff === undefined) return { refused: 'not-found' }
  const state = callOffLifeCycle[callOff.state][verb]
  if (state === undefined) return callOffRefusal(callOff.state)
  if (contract.state !== 'in-force') return contractRefusal(contract.state)
  if (verb === 'decline' && reason.trim() === '') return invalid([{ field: '/reason', message: said.why }])
  if (verb !== 'cancel' && callOff.answerBy < trading.today) return wrong(said.lapsed)
  await trx
    .updateTable('callOff')
    .set({
      state,
      reason: reason.trim(),
      ...(verb !== 'cancel' && { answeredBy: trading.actor, answeredAt: sql<Date>`now()` }),
    })
    .where('id', '=', callOffId)
    .execute()
  await changeContract(trx, contract, {})
  const cause = { cause: 'call-off' as const, causeId: callOffId }
  await giveBackFor(trx, trading, cause)
  if (state === 'accepted') {
    const ordered = await orderedOf(trx, contractId, callOffId, parties)
    await takeFor(trx, trading, cause, { ordered, from: trading.today, heldUntil: null })
  } else await uncover(trx, 'call-off', [callOffId])
  const lead = leadOf(parties, callOff.holder)
  const by = verb === 'cancel' ? contract.buyerId : (lead?.firmId ?? contract.buyerId)
  const eventId = await recordContract(trx, trading, contract, VERBS[verb], {
    by,
    data: { number: callOff.number },
  })
  const told = verb === 'cancel' ? firmsOf(parties, callOff.holder) : [contract.buyerId]
  await tellSides(trx, trading, contract, told, eventId, { happened: NEWS[verb], by: await nameOf(trx, by) })
  return null
}
