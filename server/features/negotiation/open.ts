import type { DB } from '@maillage/db/tables/database.ts'
import type { OfferTable } from '@maillage/db/tables/offers.ts'
import type { TenderTable } from '@maillage/db/tables/tenders.ts'
import { type Selectable, sql, type Transaction } from 'kysely'
import { holdTold } from '../groups/tell.ts'
import { roundExtended } from '../mail/round-words.ts'
import { notifyAll } from '../notifications/notify.ts'
import { recordTender, tellAll, type Tendering } from '../tenders/tell.ts'

/** Whoever is invited to a round, the partners of groups with their leads. */
async function invitedTo(trx: Transaction<DB>, tenderId: string, round: number): Promise<string[]> {
  const offers = await trx
    .selectFrom('tenderRoundInvited')
    .innerJoin('offer', 'offer.id', 'tenderRoundInvited.offerId')
    .leftJoin('bidderGroupMember as member', join =>
      join
        .onRef('member.groupId', '=', 'offer.groupId')
        .on('member.role', '=', 'partner')
        .on('member.state', '=', 'consented'),
    )
    .select(['offer.organisationId', 'member.organisationId as partnerId'])
    .where('tenderRoundInvited.tenderId', '=', tenderId)
    .where('number', '=', round)
    .execute()
  const all = offers.flatMap(({ organisationId, partnerId }) =>
    partnerId === null ? [organisationId] : [organisationId, partnerId],
  )
  return [...new Set(all)].toSorted()
}

/**
 * The offers of a round are opened: each takes the place of the one that its bidder was invited with, and what is known of
 * the bidder and its samples goes along. Verdicts and marks do not: what is offered now is judged anew.
 */
export async function openRound(
  trx: Transaction<DB>,
  actor: string,
  tender: Selectable<TenderTable>,
  opened: Selectable<OfferTable>[],
  now: Date,
): Promise<void> {
  const { id: tenderId, round } = tender
  const former = await trx
    .selectFrom('tenderRoundInvited')
    .innerJoin('offer', 'offer.id', 'tenderRoundInvited.offerId')
    .select(['offer.id', 'organisationId', 'groupId'])
    .where('tenderRoundInvited.tenderId', '=', tenderId)
    .where('number', '=', round)
    .execute()
  for (const { id, organisationId, groupId } of opened) {
    const before = former.find(one => one.organisationId === organisationId && one.groupId === groupId)
    if (before === undefined)
      throw new Error(`offer ${id} was sealed for a round its bidder is not invited to`)
    await trx.updateTable('offer').set({ state: 'replaced' }).where('id', '=', before.id).execute()
    // The same hours, held by the offer that stands now.
    await trx
      .updateTable('capacityLedger')
      .set({ causeId: id })
      .where('cause', '=', 'offer')
      .where('causeId', '=', before.id)
      .execute()
    await sql`
      insert into candidacy select (jsonb_populate_record(c, jsonb_build_object('offer_id', ${id}::text))).*
      from candidacy c where offer_id = ${before.id}`.execute(trx)
    await sql`
      insert into offer_sample select (jsonb_populate_record(s, jsonb_build_object('offer_id', ${id}::text))).*
      from offer_sample s where offer_id = ${before.id}`.execute(trx)
  }
  await trx
    .updateTable('tenderRound')
    .set({ openedAt: now })
    .where('tenderId', '=', tenderId)
    .where('number', '=', round)
    .execute()
  const { eventId } = await recordTender(trx, actor, tender, 'tender.round-opened', {
    round,
    offers: opened.map(({ digest, receivedAt }) => ({ digest, receivedAt })),
  })
  // Told without how many have answered: what others did is nobody's to know.
  await notifyAll(trx, await invitedTo(trx, tenderId, round), {
    kind: 'tender-round-opened',
    needId: null,
    eventId,
    data: { tender: { id: tenderId, title: tender.title }, round },
  })
}

/** Extends the time of a round because the platform broke in its last hours; all that are invited are told at once. */
export async function extendRound(
  trx: Transaction<DB>,
  tendering: Tendering,
  tender: Selectable<TenderTable>,
  deadline: Date,
  reason: string,
): Promise<void> {
  const { id: tenderId, round, title } = tender
  await trx
    .updateTable('tender')
    .set({ roundDeadline: deadline, version: tender.version + 1 })
    .where('id', '=', tenderId)
    .execute()
  await trx
    .updateTable('tenderRound')
    .set({ deadline, extensionReason: reason })
    .where('tenderId', '=', tenderId)
    .where('number', '=', round)
    .execute()
  const { eventId } = await recordTender(trx, tendering.actor, tender, 'tender.round-extended', {
    round,
    deadline,
  })
  const invited = await invitedTo(trx, tenderId, round)
  await holdTold(trx, invited)
  const told = { tender: { id: tenderId, title }, round, deadline: deadline.toISOString() }
  const link = `${tendering.publicUrl}/tenders/${tenderId}`
  await tellAll(
    trx,
    tendering,
    invited,
    { kind: 'tender-round-invited', eventId, data: told },
    roundExtended({ title, reason, deadline: told.deadline, link }),
  )
}
