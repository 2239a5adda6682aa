import type { Generated } from 'kysely'

export interface ThreadTable {
  id: string
  subjectKind: string
  subjectId: string
  /** The two who write, in the order of their ids; null in a room, whose readers are its parties. */
  firstId: string | null
  secondId: string | null
  lastSeq: Generated<number>
  lastAt: Generated<Date>
  createdAt: Generated<Date>
}

export interface ThreadPartyTable {
  threadId: string
  organisationId: string
  /** The last message that one of its members has seen. */
  readSeq: Generated<number>
  /** The last message that was there before it came: it reads what was written since. */
  sinceSeq: Generated<number>
}

export interface MessageTable {
  id: string
  threadId: string
  seq: number
  organisationId: string
  userId: string | null
  text: string
  at: Generated<Date>
  hiddenAt: Date | null
  hiddenBy: string | null
  hiddenReason: string | null
}

export interface MessageReportTable {
  messageId: string
  /** Of whoever reports it. */
  organisationId: string
  reason: string
  reportedBy: string | null
  at: Generated<Date>
  settledAt: Date | null
  settledBy: string | null
}
