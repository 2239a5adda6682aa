import type { ColumnType, Generated } from 'kysely'

/** Cases of exclusion, each by its article; from L2141-7 on the buyer appreciates. */
export const exclusions = [
  'L2141-1',
  'L2141-2',
  'L2141-3',
  'L2141-4',
  'L2141-5',
  'L2141-7',
  'L2141-8',
  'L2141-9',
  'L2141-10',
] as const

/** Why a candidacy is set aside: an exclusion, or another case of R2144-7. */
export const candidacyGrounds = [...exclusions, 'conditions', 'incomplete', 'false'] as const
export type CandidacyGround = (typeof candidacyGrounds)[number]

/** What a candidate was asked once, and what it answered. */
export interface CandidacyAsked {
  text: string
  due: string
  askedAt: string
  answer: string | null
  answeredAt: string | null
}

type Exchanges = CandidacyAsked[]

/** What its buyer holds one candidate behind an offer to be, and what it was asked to complete. */
export interface CandidacyTable {
  offerId: string
  /** The bidder, or a partner of its group. */
  organisationId: string
  verdict: 'admitted' | 'set-aside' | null
  ground: CandidacyGround | null
  reason: Generated<string>
  judgedBy: string | null
  judgedAt: Date | null
  /** What it is asked for (R2144-2, R2144-6), by which last day. */
  text: string | null
  due: string | null
  askedBy: string | null
  askedAt: Date | null
  answer: string | null
  answeredBy: string | null
  answeredAt: Date | null
  /** The exclusion for which the buyer asks that its group replace it (L2141-13); null where it asks something else. */
  replacementGround: CandidacyGround | null
  /** Whom the lead proposes in its place, and when it took it. */
  replacedBy: string | null
  proposedAt: Date | null
  replacedAt: Date | null
  /** What it was asked before, the first first. */
  earlier: ColumnType<Exchanges, string | undefined, string>
}
