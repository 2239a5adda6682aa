import { connectPGlite, connectPostgres, type Connection, openPGlite } from '@maillage/db/connect.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
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
  name: string
  databaseUrl: string
  drop(): Promise<void>
}

/** Opening PGlite the first time makes its template. */
const openingTimeout = 120_000

/** An empty database, or a copy of one that nobody is connected to; undefined where PostgreSQL cannot be started. */
async function makeDatabase(template?: string): Promise<TestDatabase | undefined> {
  const postgres = inject('postgres')
  if ('unavailable' in postgres) return undefined
  const { adminUrl } = postgres
  const name = await createDatabase(adminUrl, template)
  return {
    name,
    databaseUrl: adminUrl.replace(/\/postgres$/, `/${name}`),
    drop: () => dropDatabase(adminUrl, name),
  }
}

/** Copies the migrated template; undefined where PostgreSQL cannot be started. */
export async function copyTemplate(): Promise<TestDatabase | undefined> {
  const postgres = inject('postgres')
  return 'unavailable' in postgres ? undefined : makeDatabase(postgres.template)
}

/** Databases as earlier versions left them, on PostgreSQL or, where it cannot be started, on PGlite. */
export interface EarlierVersions {
  /** A database of its own that no migration after this one has seen. */
  openAfter(migration: string): Promise<Connection>
  close(): Promise<void>
}

/**
 * On PostgreSQL one database walks through the migrations and is copied on its way: asked for in the order of the
 * migrations, each of them is done once.
 */
export function earlierVersions(migrations: Record<string, Migration>): EarlierVersions {
  let walking: { database: TestDatabase; reached: string } | undefined
  const close = async () => {
    await walking?.database.drop()
    walking = undefined
  }
  async function migrate({ db }: Connection, migration: string): Promise<void> {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    const { error } = await migrator.migrateTo(migration)
    if (error !== undefined) throw error
  }
  return {
    close,
    async openAfter(migration) {
      if (walking !== undefined && migration < walking.reached) await close()
      const database = walking?.database ?? (await makeDatabase())
      if (database === undefined) {
        const embedded = connectPGlite(await openPGlite())
        await migrate(embedded, migration)
        return embedded
      }
      walking = { database, reached: migration }
      const walker = await connectPostgres(database.databaseUrl)
      try {
        await migrate(walker, migration)
      } finally {
        await walker.close()
      }
      const copy = await makeDatabase(database.name)
      if (copy === undefined) throw new Error('PostgreSQL was there before')
      return connectTo(copy)
    },
  }
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
