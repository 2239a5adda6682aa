import {
  freshDays,
  mostPartners,
  priorFacts,
  priorRate,
  recordParts,
  reliabilityOfRecord,
  reliabilityOfWork,
  reliabilityPerPartner,
  staleDays,
} from '../defaults.ts'
import { dayOf } from '../dates.ts'
import type { Outcome } from '../outcome.ts'
import type { Firm, Tally, TrackRecord } from '../supply.ts'
import type { Reason } from '../words/reasons.ts'
import { type Judgement, unit } from './judgement.ts'

const neverConfirmed = 0.2

/** What work loses where all the rest of its recipe is done by others: goods that change hands may be late or spoilt. */
export const passingOn = 0.5

/**
 * Reliability: 0.8 × the mean over the work of what the firm that does it is worth, less 0.5 × share of the recipe's
 * operations that it cannot do itself; and 0.05 for each partner fewer than five.
 */
export function reliability(outcome: Outcome): Judgement {
  const { lines } = outcome.team
  const value = unit(
    reliabilityOfWork * outcome.worth.reliability + reliabilityPerPartner * (mostPartners - lines.length),
  )
  return { value, reason: () => reasonOf(outcome) }
}

function reasonOf({ team: { lines, question } }: Outcome): Reason {
  const firms = lines.map(({ firm }) => firm.firm)
  const proven = firms.filter(({ record }) => record !== undefined)
  if (proven.length > 0) {
    const weakest = proven.reduce((a, b) => (recordOf(b.record) < recordOf(a.record) ? b : a))
    const { onTime, accepted, answered } = weakest.record ?? nothingKnown
    return { code: 'reliability.record', figures: { firm: weakest.id, onTime, accepted, answered } }
  }
  const stalest = firms.reduce((a, b) =>
    freshness(b, question.today) < freshness(a, question.today) ? b : a,
  )
  const figures = {
    firm: stalest.id,
    certificates: stalest.certificates.length,
    verified: verifiedOf(stalest),
  }
  if (stalest.confirmedAt === null) return { code: 'reliability.never-confirmed', figures }
  const days = Math.max(0, question.today - dayOf(stalest.confirmedAt))
  return { code: 'reliability.confirmed', figures: { ...figures, days } }
}

/**
 * Reliability of a firm: 0.6 × what its profile says (0.6 × freshness, 1 up to 90 days, 0.2 from a year on or never
 * confirmed + 0.2 where the organisation is verified + 0.1 + 0.1 × share of its proofs that are verified) + 0.4 × its record.
 */
export function reliabilityOf(firm: Firm, today: number): number {
  return freshPart * freshness(firm, today) + steadyReliabilityOf(firm)
}

/** What of it no day changes. */
export function steadyReliabilityOf(firm: Firm): number {
  // Declaring a proof that nobody has verified yet makes no firm less reliable.
  const proofs = 0.5 + (0.5 * verifiedOf(firm)) / Math.max(1, firm.certificates.length)
  const profile = (firm.verified ? 0.2 : 0) + 0.2 * proofs
  return ofProfile * profile + reliabilityOfRecord * recordOf(firm.record)
}

/**
 * What a firm has kept, in ]0, 1[: 0.45 × on time + 0.35 × accepted at first + 0.2 × answered, each (kept + 5 × 0.8) ÷ (of +
 * 5). So somebody new counts as if it had kept four of five: below those known to keep more, above those known to keep less.
 * Expected value of a beta distribution (Jøsang and Ismail, The beta reputation system, 2002).
 */
export function recordOf(record: TrackRecord = nothingKnown): number {
  const { onTime, accepted, answered } = recordParts
  return (
    onTime * rateOf(record.onTime) + accepted * rateOf(record.accepted) + answered * rateOf(record.answered)
  )
}

const nothingKnown: TrackRecord = { onTime: null, accepted: null, answered: null }

const rateOf = (tally: Tally | null): number =>
  ((tally?.kept ?? 0) + priorFacts * priorRate) / ((tally?.of ?? 0) + priorFacts)

/** What the profile counts of reliability. */
const ofProfile = 1 - reliabilityOfRecord

export const freshPart = ofProfile * 0.6

/** The least that any firm's reliability is: nothing was ever kept. */
export const leastReliability = freshPart * neverConfirmed + ofProfile * 0.1

function freshness({ confirmedAt }: Firm, today: number): number {
  return confirmedAt === null ? neverConfirmed : freshnessAt(today - dayOf(confirmedAt))
}

/** Freshness of a profile confirmed so many days ago, in [0.2, 1]. */
export function freshnessAt(age: number): number {
  const faded = Math.min(1, Math.max(0, (age - freshDays) / (staleDays - freshDays)))
  return 1 - (1 - neverConfirmed) * faded
}

function verifiedOf(firm: Firm): number {
  return firm.certificates.filter(({ status }) => status === 'verified').length
}
