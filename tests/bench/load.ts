/** `pnpm bench load`: firms read from PostgreSQL into the engine, as a server does when it starts; time and memory. */
import { deepStrictEqual } from 'node:assert'
import { connectPostgres } from '@maillage/db/connect.ts'
import { migrateToLatest } from '@maillage/db/migrate.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { loadFirms } from '@maillage/server/engine/load-firms.ts'
import { rounded } from './measure.ts'
import { withPostgres } from './postgres.ts'
import { drawRegion, emptyEngine, residentMiB, type Size } from './region.ts'
import { writeFirms } from './write-firms.ts'

export async function benchLoad(size: Size, say: (progress: string) => void) {
  const region = drawRegion({ ...size, needs: 0 })
  return withPostgres(async databaseUrl => {
    const connection = await connectPostgres(databaseUrl)
    try {
      await migrateToLatest(connection.db)
      say(`${size.firms} firms drawn; into PostgreSQL`)
      const writing = performance.now()
      await writeFirms(connection.db, region.firms)
      const writeSeconds = secondsSince(writing)
      const byId = region.firms.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      deepStrictEqual(await loadFirms(connection.db), byId)
      const text = textBytes(region.firms)
      region.firms = []
      say('loading, as a server does when it starts')
      const before = heapAfterCollection()
      const reading = performance.now()
      const engine = emptyEngine(region.catalogue)
      for (const firm of await loadFirms(connection.db)) engine.upsertFirm(firm)
      const loadSeconds = secondsSince(reading)
      const rssMiB = residentMiB()
      const heap = heapAfterCollection() - before
      const count = [...engine.firms()].length
      if (count !== size.firms) throw new Error(`The engine holds ${count} firms`)
      return {
        loadSeconds,
        writeSeconds,
        heapMiB: Math.round(heap / 2 ** 20),
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

function secondsSince(start: number): number {
  return rounded((performance.now() - start) / 1000)
}

/** Bytes in use once everything unreachable is gone. */
function heapAfterCollection(): number {
  if (globalThis.gc === undefined) throw new Error('Run node with --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage().heapUsed
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
