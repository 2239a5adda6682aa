import type { ImportKind } from '@maillage/db/tables/imports.ts'
import type { Known } from '../catalogue/known.ts'
import type { Mapping } from './columns.ts'
import { machineEntry, type MachineEntry, type OwnSite } from './machine-rows.ts'
import { needEntry, type NeedEntry } from './need-rows.ts'
import type { Recogniser } from './recognise.ts'
import { type CellFault, Row } from './row.ts'

export interface RowsToCheck {
  kind: ImportKind
  mapping: Mapping
  rows: readonly { line: number; cells: string[] }[]
  /** Sites of the firm, for a machine park. */
  sites: readonly OwnSite[]
  /** ISO date. */
  today: string
}

export interface CheckedRows {
  entries: (MachineEntry | NeedEntry)[]
  faults: CellFault[]
}

/** What rows say, and what is wrong with them, cell by cell. */
export function checkRows(
  { kind, mapping, rows, sites, today }: RowsToCheck,
  recogniser: Recogniser,
  known: Known,
): CheckedRows {
  const checked: CheckedRows = { entries: [], faults: [] }
  for (const cells of rows) {
    const row = new Row(cells, mapping)
    const entry =
      kind === 'machines' ? machineEntry(row, recogniser, sites) : needEntry(row, recogniser, known, today)
    if (entry !== null) checked.entries.push(entry)
    checked.faults.push(...row.faults)
  }
  return checked
}
