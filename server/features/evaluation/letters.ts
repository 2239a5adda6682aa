import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { holdTold } from '../groups/tell.ts'
import { tenderDecided } from '../mail/award-words.ts'
import { candidatesOf, rejectionsOf } from '../candidacies/read.ts'
import { tellAll, type Tendering } from '../tenders/tell.ts'
import type { AwardInput, EvaluatedLot, EvaluatedOffer, EvaluationShown, LetterContent } from './schemas.ts'

/** What the letters of one tender have in common. */
interface Decision {
  tender: { id: string; title: string; organisationId: string }
  eventId: number
  evaluation: Pick<EvaluationShown, 'lots' | 'candidacies'>
  /** The choices of an award; none where the tender came to nothing. */
  choices: AwardInput['lots']
  unsuccessful: string | null
  signableFrom: string | null
}

type LotTold = LetterContent['lots'][number]

function lotTold(
  lot: EvaluatedLot,
  offer: EvaluatedOffer,
  choices: AwardInput['lots'],
  candidacies: EvaluationShown['candidacies'],
): LotTold {
  const choice = choices.find(({ number }) => number === lot.number)
  const winner = lot.offers.find(({ offerId }) => offerId === choice?.offerId)
  const { cents, verdict, reason, marks, total, rank } = offer
  const isCounted = verdict === 'regular' && offer.candidacy !== 'set-aside'
  return {
    number: lot.number,
    title: lot.title,
    outcome: isCounted ? (winner === offer ? 'won' : 'lost') : 'rejected',
    candidacy: candidacies.filter(({ offerId }) => offerId === offer.offerId).flatMap(rejectionsOf),
    cents,
    verdict,
    reason,
    // Whoever is turned away was not marked: what was written before that is no mark.
    marks: isCounted ? marks : [],
    total,
    rank,
    ranked: lot.offers.filter(other => other.rank !== null).length,
    winner:
      winner && choice ? { name: winner.bidder.name, total: winner.total, reason: choice.reason } : null,
  }
}

/** Whom the letter of an offer is for: its bidder, or all partners of its group. */
export function lettersTo(offer: Pick<EvaluatedOffer, 'bidder' | 'group'>): string[] {
  return candidatesOf(offer)
    .map(({ id }) => id)
    .toSorted()
}

/**
 * Writes to every bidder what became of its offer and why, keeps the letter as it was sent, and sends it: its own marks, and
 * of the winner the name, the total and the reasons (R2181-3). All in one transaction, so that nobody is told before another.
 */
export async function sendLetters(
  trx: Transaction<DB>,
  tendering: Tendering,
  { tender, eventId, evaluation, choices, unsuccessful, signableFrom }: Decision,
): Promise<void> {
  const { name: buyer } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', tender.organisationId)
    .executeTakeFirstOrThrow()
  const { lots, candidacies } = evaluation
  const placed = lots.flatMap(lot =>
    lot.offers.map(offer => ({ offer, told: lotTold(lot, offer, choices, candidacies) })),
  )
  const byOffer = Map.groupBy(placed, ({ offer }) => offer.offerId)
  const link = `${tendering.publicUrl}/tenders/${tender.id}`
  const letters = [...byOffer].flatMap(([offerId, parts]) => {
    const [first] = parts
    return first === undefined
      ? []
      : [{ offerId, to: lettersTo(first.offer), told: parts.map(part => part.told) }]
  })
  // Held first, in the order of ids, so that two tenders that are decided at once never wait crosswise.
  await holdTold(
    trx,
    letters.flatMap(({ to }) => to),
  )
  for (const { offerId, to, told } of letters) {
    const decided = { lots: told, unsuccessful, signableFrom }
    const text = tenderDecided({ buyer, title: tender.title, ...decided, link })
    const content: LetterContent = { ...decided, text }
    await trx
      .insertInto('decisionLetter')
      .values({ offerId, content: JSON.stringify(content) })
      .execute()
    const outcome = told.some(lot => lot.outcome === 'won') ? 'won' : 'lost'
    const named = { id: tender.id, title: tender.title }
    await tellAll(
      trx,
      tendering,
      to,
      { kind: 'tender-decided', eventId, data: { tender: named, outcome } },
      text,
    )
  }
}
