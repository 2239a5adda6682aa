import type { Generated, JSONColumnType } from 'kysely'

export type GroupForm = 'conjoint' | 'conjoint-liable-lead' | 'solidaire'
export type GroupRole = 'partner' | 'subcontractor' | 'supplier' | 'laboratory'

export interface BidderGroupTable {
  id: string
  tenderId: string
  leadId: string
  form: GroupForm
  state: Generated<'forming' | 'dissolved'>
  version: Generated<number>
  createdAt: Generated<Date>
}

export interface BidderGroupMemberTable {
  groupId: string
  organisationId: string
  role: GroupRole
  /** Read as text, so that no cent of a share is lost. */
  sharePercent: string | number | null
  work: Generated<string>
  state: Generated<'invited' | 'consented' | 'declined'>
  consentedVersion: number | null
  invitedAt: Generated<Date>
  answeredBy: string | null
  answeredAt: Date | null
}

/** What a bidder offers: sealed until the opening. */
export interface OfferContent {
  lots: {
    number: number
    /** Cents ex tax for a thousand of each line of the lot, in the order of its lines. */
    prices: number[]
    /** What is said on each criterion, in the order of the tender's criteria. */
    answers: string[]
  }[]
  /** To the buyer, in the bidder's words. */
  statement: string
}

export type OfferState = 'sealed' | 'late' | 'withdrawn' | 'opened' | 'refused'

export interface OfferTable {
  id: string
  tenderId: string
  organisationId: string
  groupId: string | null
  round: Generated<number>
  state: OfferState
  version: Generated<number>
  sealed: Uint8Array
  digest: string
  receivedAt: Date
  copy: Uint8Array
  lateDecision: 'accepted' | 'refused' | null
  lateReason: string | null
  content: JSONColumnType<OfferContent> | null
  openedAt: Date | null
}

/** What a bidder was given as proof: one a version of its offer. */
export interface OfferReceiptTable {
  offerId: string
  version: number
  digest: string
  bytes: number
  at: Date
  by: string | null
}

/** When an offer began to arrive, when it had, and what became of it. */
export interface OfferAttemptTable {
  id: string
  tenderId: string
  organisationId: string
  by: string | null
  firstByteAt: Date
  lastByteAt: Date
  outcome: 'sealed' | 'kept-late' | 'refused-late'
}

/** A server was there: written by each every half minute. */
export interface ServerBeatTable {
  serverId: string
  at: Date
}
