import { connectPGlite, connectPostgres, type Connection, openPGlite } from '@maillage/db/connect.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import './global-setup.ts'
import { openMigratedPGlite } from './pglite-template.ts'
import { createDatabase, dropDatabase } from './postgres.ts'

/** A migrated, empty database of its own for one `describe`. Ask for it inside tests and hooks only. */
export interface Bed {
  kind: Connection['kind']
  connection(): Connection
  db(): Kysely<DB>
}

/** A migrated PostgreSQL database for a server started by a test. */
export interface TestDatabase {
  databaseUrl: string
  drop(): Promise<void>
}

/** Opening PGlite the first time makes its template. */
const openingTimeout = 120_000

async function makeDatabase(migrated: boolean): Promise<TestDatabase | undefined> {
  const postgres = inject('postgres')
  if ('unavailable' in postgres) return undefined
  const { adminUrl, template } = postgres
  const name = await createDatabase(adminUrl, migrated ? template : undefined)
  return {
    databaseUrl: adminUrl.replace(/\/postgres$/, `/${name}`),
    drop: () => dropDatabase(adminUrl, name),
  }
}

/** Copies the migrated template; undefined where PostgreSQL cannot be started. */
export function copyTemplate(): Promise<TestDatabase | undefined> {
  return makeDatabase(true)
}

/** A database that no migration has seen, on PostgreSQL or, where it cannot be started, on PGlite. */
export async function openUnmigrated(): Promise<Connection> {
  const database = await makeDatabase(false)
  return database ? connectTo(database) : connectPGlite(await openPGlite())
}

async function openPostgres(connections?: number): Promise<Connection> {
  const database = await copyTemplate()
  if (!database) throw new Error('PostgreSQL cannot be started here')
  return connectTo(database, connections)
}

async function connectTo(database: TestDatabase, connections?: number): Promise<Connection> {
  const connection = await connectPostgres(database.databaseUrl, connections)
  const close = async () => {
    await connection.close()
    await database.drop()
  }
  return { ...connection, close }
}

function makeBed(kind: Connection['kind'], connections?: number): Bed {
  let open: Connection | undefined
  beforeAll(async () => {
    open = kind === 'postgres' ? await openPostgres(connections) : await openMigratedPGlite()
  }, openingTimeout)
  afterAll(async () => {
    await open?.close()
    open = undefined
  })
  const connection = () => {
    if (!open) throw new Error('The database of a bed exists inside tests and hooks only.')
    return open
  }
  return { kind, connection, db: () => connection().db }
}

const postgresMissing = () => 'unavailable' in inject('postgres')

/**
 * The same tests on PostgreSQL and on PGlite, each with a database of its own: for what may differ between the two,
 * transactions first (a query outside its transaction hangs on PGlite and passes on PostgreSQL).
 */
export function describeOnBoth(name: string, tests: (bed: Bed) => void): void {
  describe.skipIf(postgresMissing())(`${name}, on PostgreSQL`, () => tests(makeBed('postgres')))
  describe(`${name}, on PGlite`, () => tests(makeBed('embedded')))
}

/** Tests on PostgreSQL or, where it cannot be started, on PGlite. */
export function describeOnDatabase(name: string, tests: (bed: Bed) => void): void {
  describe(name, () => tests(makeBed(postgresMissing() ? 'embedded' : 'postgres')))
}

/**
 * Tests on PostgreSQL over one connection, for what the two databases do alike: a query outside its transaction waits for
 * ever, as it does on PGlite, at a fraction of its time. Nothing may happen at once in them. On PGlite where PostgreSQL
 * cannot be started.
 */
export function describeOnOneConnection(name: string, tests: (bed: Bed) => void): void {
  describe(name, () => tests(postgresMissing() ? makeBed('embedded') : makeBed('postgres', 1)))
}
