import type { ColumnType, Generated, JSONColumnType } from 'kysely'

export interface SearchDocumentTable {
  kind: 'firm' | 'need' | 'product' | 'machine'
  id: string
  audience: 'public' | 'members' | 'operator'
  /** The organisation that sees it whatever its audience. */
  owner: string | null
  /** Last day it is found on, as an ISO date; null where it has no end. */
  until: string | null
  /** How good a profile it is, in [0, 1]: parts those that answer alike. */
  standing: number
  latitude: number | null
  longitude: number | null
  /** `facet/value` */
  facets: string[]
  vector: ColumnType<string, string, string>
  /** Units a week by family: now, from next week, and so on. */
  capacity: JSONColumnType<Record<string, number[]>>
  document: JSONColumnType<object>
}

export interface SearchWordTable {
  word: string
  audience: SearchDocumentTable['audience']
  documents: number
}

export interface SearchCursorTable {
  indexName: 'postgres' | 'postgres-rebuild' | 'meilisearch' | 'meilisearch-rebuild'
  /** PostgreSQL's 64-bit transaction number, read as text. */
  transactionId: string
  eventId: number
  version: string
  lease: string | null
  leasedUntil: Date | null
  movedAt: Generated<Date>
}

export interface SavedSearchTable {
  id: string
  organisationId: string
  userId: string
  name: string
  /** As the address of the page of results says it. */
  query: string
  createdAt: Generated<Date>
}

export interface SavedSearchToldTable {
  savedSearchId: string
  kind: SearchDocumentTable['kind']
  id: string
  mailed: boolean
  at: Generated<Date>
}
