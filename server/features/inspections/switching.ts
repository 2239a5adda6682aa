import type { Severity } from './sampling-tables.ts'

/**
 * How severely the next lot is inspected, by what became of those before: ISO 2859-1:1999, 9.3 and 9.4, for single sampling.
 * It is kept for each supplier and product, and for each class of defects by itself (9.2): a supplier may be under tightened
 * inspection for major defects and under normal inspection for minor ones. Source of the rules:
 * https://archive.org/details/gov.in.is.2500.1.2000 (IS 2500 (Part 1):2000, identical with ISO 2859-1:1999).
 */
export interface Switching {
  severity: Severity
  /** Of normal inspection: what lots in a row have earned towards reduced inspection. */
  score: number
  /** What became of the last lots under this severity, at most five, the latest last: true where accepted. */
  recent: readonly boolean[]
  /** Lots refused since tightened inspection began. */
  refusedWhileTightened: number
  /** No lot is to be presented any more, until the supplier has mended what it is and the buyer has agreed (`resume`). */
  discontinued: boolean
}

/** A lot that was inspected for the first time. Lots that are presented again after sorting count for nothing here. */
export interface InspectedLot {
  accepted: boolean
  /** Of its plan. */
  accept: number
  /** Whether it would have been accepted one limit stricter; null where its plan accepts fewer than two (see `acceptOneStepStricter`). */
  acceptedStricter: boolean | null
}

/** What the one in charge of inspection says of a supplier, beside its lots. */
export interface SwitchingConditions {
  /** Production runs at a steady rate. */
  steady: boolean
  /** Reduced inspection is wanted. */
  reducedWanted: boolean
}

/** A score that opens reduced inspection. */
export const scoreForReduced = 30
/** So many of the last five lots refused bring tightened inspection; so many accepted in a row end it. */
const refusedForTightened = 2
const acceptedForNormal = 5
/** Lots refused under tightened inspection that end inspection altogether. */
const refusedForDiscontinued = 5

const beginning = (severity: Severity): Switching => ({
  severity,
  score: 0,
  recent: [],
  refusedWhileTightened: 0,
  discontinued: false,
})

/** Inspection begins as normal (9.1). */
export const firstLot: Switching = beginning('normal')

/**
 * How the lot after this one is inspected. Throws where inspection is discontinued: such a lot should not have been
 * presented.
 */
export function afterLot(before: Switching, lot: InspectedLot, conditions: SwitchingConditions): Switching {
  if (before.discontinued) throw new RangeError('Inspection is discontinued')
  const recent = [...before.recent, lot.accepted].slice(-5)
  switch (before.severity) {
    case 'normal': {
      if (recent.filter(accepted => !accepted).length >= refusedForTightened) return beginning('tightened')
      const score = scoreAfter(before.score, lot)
      if (score >= scoreForReduced && conditions.steady && conditions.reducedWanted)
        return beginning('reduced')
      return { ...before, recent, score }
    }
    case 'tightened': {
      if (recent.length === acceptedForNormal && recent.every(Boolean)) return beginning('normal')
      const refusedWhileTightened = before.refusedWhileTightened + (lot.accepted ? 0 : 1)
      const discontinued = refusedWhileTightened >= refusedForDiscontinued
      return { ...before, recent, refusedWhileTightened, discontinued }
    }
    case 'reduced':
      return lot.accepted && conditions.steady && conditions.reducedWanted
        ? { ...before, recent }
        : beginning('normal')
  }
}

/** Switching score (9.3.3.2): a good lot adds two, or three where it was tried one limit stricter; any other begins anew. */
function scoreAfter(score: number, { accepted, accept, acceptedStricter }: InspectedLot): number {
  if (accept < 2) return accepted ? score + 2 : 0
  return acceptedStricter === true ? score + 3 : 0
}

/** After the supplier has mended what was wrong and the buyer has agreed (9.4): tightened inspection, anew. */
export const resume = (): Switching => beginning('tightened')
