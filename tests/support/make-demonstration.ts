import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createDatabase } from './postgres.ts'
import { startServer } from './server.ts'
import { temporary } from './temporary.ts'

/** The database that is copied for each who wants the demonstration. */
export const DEMONSTRATION = 'demonstration'

/** The number of the lock under which one process makes the demonstration, and others wait for it. */
const LOCK = 1

/** Where PostgreSQL is reached, and its migrated database to copy. */
export interface Postgres {
  adminUrl: string
  template: string
}

/** Where the files of the run's demonstration are; they go with its PostgreSQL server. */
export const filesOf = (template: string) => join(temporary, `maillage-${template}`)

export const urlOf = (adminUrl: string, name: string) => adminUrl.replace(/\/postgres$/, `/${name}`)

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

/** Has a server load the demonstration and work out all that follows from it. */
async function make(admin: pg.Client, { adminUrl, template }: Postgres): Promise<void> {
  const name = await createDatabase(adminUrl, template)
  const databaseUrl = urlOf(adminUrl, name)
  const server = await startServer({ databaseUrl, dataDir: filesOf(template) })
  await untilIdle(databaseUrl)
  await server.stop()
  await admin.query(`alter database ${name} rename to ${DEMONSTRATION}`)
}

/** Makes the demonstration of this run, unless it is there; where another process makes it, it is waited for. */
export async function ensureDemonstration(postgres: Postgres): Promise<void> {
  const admin = new pg.Client({ connectionString: postgres.adminUrl })
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock($1)', [LOCK])
    if (!(await isThere(admin))) await make(admin, postgres)
  } finally {
    await admin.end()
  }
}
