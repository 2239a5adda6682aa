import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { listenOnPostgres } from './listen.ts'
import type { DB } from './tables/database.ts'

/** A channel of NOTIFY, and what to do when it rings; `lost` is told when rings may have been missed. */
export type Listen = (
  channel: string,
  ring: (payload: string) => void,
  lost?: () => void,
) => Promise<() => Promise<void>>

/** An open database, embedded (PGlite) or PostgreSQL, behind one face. */
export interface Connection {
  kind: 'embedded' | 'postgres'
  db: Kysely<DB>
  /** Set when embedded: pg-boss speaks to it directly. */
  pglite: PGlite | null
  databaseUrl: string | null
  listen: Listen
  close(): Promise<void>
}

// Dates stay ISO text and 64-bit integers numbers, on both: the values our types promise.
const DATE = 1082
const INT8 = 20
const parsers: Record<number, (value: string) => string | number> = {
  [DATE]: value => value,
  [INT8]: value => Number(value),
}

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

/** PGlite with the extensions our migrations need, in a folder or, without one, in memory. */
export async function openPGlite(dataDir?: string, loadDataDir?: Blob): Promise<PGlite> {
  return PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(loadDataDir === undefined ? {} : { loadDataDir }),
    extensions: { pg_trgm, unaccent },
    parsers,
  })
}

/** The embedded database in a folder of its own below `dataDir`. One process at a time: hold the folder's lock first. */
export async function connectEmbedded(dataDir: string): Promise<Connection> {
  await mkdir(dataDir, { recursive: true })
  return connectPGlite(await openPGlite(join(dataDir, 'postgres')))
}

/** A PGlite instance that is already open; closing the connection closes it. */
export function connectPGlite(pglite: PGlite): Connection {
  const db = new Kysely<DB>({ dialect: new PGliteDialect({ pglite }), plugins })
  return {
    kind: 'embedded',
    db,
    pglite,
    databaseUrl: null,
    listen: async (channel, ring) => pglite.listen(channel, ring),
    close: () => db.destroy(),
  }
}

/** A PostgreSQL server, over so many connections at most. Throws the driver's error when it cannot be reached. */
export async function connectPostgres(databaseUrl: string, connections = 10): Promise<Connection> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    types: { getTypeParser: (id, format) => parsers[id] ?? pg.types.getTypeParser(id, format) },
  })
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins })
  await pool.query('select 1')
  return {
    kind: 'postgres',
    db,
    pglite: null,
    databaseUrl,
    listen: listenOnPostgres(databaseUrl),
    close: () => db.destroy(),
  }
}

/** PostgreSQL when a URL is given, otherwise the embedded database below `dataDir`. */
export function connect(options: { databaseUrl: string | undefined; dataDir: string }): Promise<Connection> {
  return options.databaseUrl === undefined
    ? connectEmbedded(options.dataDir)
    : connectPostgres(options.databaseUrl)
}
