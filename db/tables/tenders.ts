import type { ProcedureKind } from '../law/schema.ts'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'

export type TenderState =
  | 'draft'
  | 'published'
  | 'opened'
  | 'negotiating'
  | 'awarded'
  | 'concluded'
  | 'unsuccessful'
  | 'cancelled'
export type TenderProcedure = Exclude<ProcedureKind, 'imperious-urgency'>

export const criterionKinds = [
  'price',
  'quality',
  'delivery',
  'environment',
  'supply-security',
  'social',
  'service',
] as const
export type CriterionKind = (typeof criterionKinds)[number]

/** What offers are judged by: fixed at publication, apart from whatever ranks firms before. */
export interface Criterion {
  kind: CriterionKind
  name: string
  /** Percent; all of a tender make 100. */
  weight: number
  /** How marks are given, in the buyer's words. Price is marked by the formula that is published with it. */
  how: string
}

/** What candidates have to be able to, apart from what they offer; empty where nothing is asked. */
export interface Conditions {
  economic: string
  technical: string
}

/** What a price is asked for: one size at one date. */
export interface LotLine {
  /** Null where the need has no sizes. */
  size: string | null
  due: string
  quantity: number
}

export interface TenderTable {
  id: string
  organisationId: string
  state: Generated<TenderState>
  revision: Generated<number>
  version: Generated<number>
  title: string
  procedure: TenderProcedure
  access: 'open' | 'invited'
  description: Generated<string>
  criteria: JSONColumnType<Criterion[]>
  conditions: ColumnType<Conditions, string | undefined, string>
  questionsUntil: Date | null
  deadline: Date | null
  validityDays: Generated<number>
  negotiation: Generated<boolean>
  /** Whether it may be awarded on the first offers although a negotiation is announced (R2123-5). */
  mayAwardFirst: Generated<boolean>
  /** How many of the best are invited to negotiate; null where all are. */
  negotiatesWith: number | null
  /** The last round that bidders were invited to; the first is the tender itself. */
  round: Generated<number>
  /** Until when offers of a later round are received. */
  roundDeadline: Date | null
  severalOffers: Generated<boolean>
  leastAnswerDays: number | null
  standstillDays: number | null
  publicKey: Uint8Array | null
  relaunchedFrom: string | null
  endedReason: string | null
  createdBy: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  publishedAt: Date | null
  openedAt: Date | null
  endedAt: Date | null
}

export interface TenderLotTable {
  tenderId: string
  number: number
  needId: string
  needRevision: number
  title: string
  item: string | null
  family: string | null
  lines: JSONColumnType<LotLine[]>
  packaging: string | null
  norms: Generated<string[]>
  commune: string
  reservedFor: Generated<('esat' | 'ea' | 'siae')[]>
  /** Samples asked for with the offer, and how they are tried. */
  sampleCount: Generated<number>
  sampleDue: string | null
  sampleTest: Generated<string>
  /** What samples are tried by, each answered from 1 to 5. */
  sampleQuestions: Generated<string[]>
}

export interface TenderRevisionTable {
  tenderId: string
  revision: number
  content: JSONColumnType<object>
  reason: string
  at: Generated<Date>
}

export interface TenderToldTable {
  tenderId: string
  organisationId: string
  at: Generated<Date>
}

export interface TenderQuestionTable {
  id: string
  tenderId: string
  askedByOrganisationId: string
  askedBy: string | null
  text: string
  askedAt: Generated<Date>
  answer: string | null
  answeredBy: string | null
  answeredAt: Date | null
}

/** A round of negotiation: what is negotiated, and by when. */
export interface TenderRoundTable {
  tenderId: string
  number: number
  points: string
  deadline: Date
  /** Why its deadline was put off, where it was. */
  extensionReason: string | null
  invitedBy: string | null
  invitedAt: Generated<Date>
  openedAt: Date | null
}

/** With which opened offer a bidder is invited to a round. */
export interface TenderRoundInvitedTable {
  tenderId: string
  number: number
  offerId: string
}

/** A third of a tender's private key, and the key pair of whoever holds it. */
export interface TenderKeyPartTable {
  tenderId: string
  part: number
  userId: string | null
  recovery: boolean
  publicKey: Uint8Array
  lockedPrivateKey: Uint8Array
  sealedPart: Uint8Array | null
  takenAt: Generated<Date>
}

export interface TenderKeyGivenTable {
  tenderId: string
  fromPart: number
  toPart: number
  sealedPart: Uint8Array
  at: Generated<Date>
}
