import type { Generated, JSONColumnType } from 'kysely'

/** What an offer may be for one lot; the law's words (L2152-1 to 6). */
export const verdicts = ['regular', 'irregular', 'unacceptable', 'inappropriate', 'abnormally-low'] as const
export type Verdict = (typeof verdicts)[number]

/** What its buyer holds an opened offer to be, for one lot. One that is not judged yet has none. */
export interface OfferJudgementTable {
  offerId: string
  lot: number
  verdict: Verdict
  reason: string
  judgedBy: string | null
  judgedAt: Generated<Date>
}

/** A mark out of 100 on one criterion that is not the price. */
export interface OfferMarkTable {
  offerId: string
  lot: number
  /** Place of the criterion in its tender. */
  criterion: number
  mark: number
  justification: string
  markedBy: string | null
  markedAt: Generated<Date>
}

/** What a bidder may be asked in writing for a lot: to justify its price (L2152-6), to complete its offer (R2152-2). */
export const questionKinds = ['price', 'completion'] as const
export type QuestionKind = (typeof questionKinds)[number]

export interface OfferQuestionTable {
  offerId: string
  lot: number
  kind: QuestionKind
  text: string
  /** Last day to answer. */
  due: string
  askedBy: string | null
  askedAt: Generated<Date>
  answer: string | null
  answeredBy: string | null
  answeredAt: Date | null
}

/** What became of the samples that go with an offer, for one lot. */
export interface OfferSampleTable {
  offerId: string
  lot: number
  sentOn: string | null
  sentNote: Generated<string>
  saidBy: string | null
  receivedOn: string | null
  scores: Generated<(number | null)[]>
  remarks: Generated<string>
  recordedBy: string | null
}

export interface AwardTable {
  tenderId: string
  awardedBy: string | null
  /** When the letters were sent. */
  at: Generated<Date>
  /** First day on which contracts may be concluded. */
  signableFrom: string
}

/** What became of a lot: the offer it went to, null where none was regular. */
export interface LotAwardTable {
  tenderId: string
  lot: number
  offerId: string | null
  reason: string
  contractId: string | null
}

/** What a bidder was told of the decision, as it was sent. */
export interface DecisionLetterTable {
  offerId: string
  content: JSONColumnType<object>
  sentAt: Generated<Date>
}

/** To whom a tender was awarded, as it was published. */
export interface AwardNoticeTable {
  id: string
  tenderId: string
  content: JSONColumnType<object>
  publishedBy: string | null
  publishedAt: Generated<Date>
}
