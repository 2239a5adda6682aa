import type { Connection } from '@maillage/db/connect.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import fp from 'fastify-plugin'
import type { Kysely } from 'kysely'

declare module 'fastify' {
  interface FastifyInstance {
    connection: Connection
    /** Never use it inside a transaction: pass the `trx` (the embedded database has one connection). */
    db: Kysely<DB>
  }
}

/** The open database. Whoever opened it closes it. */
export const database = fp<{ connection: Connection }>(
  async (app, { connection }) => {
    app.decorate('connection', connection)
    app.decorate('db', connection.db)
  },
  { name: 'database' },
)
