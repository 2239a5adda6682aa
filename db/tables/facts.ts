import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'

export interface EventTable {
  id: GeneratedAlways<number>
  /** PostgreSQL's 64-bit transaction number, read as text. */
  transactionId: ColumnType<string, never, never>
  at: Generated<Date>
  actor: string | null
  organisationId: string | null
  verb: string
  subjectKind: string
  subjectId: string
  data: JSONColumnType<Record<string, unknown>>
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
  at: Generated<Date>
  sentAt: Date | null
}
