import type { Generated, JSONColumnType } from 'kysely'

export type GroupForm = 'conjoint' | 'conjoint-liable-lead' | 'solidaire'
export type GroupRole = 'partner' | 'subcontractor' | 'supplier' | 'laboratory'

export interface BidderGroupTable {
  id: string
  tenderId: string
  leadId: string
  form: GroupForm
  /** Whether partners see their own price of the offer, or all of it. */
  shows: Generated<'own' | 'whole'>
  state: Generated<'forming' | 'dissolved'>
  version: Generated<number>
  createdBy: string | null
  createdAt: Generated<Date>
}

export interface BidderGroupMemberTable {
  groupId: string
  organisationId: string
  role: GroupRole
  state: Generated<'invited' | 'consented' | 'declined'>
  consentedVersion: number | null
  /** Why it declined, or left. */
  reason: string | null
  /** What its own copy of the price is sealed to, and opened with by its code. */
  publicKey: Uint8Array | null
  lockedPrivateKey: Uint8Array | null
  invitedAt: Generated<Date>
  answeredBy: string | null
  answeredAt: Date | null
}

/** What a member does of a lot. */
export interface BidderGroupPartTable {
  groupId: string
  organisationId: string
  lot: number
  /** Hundredths of a per cent of the lot; suppliers and laboratories have none. */
  share: number | null
  work: string
}

/** What a partner consented to, who for it, and when. */
export interface BidderGroupConsentTable {
  groupId: string
  organisationId: string
  version: number
  by: string | null
  at: Date
  composition: JSONColumnType<object>
}

/** What a partner asks for its part, sealed to its lead. */
export interface BidderGroupPriceTable {
  groupId: string
  organisationId: string
  /** Of the composition that it was sent for. */
  version: number
  forLead: Uint8Array
  /** To read it back; null once the partner has chosen another code. */
  own: Uint8Array | null
  /** SHA-256 of what is sealed for the lead. */
  digest: string
  sentBy: string | null
  sentAt: Date
}

/** What a bidder offers: sealed until the opening. */
export interface OfferContent {
  lots: {
    number: number
    /** Cents ex tax for a thousand of each line of the lot, in the order of its lines. */
    prices: number[]
    /** What is said on each criterion, in the order of the tender's criteria. */
    answers: string[]
    /** Of a `conjoint` group: what of the lot each partner is paid. */
    parts?: { memberId: string; cents: number }[]
  }[]
  /** To the buyer, in the bidder's words. */
  statement: string
  /** Files that go with it, each with the key that opens it. */
  documents?: SealedDocument[]
}

/** A document of an offer, as the offer holds it: nothing else holds its key or its name. */
export interface SealedDocument {
  id: string
  key: string
  /** Whether it is about the bidder, or about what it offers. */
  kind: 'candidacy' | 'offer'
  name: string
  mediaType: string
  bytes: number
  /** Of what is encrypted. */
  digest: string
}

export type OfferState = 'sealed' | 'late' | 'withdrawn' | 'opened' | 'replaced' | 'refused'

export interface OfferTable {
  id: string
  tenderId: string
  organisationId: string
  groupId: string | null
  groupVersion: number | null
  /** Lots it answers, where the tender lets a firm answer each once alone. */
  lots: number[] | null
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

/** A document sent for an offer, encrypted: what is known of it before the opening. */
export interface OfferDocumentTable {
  id: string
  tenderId: string
  organisationId: string
  uploadedBy: string | null
  bytes: number
  digest: string
  offerId: string | null
  createdAt: Generated<Date>
  storedAt: Date | null
}

/** What a partner of a group sees of its offer, sealed to its own key. */
export interface OfferMemberCopyTable {
  offerId: string
  organisationId: string
  sealed: Uint8Array
}

/** What a bidder was given as proof: one a version of its offer. */
export interface OfferReceiptTable {
  offerId: string
  version: number
  digest: string
  bytes: number
  at: Date
  by: string | null
  /** Digests of the documents that go with it. */
  documents: JSONColumnType<string[]>
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
