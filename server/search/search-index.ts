import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import type { DocumentKey, SearchDocument } from './document.ts'
import type { Changes, TextSearch } from './text-search.ts'

/** Makes an index anew beside the one that is asked, and puts it in its place at the end. */
export interface Rebuild {
  write(documents: SearchDocument[]): Promise<void>
  /** The new index takes the place of the old one at once. `moved`: what has to happen at that very moment. */
  swap(moved: Moved): Promise<void>
  /** Leaves the old one in place and nothing of the new one behind. */
  drop(): Promise<void>
}

/**
 * Moves the index's place in the event log, in the transaction that is handed in. Throws where somebody else has moved
 * it meanwhile: what was to be written is then read again.
 */
export type Moved = (trx: Trx) => Promise<void>
export type Trx = Transaction<DB>

/** An index that can be kept: what follows the events writes through this. */
export interface SearchIndex {
  name: 'postgres' | 'meilisearch'
  search: TextSearch
  /** Writes changes and moves on; where the two cannot be one transaction, changes come first: they may come twice. */
  apply(changes: Changes, moved: Moved): Promise<void>
  rebuild(): Promise<Rebuild>
  /** Keys of all its documents. */
  keys(): Promise<DocumentKey[]>
  /** Documents as it keeps them; those that it does not have are left out. */
  read(keys: DocumentKey[]): Promise<SearchDocument[]>
}
