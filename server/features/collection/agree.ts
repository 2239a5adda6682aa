import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { mayRead } from '../../search/reader.ts'
import { comingFault, planRound } from './rounds.ts'
import { gramsOf } from './records.ts'
import { said, wrong } from './said.ts'
import type { AnswerInput, ProposalInput } from './schemas.ts'
import { streamOf } from './streams.ts'
import { type Acting, type Agreement, lockAgreement, tellCollection } from './tell.ts'

/** What may become of an agreement; who may bring it about is said where it is done. */
const next: Record<Agreement['state'], readonly Agreement['state'][]> = {
  proposed: ['agreed', 'refused', 'withdrawn'],
  agreed: ['ended'],
  refused: [],
  withdrawn: [],
  ended: [],
}

/** Whether the holder may propose to a firm: one that is there, and that shows itself to members. */
async function isPartner(trx: Transaction<DB>, { organisationId }: Acting, id: string): Promise<boolean> {
  if (id === organisationId) return false
  const row = await trx
    .selectFrom('organisation')
    .innerJoin('profile', 'profile.organisationId', 'organisation.id')
    .select(['roles', 'status', 'audience'])
    .where('organisation.id', '=', id)
    .executeTakeFirst()
  return (
    row !== undefined &&
    row.roles.includes('firm') &&
    row.status !== 'suspended' &&
    mayRead({ member: true, operator: false, organisations: [organisationId] }, row.audience, id)
  )
}

/** A holder proposes to a partner that it collects used articles. Returns the agreement's id. */
export async function propose(
  trx: Transaction<DB>,
  acting: Acting,
  { expectedKg, notInfectious, note, ...input }: ProposalInput,
): Promise<string | Refusal> {
  const dayFault = comingFault(input.startsOn, acting.today)
  const faults: Fault[] = [
    ...(streamOf(input.stream) === undefined ? [{ field: '/stream', message: said.stream }] : []),
    ...(dayFault === null ? [] : [{ field: '/startsOn', message: dayFault }]),
    ...(notInfectious ? [] : [{ field: '/notInfectious', message: said.infectious }]),
    ...((await isPartner(trx, acting, input.partnerId))
      ? []
      : [{ field: '/partnerId', message: said.partner }]),
  ]
  if (faults.length > 0) return invalid(faults)
  const id = newId()
  const agreement = { id, holderId: acting.organisationId, ...input }
  const kept = await trx
    .insertInto('collectionAgreement')
    .values({
      ...agreement,
      expectedGrams: gramsOf(expectedKg),
      note: note.trim(),
      attestedBy: acting.actor,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (kept === undefined) return invalid([{ field: '/stream', message: said.already }])
  await tellCollection(trx, acting, 'collection.proposed', agreement)
  return id
}

/** Brings an agreement into another state, if it may come to it. */
async function bring(
  trx: Transaction<DB>,
  acting: Acting,
  agreement: Agreement,
  state: 'agreed' | 'refused' | 'withdrawn' | 'ended',
  reason: string,
): Promise<Refusal | null> {
  if (!next[agreement.state].includes(state)) return wrong(said.answered)
  const now = new Date()
  await trx
    .updateTable('collectionAgreement')
    .set({ state, reason, ...(agreement.state === 'proposed' ? { answeredAt: now } : { endedAt: now }) })
    .where('id', '=', agreement.id)
    .execute()
  await tellCollection(trx, acting, `collection.${state}`, agreement)
  return null
}

/** The partner answers: agreed, the first round is planned; refused, with a reason. */
export async function answerProposal(
  trx: Transaction<DB>,
  acting: Acting,
  id: string,
  { answer, reason }: AnswerInput,
): Promise<Refusal | null> {
  const agreement = await lockAgreement(trx, acting, id)
  if (isRefusal(agreement)) return agreement
  if (agreement.partnerId !== acting.organisationId) return { refused: 'not-found' }
  if (answer === 'refused' && reason.trim() === '') return invalid([{ field: '/reason', message: said.why }])
  const refused = await bring(trx, acting, agreement, answer, reason.trim())
  if (refused !== null || answer === 'refused') return refused
  const { startsOn } = agreement
  await planRound(trx, id, startsOn < acting.today ? acting.today : startsOn)
  return null
}

/** Either side ends what is agreed, or the holder takes back what it proposed; a round still planned is cancelled with it. */
export async function endAgreement(
  trx: Transaction<DB>,
  acting: Acting,
  id: string,
  reason: string,
): Promise<Refusal | null> {
  const agreement = await lockAgreement(trx, acting, id)
  if (isRefusal(agreement)) return agreement
  const isProposed = agreement.state === 'proposed'
  if (isProposed && agreement.holderId !== acting.organisationId) return wrong(said.toAnswer)
  const refused = await bring(trx, acting, agreement, isProposed ? 'withdrawn' : 'ended', reason.trim())
  if (refused !== null) return refused
  await trx
    .updateTable('collectionRound')
    .set({ state: 'cancelled', reason: reason.trim() })
    .where('agreementId', '=', id)
    .where('state', '=', 'planned')
    .execute()
  return null
}
