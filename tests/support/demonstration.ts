import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { filesOf } from './global-setup.ts'
import { createDatabase, dropDatabase } from './postgres.ts'
import { type RunningServer, startServer } from './server.ts'

const DEMONSTRATION = 'demonstration'

/** The number of the lock under which one process makes the demonstration, and others wait for it. */
const LOCK = 1

async function isThere(admin: pg.Client): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [DEMONSTRATION])
  return rowCount === 1
}

async function untilIdle(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (;;) {
      const { rowCount } = await client.query(
        `select from pgboss.job where state in ('created', 'retry', 'active') limit 1`,
      )
      if (rowCount === 0) return
      await sleep(50)
    }
  } finally {
    await client.end()
  }
}

/** Has a server load the demonstration and work out all that follows from it; its files stay in `dataDir`. */
async function makeDemonstration(
  admin: pg.Client,
  { adminUrl, template, dataDir }: { adminUrl: string; template: string; dataDir: string },
): Promise<void> {
  const name = await createDatabase(adminUrl, template)
  const databaseUrl = urlOf(adminUrl, name)
  const server = await startServer({ databaseUrl, dataDir })
  await untilIdle(databaseUrl)
  await server.stop()
  await admin.query(`alter database ${name} rename to ${DEMONSTRATION}`)
}

const urlOf = (adminUrl: string, name: string) => adminUrl.replace(/\/postgres$/, `/${name}`)

/**
 * A server on PostgreSQL with the demonstration as it stands once every need is ranked. It is loaded once a run, by the first
 * who asks, and copied: loading and ranking cost more than most journeys. Once it is killed its database is still there.
 * Undefined where PostgreSQL cannot be started.
 */
export async function startOnDemonstration(
  environment: Record<string, string> = {},
): Promise<(RunningServer & { databaseUrl: string }) | undefined> {
  const postgres = inject('postgres')
  if ('unavailable' in postgres) return undefined
  const { adminUrl, template } = postgres
  const files = filesOf(template)
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock($1)', [LOCK])
    if (!(await isThere(admin))) await makeDemonstration(admin, { adminUrl, template, dataDir: files })
  } finally {
    await admin.end()
  }
  const name = await createDatabase(adminUrl, DEMONSTRATION)
  const databaseUrl = urlOf(adminUrl, name)
  const dataDir = mkdtempSync(join(tmpdir(), 'maillage-data-'))
  cpSync(files, dataDir, { recursive: true })
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
