import { randomBytes } from 'node:crypto'
import { connect } from '@maillage/db/connect.ts'
import closeWithGrace from 'close-with-grace'
import { buildApp } from '../app.ts'
import type { Environment } from '../environment.ts'
import { listAccounts } from '../features/demonstration/accounts.ts'
import { announceServer } from './data-folder.ts'
import { ensureDemonstration } from './demonstration.ts'
import { prepareDatabase } from './prepare.ts'

const GRACE_MILLISECONDS = 8000

/**
 * Opens and prepares the database, listens, and says where. From then on the process stops in good order when it is asked
 * to; `release` is called last.
 */
export async function serve(
  environment: Environment,
  release: () => Promise<void>,
  print: (line: string) => void,
): Promise<void> {
  const embedded = environment.databaseUrl === undefined
  print(embedded ? 'Opening the embedded database…' : 'Connecting to PostgreSQL…')
  const connection = await connect(environment)
  await prepareDatabase(connection)

  const token = randomBytes(32).toString('hex')
  const app = await buildApp(environment, connection, token)
  closeWithGrace({ delay: GRACE_MILLISECONDS }, async ({ err }) => {
    if (err) app.log.error({ err }, 'stopping after an unexpected error')
    await app.close()
    await connection.close()
    await release()
  })
  if (environment.demonstration) await ensureDemonstration(app, print)
  const url = await app.listen({ port: environment.port, host: environment.host })
  if (embedded) await announceServer(environment.dataDir, { url, token })

  print('')
  print(`Maillage answers at ${environment.production ? environment.publicUrl : url}`)
  if (environment.demonstration) {
    print('Demonstration region. Enter in one click from the home page, as:')
    for (const account of await listAccounts(app.db)) print(`  ${account}`)
  }
  print('Stop with Ctrl-C.')
}
