import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { lettersTo } from '../evaluation/letters.ts'
import { missingBefore } from '../evaluation/missing.ts'
import { readEvaluation } from '../evaluation/read.ts'
import type { EvaluatedOffer, EvaluationShown } from '../evaluation/schemas.ts'
import { holdFor } from '../evaluation/step.ts'
import { holdTold } from '../groups/tell.ts'
import { roundInvited } from '../mail/round-words.ts'
import { recordTender, tellAll, type Tendering } from '../tenders/tell.ts'
import type { RoundInput } from './schemas.ts'

const DAY_MILLISECONDS = 86_400_000

const said = {
  formal: {
    fr: 'L’appel d’offres se juge sans négociation (L2124-2).',
    en: 'A call for tenders is judged without negotiation (L2124-2).',
  },
  unannounced: {
    fr: 'Aucune négociation n’a été annoncée à la publication : les offres se jugent telles qu’elles sont.',
    en: 'No negotiation was announced at the publication: offers are judged as they are.',
  },
  soon: { fr: 'Laissez au moins un jour pour répondre.', en: 'Leave a day at least to answer.' },
  nobody: {
    fr: 'Personne ne peut être invité : aucune candidature admise n’a d’offre à négocier.',
    en: 'Nobody can be invited: no candidacy that is admitted has an offer to negotiate.',
  },
} satisfies Record<string, Text>

const unverified = (name: string): Text => ({
  fr: `Dites d’abord si la candidature de ${name} est recevable : on ne négocie qu’avec des candidats admis.`,
  en: `Say first whether the candidacy of ${name} is admitted: one negotiates with admitted candidates alone.`,
})

/** An offer that nothing can make acceptable (R2152-1): inappropriate, or abnormally low. */
const isOut = ({ verdict }: EvaluatedOffer) => verdict === 'inappropriate' || verdict === 'abnormally-low'

/** Whom the buyer may invite: all that are admitted and may still become acceptable, or the best of them where so announced. */
function invitedOf({ lots, candidacies, judgesCandidacies, negotiation }: EvaluationShown): EvaluatedOffer[] {
  const admitted = new Set(candidacies.filter(one => one.verdict === 'admitted').map(one => one.offerId))
  const { most } = negotiation
  const standing = lots.flatMap(lot =>
    lot.offers.filter(
      offer =>
        (!judgesCandidacies || admitted.has(offer.offerId)) &&
        (most === null ? !isOut(offer) : offer.rank !== null && offer.rank <= most),
    ),
  )
  return [...new Map(standing.map(offer => [offer.offerId, offer])).values()]
}

function faultsOf(evaluation: EvaluationShown, procedure: string, deadline: Date, now: Date): Fault[] {
  const { candidacies, negotiation, lots } = evaluation
  if (procedure === 'formal') return [{ field: '/version', message: said.formal }]
  if (!negotiation.isAnnounced) return [{ field: '/version', message: said.unannounced }]
  const late =
    deadline.getTime() - now.getTime() < DAY_MILLISECONDS ? [{ field: '/deadline', message: said.soon }] : []
  const unjudged = candidacies
    .filter(({ verdict }) => verdict === null)
    .map(({ offerId, bidder }) => ({
      field: `/candidacies/${offerId}`,
      message: unverified(bidder.name),
    }))
  // Who is among the best is known once all are marked.
  const unmarked = negotiation.most === null ? [] : missingBefore({ lots, candidacies: [] })
  const open = [...late, ...unjudged, ...unmarked]
  return open.length === 0 && invitedOf(evaluation).length === 0
    ? [{ field: '/points', message: said.nobody }]
    : open
}

/**
 * Invites the admitted bidders (all, or the best where their number was announced) to a new round: the same points to
 * negotiate and the same deadline, told to all of them at the same instant. Until it is opened nothing is judged.
 */
export async function inviteToRound(
  trx: Transaction<DB>,
  tendering: Tendering,
  tenderId: string,
  { version, points, deadline }: RoundInput,
): Promise<null | Refusal> {
  const held = await holdFor(trx, tenderId, 'negotiate')
  if (isRefusal(held)) return held
  const { tender, now, state } = held
  const evaluation = await readEvaluation(trx, tenderId)
  if (tender.version !== version) return { refused: 'stale-version', current: evaluation }
  const until = new Date(deadline)
  const faults = faultsOf(evaluation, tender.procedure, until, now)
  if (faults.length > 0) return invalid(faults)
  const invited = invitedOf(evaluation)
  const number = tender.round + 1
  await trx
    .updateTable('tender')
    .set({ state, round: number, roundDeadline: until, version: tender.version + 1 })
    .where('id', '=', tenderId)
    .execute()
  const round = { tenderId, number, points: points.trim(), deadline: until }
  await trx
    .insertInto('tenderRound')
    .values({ ...round, invitedBy: tendering.actor, invitedAt: now, openedAt: null })
    .execute()
  await trx
    .insertInto('tenderRoundInvited')
    .values(invited.map(({ offerId }) => ({ tenderId, number, offerId })))
    .execute()
  const { eventId } = await recordTender(trx, tendering.actor, tender, 'tender.round-invited', {
    round: number,
    deadline: until,
    offers: invited.map(({ offerId }) => offerId),
  })
  const bidders = [...new Set(invited.flatMap(lettersTo))].toSorted()
  await holdTold(trx, bidders)
  const { name: buyer } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', tender.organisationId)
    .executeTakeFirstOrThrow()
  const told = { tender: { id: tenderId, title: tender.title }, round: number, deadline: until.toISOString() }
  await tellAll(
    trx,
    tendering,
    bidders,
    { kind: 'tender-round-invited', eventId, data: told },
    roundInvited({
      buyer,
      title: tender.title,
      points: round.points,
      deadline: told.deadline,
      link: `${tendering.publicUrl}/tenders/${tenderId}`,
    }),
  )
  return null
}
