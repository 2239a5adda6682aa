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

/** A table that was taken. */
export interface ImportAppliedTable {
  id: string
  organisationId: string
  kind: ImportKind
  count: number
  /** The profile as it was before, and the version that the table made of it: of machine parks alone. */
  profileBefore: JSONColumnType<object> | null
  profileVersion: number | null
  at: Generated<Date>
  undoneAt: Date | null
}

/** A draft that came of a table. */
export interface ImportNeedTable {
  importId: string
  needId: string
}

export interface ImportMappingTable {
  organisationId: string
  kind: ImportKind
  /** The field that stands under a heading. */
  fields: JSONColumnType<Record<string, string>>
}
