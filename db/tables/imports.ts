import type { Generated, JSONColumnType } from 'kysely'

export type ImportKind = 'machines' | 'needs'

/** A table that was sent and has not become anything yet. */
export interface ImportTable {
  id: string
  organisationId: string
  kind: ImportKind
  headings: string[]
  /** The column of each field, from 0. */
  mapping: JSONColumnType<Record<string, number>>
  rowCount: number
  at: Generated<Date>
}

export interface ImportChunkTable {
  importId: string
  number: number
  /** Each with its line in the file. */
  rows: JSONColumnType<{ line: number; cells: string[] }[]>
  entries: JSONColumnType<object[]> | null
  faults: JSONColumnType<object[]> | null
}

export interface ImportMappingTable {
  organisationId: string
  kind: ImportKind
  /** The field that stands under a heading. */
  fields: JSONColumnType<Record<string, string>>
}
