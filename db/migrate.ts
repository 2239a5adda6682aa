import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations/all.ts'
import type { DB } from './tables/database.ts'

/**
 * Brings a database to the current schema, forward only. Safe to call from several servers at once (it takes a lock).
 * Returns the names of the migrations it applied; throws the database's error if one fails, having applied none of it.
 */
export async function migrateToLatest(db: Kysely<DB>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return (results ?? []).map(result => result.migrationName)
}
