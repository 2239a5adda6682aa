import type { Generated, JSONColumnType } from 'kysely'

export interface ApiKeyTable {
  id: string
  organisationId: string
  /** The member that stands behind it, as whom nobody can sign in. */
  userId: string
  name: string
  /** SHA-256 of the secret, in hexadecimal. */
  digest: string
  prefix: string
  scopes: string[]
  createdBy: string | null
  createdAt: Generated<Date>
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** Why nothing was answered. */
export type WebhookFailure =
  | 'unresolved'
  | 'private-address'
  | 'unreachable'
  | 'timeout'
  | 'secret-unreadable'

export interface WebhookTable {
  id: string
  organisationId: string
  url: string
  groups: string[]
  /** `failed`: switched off by the server, after many failures. */
  state: Generated<'on' | 'off' | 'failed'>
  secret: Uint8Array
  previousSecret: Uint8Array | null
  previousUntil: Date | null
  lastSequence: Generated<number>
  /** Up to where it has read the log, and the notifications. */
  eventTransaction: string
  eventId: number
  notificationSeq: number
  /** Failed attempts in a row, and since when. */
  failures: Generated<number>
  failingSince: Date | null
  createdBy: string | null
  createdAt: Generated<Date>
}

export interface WebhookDeliveryTable {
  id: string
  webhookId: string
  sequence: number
  type: string
  body: string
  state: Generated<'waiting' | 'delivered' | 'given-up'>
  tries: Generated<number>
  at: Generated<Date>
  /** When it is tried next, while it waits. One that a server has in hand is due again once that server must have died. */
  dueAt: Generated<Date>
}

export interface WebhookAttemptTable {
  id: string
  deliveryId: string
  at: Generated<Date>
  milliseconds: number
  status: number | null
  failure: WebhookFailure | null
  excerpt: Generated<string>
}

/** What the essential data of a public contract (DECP) need beside the contract, as its buyer gives it. */
export interface EssentialDataTable {
  contractId: string
  content: JSONColumnType<object>
  publishedOn: string
  writtenBy: string | null
  updatedAt: Generated<Date>
  version: Generated<number>
}
