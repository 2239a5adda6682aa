import type { DB } from '@maillage/db/tables/database.ts'
import { accountsOf } from '@maillage/matching/stocks/ledger.ts'
import type { SurplusTable } from '@maillage/db/tables/stocks.ts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { type Happening, recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { notify } from '../notifications/notify.ts'
import { lotFaults, lotFor } from './lots.ts'
import { type Moving, ownDepot, tellStock, writeMovements } from './move.ts'
import { said } from './said.ts'
import type { SurplusAnswer, SurplusInput, SurplusShown } from './schemas.ts'

type Verb = Extract<Happening, { subjectKind: 'surplus' }>['verb']

async function record(
  trx: Transaction<DB>,
  { actor, organisationId }: Pick<Moving, 'actor' | 'organisationId'>,
  verb: Verb,
  { id, item, firmId, operatorId }: { id: string; item: string; firmId: string; operatorId: string },
): Promise<number> {
  const { eventId } = await recordEvent(trx, {
    verb,
    actor,
    organisationId,
    subjectKind: 'surplus',
    subjectId: id,
    data: { item },
  })
  for (const organisation of [firmId, operatorId].sort())
    await announceChange(trx, { organisationId: organisation, subject: 'stock', id })
  return eventId
}

/** A firm offers what it has left to the region's operator. */
export async function offerSurplus(
  trx: Transaction<DB>,
  moving: Moving,
  input: SurplusInput,
): Promise<Refusal | null> {
  const faults = lotFaults(input, moving.catalogue, moving.today)
  if (faults.length > 0) return invalid(faults)
  const operator = await trx
    .selectFrom('organisation')
    .select('id')
    .where(eb => eb(eb.val('operator'), '=', eb.fn.any('roles')))
    .where('status', '=', 'verified')
    .orderBy('createdAt')
    .orderBy('id')
    .executeTakeFirst()
  if (operator === undefined) return { refused: 'not-found' }
  const id = newId()
  const firm = await nameOf(trx, moving.organisationId)
  const note = input.note.trim()
  await trx
    .insertInto('surplus')
    .values({ id, firmId: moving.organisationId, operatorId: operator.id, ...input, note })
    .execute()
  const parties = { firmId: moving.organisationId, operatorId: operator.id }
  const eventId = await record(trx, moving, 'surplus.offered', { id, item: input.item, ...parties })
  await notify(trx, {
    organisationId: operator.id,
    kind: 'surplus-offered',
    needId: null,
    eventId,
    data: { firm, item: input.item, quantity: input.quantity },
  })
  return null
}

const nameOf = async (db: Kysely<DB>, id: string) =>
  (await db.selectFrom('organisation').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name

type Surplus = Selectable<SurplusTable>

/** An offer of surplus of one side that waits for its answer, held; or why not. */
async function lockOffered(
  trx: Transaction<DB>,
  side: 'firmId' | 'operatorId',
  organisationId: string,
  id: string,
): Promise<Surplus | Refusal> {
  const surplus = await trx
    .selectFrom('surplus')
    .selectAll()
    .where('id', '=', id)
    .where(side, '=', organisationId)
    .forUpdate()
    .executeTakeFirst()
  if (surplus === undefined) return { refused: 'not-found' }
  return surplus.state === 'offered'
    ? surplus
    : { refused: 'wrong-state', fields: [{ field: '', message: said.answered }] }
}

/** A firm takes its offer back. */
export async function withdrawSurplus(
  trx: Transaction<DB>,
  moving: Moving,
  id: string,
): Promise<Refusal | null> {
  const surplus = await lockOffered(trx, 'firmId', moving.organisationId, id)
  if (isRefusal(surplus)) return surplus
  await trx.updateTable('surplus').set({ state: 'withdrawn' }).where('id', '=', id).execute()
  await record(trx, moving, 'surplus.withdrawn', surplus)
  return null
}

/** The operator takes a firm's surplus into a depot, all or a part of it, or refuses it with a reason. */
export async function answerSurplus(
  trx: Transaction<DB>,
  moving: Moving,
  id: string,
  answer: SurplusAnswer,
): Promise<Refusal | null> {
  const surplus = await lockOffered(trx, 'operatorId', moving.organisationId, id)
  if (isRefusal(surplus)) return surplus
  if (answer.answer === 'taken') {
    const refused = await takeBack(trx, moving, surplus, answer)
    if (refused !== null) return refused
  }
  const reason = answer.answer === 'refused' ? answer.reason.trim() : ''
  await trx
    .updateTable('surplus')
    .set({ state: answer.answer, reason, answeredAt: new Date() })
    .where('id', '=', id)
    .execute()
  const eventId = await record(trx, moving, `surplus.${answer.answer}`, surplus)
  await notify(trx, {
    organisationId: surplus.firmId,
    kind: 'surplus-answered',
    needId: null,
    eventId,
    data: {
      item: surplus.item,
      answer: answer.answer,
      quantity: answer.answer === 'taken' ? answer.quantity : surplus.quantity,
      reason,
    },
  })
  return null
}

async function takeBack(
  trx: Transaction<DB>,
  moving: Moving,
  surplus: Surplus,
  { depotId, quantity }: { depotId: string; quantity: number },
): Promise<Refusal | null> {
  if (quantity > surplus.quantity)
    return invalid([{ field: '/quantity', message: said.short(surplus.quantity) }])
  const depot = await ownDepot(trx, moving, depotId)
  if (isRefusal(depot)) return invalid([{ field: '/depotId', message: said.otherDepot }])
  // It may have expired since it was offered.
  const faults = lotFaults(surplus, moving.catalogue, moving.today)
  if (faults.length > 0) return invalid(faults)
  const { item, size, number, expiresOn, regime, certificate } = surplus
  const maker = await nameOf(trx, surplus.firmId)
  const lot = await lotFor(trx, moving.organisationId, {
    item,
    size,
    number,
    maker,
    expiresOn,
    regime,
    certificate,
  })
  if (isRefusal(lot)) return lot
  await writeMovements(trx, moving, [
    {
      lot: lot.lotId,
      quantity,
      ...accountsOf.in(depotId),
      kind: 'take-back',
      note: '',
      surplusId: surplus.id,
    },
  ])
  await tellStock(trx, moving, 'stock.moved', depotId, { data: { kind: 'take-back', item } })
  return null
}

/** What a firm has offered, or what an operator was offered; what waits for its answer first, then the last. */
export async function readSurplus(
  db: Kysely<DB>,
  side: 'firmId' | 'operatorId',
  organisationId: string,
): Promise<SurplusShown> {
  const rows = await db
    .selectFrom('surplus')
    .innerJoin('organisation as firm', 'firm.id', 'surplus.firmId')
    .innerJoin('organisation as operator', 'operator.id', 'surplus.operatorId')
    .selectAll('surplus')
    .select(['firm.name as firmName', 'operator.name as operatorName'])
    .where(side, '=', organisationId)
    .orderBy(eb => eb('surplus.state', '!=', 'offered'))
    .orderBy('surplus.offeredAt', 'desc')
    .limit(200)
    .execute()
  return rows.map(
    ({ firmId, firmName, operatorName, offeredAt, operatorId: _, answeredAt: _at, ...surplus }) => ({
      ...surplus,
      firm: { id: firmId, name: firmName },
      operator: operatorName,
      offeredAt: offeredAt.toISOString(),
    }),
  )
}
