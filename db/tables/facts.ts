import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'

export interface EventTable {
  id: GeneratedAlways<number>
  /** PostgreSQL's 64-bit transaction number, read as text. */
  transactionId: ColumnType<string, never, never>
  at: Generated<Date>
  /** The pseudonym of who acted. */
  actor: string | null
  organisationId: string | null
  verb: string
  subjectKind: string
  subjectId: string
  data: JSONColumnType<Record<string, unknown>>
}

/** What stands for a person in the log; erased with the account. */
export interface PseudonymTable {
  id: string
  userId: string
  salt: Generated<string>
}

/** A link of the chain: digest of an event and of the link before it, both in hexadecimal. */
export interface EventSealTable {
  position: number
  eventId: number
  previous: string
  digest: string
  sealedAt: Date
}

/** One row: where the chain ends. */
export interface EventSealHeadTable {
  id: Generated<number>
  position: number
  digest: string
  transactionId: string
  eventId: number
}

export interface NotificationTable {
  organisationId: string
  seq: number
  kind: string
  needId: string | null
  partnershipKey: string | null
  eventId: number | null
  data: JSONColumnType<Record<string, unknown>>
  at: Generated<Date>
  readAt: Date | null
}

export interface MailTable {
  id: string
  recipient: string
  subject: string
  body: string
  language: Generated<string>
  /** What it tells which member of which organisation; null for what concerns an account or an invitation. */
  kind: string | null
  organisationId: string | null
  userId: string | null
  at: Generated<Date>
  sentAt: Date | null
}

export type Cadence = 'immediate' | 'daily' | 'weekly' | 'never'

/** How often a member is written to of something, where they have chosen. */
export interface MailPreferenceTable {
  organisationId: string
  userId: string
  kind: string
  cadence: Cadence
}

/** What waits for the next mail that gathers what a member was not written of at once. */
export interface MailWaitingTable {
  id: string
  organisationId: string
  userId: string
  kind: string
  subject: string
  body: string
  at: Generated<Date>
}
