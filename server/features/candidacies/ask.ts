import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { day } from '@maillage/matching/words/typography.ts'
import type { Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { dayAfter, isAnswered } from '../evaluation/days.ts'
import { raiseVersion } from '../evaluation/step.ts'
import { holdTold } from '../groups/tell.ts'
import { announceChange } from '../live/announce.ts'
import { candidacyAnswered, candidacyAsked } from '../mail/candidacy-words.ts'
import { recordTender, tellAll, type Tendering } from '../tenders/tell.ts'
import { type CandidatePlace, holdCandidacies, replacementDays } from './judge.ts'
import type { CandidacyRequests } from './schemas.ts'

const said = {
  due: {
    fr: 'Laissez au moins jusqu’à demain pour répondre.',
    en: 'Leave until tomorrow at least to answer.',
  },
  unknown: { fr: 'Cette offre n’a pas ce candidat.', en: 'This offer has no such candidate.' },
  asked: {
    fr: 'Ce candidat n’a pas encore répondu à ce qui lui a été demandé.',
    en: 'This candidate has not answered yet what it was asked.',
  },
  notReplaceable: {
    fr: 'Seul un cotraitant d’un groupement, autre que le mandataire, se remplace : demandez-le au mandataire par écrit.',
    en: 'Only a partner of a group other than its lead is replaced: ask the lead for it in writing.',
  },
  passed: { fr: 'Le délai pour répondre est passé.', en: 'The time to answer has passed.' },
  answered: { fr: 'Vous avez déjà répondu.', en: 'You have answered already.' },
} satisfies Record<string, Text>

const tooSoon = (days: number): Text => ({
  fr: `Laissez au moins ${days} jours pour remplacer un membre (L2141-13).`,
  en: `Leave at least ${days} days to replace a member (L2141-13).`,
})

const sameDay = (due: string): Text => ({
  fr: `D’autres candidats ont jusqu’au ${day(due, 'fr')} : le délai est identique pour tous (R2144-2).`,
  en: `Other candidates have until ${day(due, 'en')}: the time is the same for all (R2144-2).`,
})

/**
 * Asks candidates, all at one instant and by one day, to complete or explain their candidacies (R2144-2, R2144-6). Each
 * reads what is asked of it alone.
 */
export async function askCandidates(
  trx: Transaction<DB>,
  tendering: Tendering,
  tenderId: string,
  { due, candidates }: CandidacyRequests,
): Promise<null | Refusal> {
  const held = await holdCandidacies(trx, tenderId)
  if (isRefusal(held)) return held
  const { tender, now, today, candidacies } = held
  const standing = candidacies.flatMap(({ offerId, bidder, candidates: all }) =>
    all.map(candidate => ({
      ...candidate,
      offerId,
      bidderId: bidder.id,
      // Whoever leads its group is not replaced in it: the group answers through it.
      isReplaceable: all.length > 1 && candidate.id !== bidder.id,
    })),
  )
  const isWaiting = ({ asked }: (typeof standing)[number]) => asked !== null && !isAnswered(asked, today)
  const other = standing.find(one => isWaiting(one) && one.asked?.due !== due)?.asked?.due
  const days = await replacementDays(trx, today)
  const found = candidates.map(sent => ({
    sent,
    candidate: standing.find(({ offerId, id }) => offerId === sent.offerId && id === sent.candidateId),
  }))
  const faults: Fault[] = [
    ...(due <= today ? [{ field: '/due', message: said.due }] : []),
    ...(other === undefined ? [] : [{ field: '/due', message: sameDay(other) }]),
    ...duplicates(
      candidates.map(({ offerId, candidateId }) => `${offerId} ${candidateId}`),
      '/candidates',
      '/candidateId',
    ),
    ...found.flatMap(({ sent, candidate }, at): Fault[] => {
      if (candidate === undefined) return [{ field: `/candidates/${at}/candidateId`, message: said.unknown }]
      if (sent.replacementGround !== undefined) {
        if (!candidate.isReplaceable)
          return [{ field: `/candidates/${at}/replacementGround`, message: said.notReplaceable }]
        if (due < dayAfter(today, days)) return [{ field: '/due', message: tooSoon(days) }]
      }
      return isWaiting(candidate) ? [{ field: `/candidates/${at}/text`, message: said.asked }] : []
    }),
  ]
  if (faults.length > 0) return invalid(faults)
  const told = found.flatMap(({ sent, candidate }) =>
    candidate
      ? [{ ...candidate, text: sent.text.trim(), replacementGround: sent.replacementGround ?? null }]
      : [],
  )
  for (const { offerId, id, text, asked, earlier, replacementGround } of told) {
    const row = {
      text,
      due,
      askedBy: tendering.actor,
      askedAt: now,
      answer: null,
      answeredBy: null,
      answeredAt: null,
      replacementGround,
      replacedBy: null,
      proposedAt: null,
      replacedAt: null,
      earlier: JSON.stringify(asked === null ? earlier : [...earlier, asked]),
    }
    await trx
      .insertInto('candidacy')
      .values({
        offerId,
        organisationId: id,
        verdict: null,
        ground: null,
        judgedBy: null,
        judgedAt: null,
        ...row,
      })
      .onConflict(conflict => conflict.columns(['offerId', 'organisationId']).doUpdateSet(row))
      .execute()
  }
  await raiseVersion(trx, tenderId)
  const { eventId } = await recordTender(trx, tendering.actor, tender, 'tender.candidacy-asked', {
    due,
    candidates: told.map(({ offerId, id }) => ({ offer: offerId, candidate: id })),
  })
  await holdTold(
    trx,
    told.map(({ bidderId }) => bidderId),
  )
  const named = { id: tenderId, title: tender.title }
  const link = `${tendering.publicUrl}/tenders/${tenderId}`
  for (const { bidderId, name, text } of told)
    await tellAll(
      trx,
      tendering,
      [bidderId],
      { kind: 'tender-candidacy-asked', eventId, data: { tender: named, candidate: name, due } },
      candidacyAsked({ title: tender.title, candidate: name, due, text, link }),
    )
  return null
}

/** A bidder completes its candidacy, or that of a partner of its group, until the end of the day that was set. */
export async function answerCandidacy(
  trx: Transaction<DB>,
  tendering: Tendering,
  { organisationId, tenderId, offerId, candidateId }: CandidatePlace & { organisationId: string },
  answer: string,
): Promise<null | Refusal> {
  const own = await trx
    .selectFrom('offer')
    .select('id')
    .where('id', '=', offerId)
    .where('tenderId', '=', tenderId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  if (own === undefined) return { refused: 'not-found' }
  const held = await holdCandidacies(trx, tenderId)
  if (isRefusal(held)) return held
  const candidacy = held.candidacies.find(one => one.offerId === offerId)
  const asked = candidacy?.candidates.find(({ id }) => id === candidateId)?.asked ?? null
  if (candidacy === undefined || asked === null) return { refused: 'not-found' }
  if (asked.answer !== null) return invalid([{ field: '/answer', message: said.answered }])
  if (asked.due < held.today) return invalid([{ field: '/answer', message: said.passed }])
  await trx
    .updateTable('candidacy')
    .set({ answer: answer.trim(), answeredBy: tendering.actor, answeredAt: held.now })
    .where('offerId', '=', offerId)
    .where('organisationId', '=', candidateId)
    .execute()
  await raiseVersion(trx, tenderId)
  const { eventId } = await recordEvent(trx, {
    verb: 'tender.candidacy-answered',
    actor: tendering.actor,
    organisationId,
    subjectKind: 'tender',
    subjectId: tenderId,
    data: { offer: offerId, candidate: candidateId },
  })
  const { tender } = held
  await announceChange(trx, { organisationId: tender.organisationId, subject: 'tender', id: tenderId })
  const bidder = candidacy.bidder.name
  await tellAll(
    trx,
    tendering,
    [tender.organisationId],
    {
      kind: 'tender-candidacy-answered',
      eventId,
      data: { tender: { id: tenderId, title: tender.title }, bidder },
    },
    candidacyAnswered({
      title: tender.title,
      bidder,
      link: `${tendering.publicUrl}/buyer/tenders/${tenderId}/evaluation`,
    }),
  )
  return null
}
