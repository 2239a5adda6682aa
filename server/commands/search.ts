import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import type { Kysely } from 'kysely'
import { readCatalogue } from '../engine/catalogue-records.ts'
import { readSearchServer } from '../environment.ts'
import { parisDate } from '../paris-date.ts'
import { driftLines, driftOf, isDrifted, repair } from '../search/drift.ts'
import type { DocumentMaker } from '../search/firm-document.ts'
import { indexesOf } from '../search/indexes.ts'
import { rebuildIndex } from '../search/keep.ts'
import { documentMaker } from '../search/maker.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { Command } from './on-data.ts'

/** The indexes that this server or this database has, and what their documents are made with. */
async function open(db: Kysely<DB>): Promise<{ indexes: SearchIndex[]; maker: DocumentMaker }> {
  const catalogue = await readCatalogue(db)
  const departments = loadDepartments().map(({ code }) => code)
  const maker = documentMaker(
    createEngine(catalogue, { asOf: parisDate(new Date()), departments }),
    catalogue,
  )
  const { postgres, meilisearch } = indexesOf(db, () => maker, readSearchServer(process.env))
  return { indexes: [postgres, ...(meilisearch ? [meilisearch] : [])], maker }
}

/** Compares each index with the tables; `--repair` writes what is missing or different. */
export const checkSearch: Command = async (db, parameters) => {
  const mend = parameters.includes('--repair')
  if (parameters.some(parameter => parameter !== '--repair'))
    return { ok: false, lines: ['maillage search-check [--repair]'] }
  const { indexes, maker } = await open(db)
  const lines: string[] = []
  let ok = true
  for (const index of indexes) {
    const drift = await driftOf(db, index, maker)
    lines.push(index.name, ...driftLines(drift).map(line => `  ${line}`))
    if (!isDrifted(drift)) continue
    if (mend) await repair(db, index, maker, drift)
    lines.push(mend ? '  repaired' : '  drifted: run search-check --repair')
    ok &&= mend
  }
  return { ok, lines }
}

/** Makes each index anew, beside the one that is asked meanwhile. */
export const rebuildSearch: Command = async db => {
  const { indexes, maker } = await open(db)
  const lines: string[] = []
  for (const index of indexes) {
    let total = 0
    const done = await rebuildIndex(db, index, maker, progress => {
      total = progress.total
      process.stderr.write(`${index.name}: ${progress.done} of ${progress.total}\n`)
    })
    lines.push(
      done ? `${index.name}: ${total} documents` : `${index.name}: another server is making it anew already`,
    )
  }
  return { ok: true, lines }
}
