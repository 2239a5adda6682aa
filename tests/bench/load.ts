/** `pnpm bench load`: firms read from PostgreSQL into the engine, as a server does when it starts; time and memory. */
import { deepStrictEqual } from 'node:assert'
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { connectPostgres } from '@maillage/db/connect.ts'
import { migrateToLatest } from '@maillage/db/migrate.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { loadAllFirms } from '@maillage/server/engine/load-firms.ts'
import type { Kysely } from 'kysely'
import { rounded } from './measure.ts'
import { withPostgres } from './postgres.ts'
import { drawRegion, emptyEngine, residentMiB, type Size } from './region.ts'
import { readFirms, writeFirms } from './write-firms.ts'

export async function benchLoad(size: Size, say: (progress: string) => void) {
  return withPostgres(async databaseUrl => {
    const connection = await connectPostgres(databaseUrl)
    try {
      await migrateToLatest(connection.db)
      const { writeSeconds, text } = await writeRegion(connection.db, size, say)
      say('loading, as a server does when it starts')
      const engine = emptyEngine(loadCatalogue())
      const before = heapAfterCollection()
      const [began, cpuBefore] = [performance.now(), process.cpuUsage()]
      for await (const firm of loadAllFirms(connection.db)) engine.upsertFirm(firm)
      const loadSeconds = secondsSince(began)
      const cpu = process.cpuUsage(cpuBefore)
      const rssMiB = residentMiB()
      const heap = heapAfterCollection() - before
      const count = [...engine.firms()].length
      if (count !== size.firms) throw new Error(`The engine holds ${count} firms`)
      return {
        loadSeconds,
        /** Of this process alone: what the database takes comes beside it, on another processor. */
        cpuSeconds: rounded((cpu.user + cpu.system) / 1e6),
        writeSeconds,
        heapMiB: rounded(heap / 2 ** 20),
        bytesPerFirm: Math.round(heap / size.firms),
        textBytesPerFirm: Math.round(text / size.firms),
        bytesPerFirmBeyondText: Math.round((heap - text) / size.firms),
        rssMiB,
      }
    } finally {
      await connection.close()
    }
  })
}

/** Writes the firms of a region and reads them back the same. Keeps none of them: the engine's memory is measured after. */
async function writeRegion(db: Kysely<DB>, size: Size, say: (progress: string) => void) {
  const { firms } = drawRegion({ ...size, needs: 0 })
  say(`${firms.length} firms drawn; into PostgreSQL`)
  const began = performance.now()
  await writeFirms(db, firms)
  const writeSeconds = secondsSince(began)
  deepStrictEqual(
    await readFirms(db),
    firms.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  )
  return { writeSeconds, text: textBytes(firms) }
}

function secondsSince(start: number): number {
  return rounded((performance.now() - start) / 1000)
}

/** Bytes in use once everything unreachable is gone: objects, and columns beside them. */
function heapAfterCollection(): number {
  if (globalThis.gc === undefined) throw new Error('Run node with --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** What the words of firms take: a byte a letter, two where one of them is outside Latin-1. */
function textBytes(firms: Firm[]): number {
  let bytes = 0
  for (const { name, activity, sites } of firms) {
    for (const text of [name, activity, ...sites.map(site => site.name)]) {
      bytes += isWide(text) ? 2 * text.length : text.length
    }
  }
  return bytes
}

function isWide(text: string): boolean {
  return Array.from(text).some(letter => letter > '\u00ff')
}
