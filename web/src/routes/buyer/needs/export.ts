import { subjectName } from '#lib/catalogue.svelte.ts'
import { stateOf } from '#lib/need/names.ts'
import type { OwnNeedLine } from '#lib/need/need.ts'
import { unitName, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import { downloadCsv } from './download-csv.ts'

const out100 = (score: number | null | undefined) =>
  typeof score === 'number' ? Math.round(score * 100) : null

/** Gives needs to the reader as a file for a spreadsheet. */
export function exportNeeds(needs: readonly OwnNeedLine[]): void {
  const head = [
    m.need_csv_subject(),
    m.need_csv_quantity(),
    m.need_csv_unit(),
    m.need_csv_state(),
    m.need_csv_revision(),
    m.need_csv_place(),
    m.need_csv_department(),
    m.need_csv_next(),
    m.need_csv_last(),
    m.need_csv_feasible(),
    m.need_csv_possible(),
    m.need_csv_best(),
    m.need_csv_address(),
  ]
  const rows = needs.map(need => [
    subjectName(need),
    need.quantity,
    unitName(unitOf(need.item), need.quantity),
    stateOf(need.state).text,
    need.revision,
    need.communeName,
    need.department,
    need.nextDue,
    need.lastDue,
    need.matches?.feasible ?? null,
    need.matches?.count ?? null,
    out100(need.matches?.bestScore),
    `${location.origin}/buyer/needs/${need.id}`,
  ])
  downloadCsv(m.need_csv_file(), [head, ...rows])
}
