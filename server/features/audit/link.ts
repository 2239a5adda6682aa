import { createHash } from 'node:crypto'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'

/** An event as the database writes it out: instants to the microsecond, the data as its one text. */
export interface EventText {
  id: number
  transactionId: string
  at: string
  actor: string | null
  organisationId: string | null
  verb: string
  subjectKind: string
  subjectId: string
  data: string
}

/** What is sealed beside the event itself. */
export interface Link {
  position: number
  previous: string
  sealedAt: string
}

/** An instant in UTC, to the microsecond. */
export const instantText = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Every event, written out. */
export function eventTexts(db: Kysely<DB>) {
  return db
    .selectFrom('event')
    .select(['event.id', 'event.actor', 'event.organisationId', 'event.verb'])
    .select(['event.subjectKind', 'event.subjectId'])
    .select([
      sql<string>`event.transaction_id::text`.as('transactionId'),
      sql<string>`event.data::text`.as('data'),
      instantText('event.at').as('at'),
    ])
}

/**
 * The canonical form of a link: a JSON array of its place, the digest before it, when it was sealed, and each column of
 * the event in this order. Its SHA-256 is the link's digest.
 */
export function canonicalForm(link: Link, event: EventText): string {
  return JSON.stringify([
    link.position,
    link.previous,
    link.sealedAt,
    event.id,
    event.transactionId,
    event.at,
    event.actor,
    event.organisationId,
    event.verb,
    event.subjectKind,
    event.subjectId,
    event.data,
  ])
}

/** Digest of a link, in hexadecimal. */
export function digestOf(link: Link, event: EventText): string {
  return createHash('sha256').update(canonicalForm(link, event)).digest('hex')
}
