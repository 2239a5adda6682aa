import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import type { Connection } from '@maillage/db/connect.ts'
import { migrateToLatest } from '@maillage/db/migrate.ts'
import { shipCatalogue } from '../engine/catalogue-records.ts'
import { passOldTransactions } from '../features/audit/restored.ts'
import { shipSchemes } from '../features/funding/schemes.ts'
import { shipLaw } from '../features/procedures/law.ts'

/** Brings an open database to the current schema with this version's catalogue in it. */
export async function prepareDatabase(connection: Connection): Promise<void> {
  await migrateToLatest(connection.db)
  await passOldTransactions(connection.db)
  const catalogue = loadCatalogue()
  await connection.db.transaction().execute(async trx => {
    await shipCatalogue(trx, catalogue)
    await shipLaw(trx)
    await shipSchemes(trx)
  })
}
