import type { Outcome } from '@maillage/matching/recycling/balance.ts'
import type { Generated } from 'kysely'

export const agreementStates = ['proposed', 'agreed', 'refused', 'withdrawn', 'ended'] as const
export const roundStates = ['planned', 'collected', 'cancelled'] as const

/** What a holder of used articles and a partner who collects them agree on. Weights are grams, days ISO dates in France. */
export interface CollectionAgreementTable {
  id: string
  holderId: string
  partnerId: string
  stream: string
  startsOn: string
  everyWeeks: number
  expectedGrams: number
  note: Generated<string>
  state: Generated<(typeof agreementStates)[number]>
  reason: Generated<string>
  attestedBy: string | null
  proposedAt: Generated<Date>
  answeredAt: Date | null
  endedAt: Date | null
}

/** One time that the partner comes; of an agreement at most one is still planned. */
export interface CollectionRoundTable {
  id: string
  agreementId: string
  day: string
  state: Generated<(typeof roundStates)[number]>
  reason: Generated<string>
}

/** What was weighed of an article in a round, and how much of it is sorted. */
export interface CollectedLotTable {
  id: string
  roundId: string
  item: string
  grams: number
  sortedGrams: Generated<number>
}

export interface SortedLotTable {
  id: string
  lotId: string
  outcome: Outcome
  material: string | null
  grams: number
  day: string
  note: Generated<string>
  givenGrams: number | null
  givenOn: string | null
  givenTo: Generated<string>
}
