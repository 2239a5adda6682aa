import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectPGlite, openPGlite, type Connection } from '@maillage/db/connect.ts'
import { migrateToLatest } from '@maillage/db/migrate.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const cache = join(root, 'node_modules', '.cache', 'maillage')

/** Changes with any of our database code and with PGlite itself, so that no stale template is ever loaded. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const sources = globSync('db/**/*.{ts,json,sql}', {
    cwd: root,
    exclude: ['**/node_modules/**', '**/*.test.ts'],
  })
  for (const path of ['db/node_modules/@electric-sql/pglite/package.json', ...sources.toSorted()]) {
    hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex').slice(0, 16)
}

/** A migrated, empty database as an archive; made once, kept until our database code changes. */
async function template(): Promise<Uint8Array<ArrayBuffer>> {
  const file = join(cache, `pglite-${fingerprint()}.tar`)
  try {
    return new Uint8Array(readFileSync(file))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const pglite = await openPGlite()
  const connection = connectPGlite(pglite)
  await migrateToLatest(connection.db)
  const archive = new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer())
  await connection.close()
  mkdirSync(cache, { recursive: true })
  for (const old of globSync('pglite-*', { cwd: cache })) rmSync(join(cache, old), { force: true })
  // Two workers may get here at once: each writes its own, and the last one stays.
  writeFileSync(`${file}.${process.pid}`, archive)
  renameSync(`${file}.${process.pid}`, file)
  return archive
}

/** Opens a new migrated PGlite in memory. Close it before opening the next: each holds some 200 MB. */
export async function openMigratedPGlite(): Promise<Connection> {
  return connectPGlite(await openPGlite(undefined, new Blob([await template()])))
}
