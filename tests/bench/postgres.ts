/** A PostgreSQL server for the time of a measure. */
import { startPostgres } from '../support/postgres.ts'

/** Hands the address of an empty database to `use`, and stops the server after. Throws where none can be started. */
export async function withPostgres<Result>(use: (databaseUrl: string) => Promise<Result>): Promise<Result> {
  const server = await startPostgres()
  if ('unavailable' in server) throw new Error(`PostgreSQL cannot be started here: ${server.unavailable}`)
  try {
    return await use(server.url(await server.createDatabase()))
  } finally {
    await server.stop()
  }
}
