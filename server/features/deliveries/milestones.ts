import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { contractRefusal } from '../contracts/life-cycle.ts'
import { lockContract } from '../contracts/lock.ts'
import { recordContract, type Trading } from '../contracts/tell.ts'
import { keepDocuments, publishDocuments } from '../documents/keep.ts'
import { deliversFor } from './announce.ts'
import { wrong } from './lock.ts'
import { said } from './said.ts'
import type { MilestoneInput, SampleInput } from './schemas.ts'
import { isDiscontinued, rememberSeverity, resumed, severityOf, supplierKey } from './severity.ts'

interface Asked {
  contractId: string
  organisationId: string
}

/** A milestone of whoever delivers, set by either side. */
export async function setMilestone(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, organisationId }: Asked,
  { partyId, kind, note, due }: MilestoneInput,
): Promise<Refusal | null> {
  const locked = await lockContract(trx, contractId)
  if (isRefusal(locked)) return locked
  const { contract, parties } = locked
  if (contract.state !== 'in-force') return contractRefusal(contract.state)
  const party = parties.find(({ id, role }) => id === partyId && role === 'partner')
  if (party === undefined) return invalid([{ field: '/partyId', message: said.noLine }])
  if (party.firmId !== organisationId && contract.buyerId !== organisationId) return { refused: 'not-found' }
  const id = newId()
  await trx
    .insertInto('milestone')
    .values({
      id,
      contractId,
      partyId,
      kind,
      note: note.trim(),
      due,
      reachedOn: null,
      writtenBy: trading.actor,
    })
    .execute()
  await recordContract(trx, trading, contract, 'milestone.set', {
    by: organisationId,
    data: { milestoneId: id, kind, due },
  })
  return null
}

/** Whoever delivers has reached a milestone. */
export async function reachMilestone(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, organisationId, milestoneId }: Asked & { milestoneId: string },
  reachedOn: string,
): Promise<Refusal | null> {
  const locked = await lockContract(trx, contractId)
  if (isRefusal(locked)) return locked
  const { contract, parties } = locked
  const milestone = await trx
    .selectFrom('milestone')
    .selectAll()
    .where('id', '=', milestoneId)
    .where('contractId', '=', contractId)
    .executeTakeFirst()
  if (milestone === undefined) return { refused: 'not-found' }
  const party = parties.find(({ id }) => id === milestone.partyId)
  if (!deliversFor(party?.firmId ?? null, contract, organisationId)) return { refused: 'not-found' }
  if (milestone.reachedOn !== null) return wrong(said.reached)
  if (reachedOn > trading.today) return invalid([{ field: '/reachedOn', message: said.future }])
  await trx.updateTable('milestone').set({ reachedOn }).where('id', '=', milestoneId).execute()
  await recordContract(trx, trading, contract, 'milestone.reached', {
    by: organisationId,
    data: { milestoneId, kind: milestone.kind, reachedOn },
  })
  return null
}

/** The buyer approves the sample of a line: from then on, what is delivered of it is held against it. */
export async function approveSample(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, organisationId }: Asked,
  { lineId, description, approvedOn, documents }: SampleInput,
): Promise<Refusal | null> {
  const locked = await lockContract(trx, contractId)
  if (isRefusal(locked)) return locked
  const { contract } = locked
  if (contract.state !== 'in-force') return contractRefusal(contract.state)
  const line = await trx
    .selectFrom('contractLine')
    .leftJoin('approvedSample', 'approvedSample.lineId', 'contractLine.id')
    .select('approvedSample.id as sampleId')
    .where('contractLine.id', '=', lineId)
    .where('contractLine.contractId', '=', contractId)
    .executeTakeFirst()
  if (line === undefined) return invalid([{ field: '/lineId', message: said.noLine }])
  if (line.sampleId !== null) return wrong(said.sampleThere, '/lineId')
  if (approvedOn > trading.today) return invalid([{ field: '/approvedOn', message: said.future }])
  const id = newId()
  const subject = { kind: 'sample', id }
  const kept = await keepDocuments(trx, { organisationId, ids: documents, subject })
  if (kept !== null) return kept
  await trx
    .insertInto('approvedSample')
    .values({
      id,
      contractId,
      lineId,
      description: description.trim(),
      approvedOn,
      approvedBy: trading.actor,
    })
    .execute()
  await publishDocuments(trx, subject)
  await recordContract(trx, trading, contract, 'sample.approved', {
    by: organisationId,
    data: { sampleId: id, lineId, approvedOn },
  })
  return null
}

/** The buyer agrees that deliveries of an item go on after too many lots were refused: under tightened inspection. */
export async function resumeInspection(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, organisationId, orderLineId }: Asked & { orderLineId: string },
): Promise<Refusal | null> {
  const locked = await lockContract(trx, contractId)
  if (isRefusal(locked)) return locked
  const { contract, parties } = locked
  const line = await trx
    .selectFrom('orderLine')
    .select(['item', 'partyId'])
    .where('id', '=', orderLineId)
    .where('contractId', '=', contractId)
    .executeTakeFirst()
  const party = parties.find(({ id }) => id === line?.partyId)
  if (line === undefined || party === undefined) return { refused: 'not-found' }
  const series = { buyerId: contract.buyerId, supplier: supplierKey(party), item: line.item }
  const severity = await severityOf(trx, series)
  if (!isDiscontinued(severity)) return wrong(said.notDiscontinued)
  await rememberSeverity(trx, series, resumed(severity))
  await recordContract(trx, trading, contract, 'inspection.resumed', {
    by: organisationId,
    data: { item: line.item, partyId: party.id },
  })
  return null
}
