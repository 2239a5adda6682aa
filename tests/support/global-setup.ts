import { rmSync } from 'node:fs'
import { connectPostgres } from '@maillage/db/connect.ts'
import { migrateToLatest } from '@maillage/db/migrate.ts'
import type { TestProject } from 'vitest/node'
import { ensureDemonstration, filesOf, type Postgres } from './make-demonstration.ts'
import { startPostgres, type PostgresServer, type PostgresUnavailable } from './postgres.ts'

/** What the tests are told of PostgreSQL: where its `postgres` database is, and the migrated database to copy. */
export type ProvidedPostgres = Postgres | PostgresUnavailable

declare module 'vitest' {
  interface ProvidedContext {
    postgres: ProvidedPostgres
  }
}

type Shared = { provided: ProvidedPostgres; server: PostgresServer | undefined }

/** Every project of the run has its own setup; they share one server. */
declare global {
  var maillagePostgres: { users: number; shared: Promise<Shared> } | undefined
}

async function startShared(): Promise<Shared> {
  const server = await startPostgres()
  if ('unavailable' in server) {
    process.stderr.write(`PostgreSQL cannot be started here (${server.unavailable}): all runs on PGlite.\n`)
    return { provided: server, server: undefined }
  }
  try {
    const template = await server.createDatabase()
    const connection = await connectPostgres(server.url(template))
    await migrateToLatest(connection.db)
    await connection.close()
    return { provided: { adminUrl: server.url('postgres'), template }, server }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Should it fail, the first journey makes it again, and fails with the reason. */
const makeAhead = (postgres: Postgres) =>
  ensureDemonstration(postgres).catch((error: unknown) => {
    process.stderr.write(`The demonstration could not be made ahead: ${String(error)}\n`)
  })

/**
 * Starts PostgreSQL for the whole run, with a migrated template; the last project to end stops it. When all tests are run,
 * the demonstration is made while those before the journeys run, which would otherwise all wait for it at once.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = (globalThis.maillagePostgres ??= { users: 0, shared: startShared() })
  run.users += 1
  const { provided, server } = await run.shared
  project.provide('postgres', provided)
  const isAhead = project.name === 'tests' && process.env.DEMONSTRATION_AHEAD === '1'
  const ahead = isAhead && 'template' in provided ? makeAhead(provided) : undefined
  return async () => {
    await ahead
    run.users -= 1
    if (run.users > 0) return
    globalThis.maillagePostgres = undefined
    await server?.stop()
    if ('template' in provided) rmSync(filesOf(provided.template), { recursive: true, force: true })
  }
}
