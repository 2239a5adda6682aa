import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectPostgres } from '@maillage/db/connect.ts'
import { migrateToLatest } from '@maillage/db/migrate.ts'
import type { TestProject } from 'vitest/node'
import { startPostgres, type PostgresServer, type PostgresUnavailable } from './postgres.ts'

/** What the tests are told of PostgreSQL: where its `postgres` database is, and the migrated database to copy. */
export type ProvidedPostgres = { adminUrl: string; template: string } | PostgresUnavailable

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

/** Where the files of the run's demonstration are; they go with its PostgreSQL server. */
export const filesOf = (template: string) => join(tmpdir(), `maillage-${template}`)

/** Starts PostgreSQL for the whole run, with a migrated template; the last project to end stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = (globalThis.maillagePostgres ??= { users: 0, shared: startShared() })
  run.users += 1
  const { provided, server } = await run.shared
  project.provide('postgres', provided)
  return async () => {
    run.users -= 1
    if (run.users > 0) return
    globalThis.maillagePostgres = undefined
    await server?.stop()
    if ('template' in provided) rmSync(filesOf(provided.template), { recursive: true, force: true })
  }
}
