import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { DEMONSTRATION, ensureDemonstration, filesOf, urlOf } from './make-demonstration.ts'
import { createDatabase, dropDatabase } from './postgres.ts'
import { type RunningServer, startServer } from './server.ts'
import { temporary } from './temporary.ts'

/**
 * A server on PostgreSQL with the demonstration as it stands once every need is ranked. It is made once a run, and copied:
 * loading and ranking cost more than most journeys. Once it is killed its database is still there.
 * Undefined where PostgreSQL cannot be started.
 */
export async function startOnDemonstration(
  environment: Record<string, string> = {},
): Promise<(RunningServer & { databaseUrl: string }) | undefined> {
  const postgres = inject('postgres')
  if ('unavailable' in postgres) return undefined
  await ensureDemonstration(postgres)
  const { adminUrl, template } = postgres
  const name = await createDatabase(adminUrl, DEMONSTRATION)
  const databaseUrl = urlOf(adminUrl, name)
  const dataDir = mkdtempSync(join(temporary, 'maillage-data-'))
  cpSync(filesOf(template), dataDir, { recursive: true })
  const server = await startServer({ databaseUrl, dataDir, environment })
  const forget = () => rmSync(dataDir, { recursive: true, force: true })
  return {
    ...server,
    databaseUrl,
    async stop() {
      const code = await server.stop()
      await dropDatabase(adminUrl, name)
      forget()
      return code
    },
    async kill() {
      await server.kill()
      forget()
    },
  }
}
