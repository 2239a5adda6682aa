import { freshDays, mostPartners, reliabilityOfWork, reliabilityPerPartner, staleDays } from '../defaults.ts'
import { dayOf } from '../dates.ts'
import type { Outcome } from '../outcome.ts'
import type { Firm } from '../supply.ts'
import type { Reason } from '../words/reasons.ts'
import { type Judgement, unit } from './judgement.ts'

const neverConfirmed = 0.2

/** What work loses where all the rest of its recipe is done by others: goods that change hands may be late or spoilt. */
export const passingOn = 0.5

/**
 * Reliability: 0.8 × the mean over the work of what the firm that does it is worth, less 0.5 × share of the recipe's
 * operations that it cannot do itself; and 0.05 for each partner fewer than five. Past deliveries will count when there
 * are some.
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
 * Reliability of a firm: 0.6 × freshness of its profile (1 up to 90 days, 0.2 from a year on or never confirmed) + 0.2
 * where the organisation is verified + 0.1 + 0.1 × share of its proofs that are verified.
 */
export function reliabilityOf(firm: Firm, today: number): number {
  return freshPart * freshness(firm, today) + steadyReliabilityOf(firm)
}

/** What of it no day changes. */
export function steadyReliabilityOf(firm: Firm): number {
  // Declaring a proof that nobody has verified yet makes no firm less reliable.
  const proofs = 0.5 + (0.5 * verifiedOf(firm)) / Math.max(1, firm.certificates.length)
  return (firm.verified ? 0.2 : 0) + 0.2 * proofs
}

export const freshPart = 0.6

/** The least that any firm's reliability is. */
export const leastReliability = freshPart * neverConfirmed + 0.1

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
