import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { connect } from '@maillage/db/connect.ts'
import closeWithGrace from 'close-with-grace'
import { buildApp } from '../app.ts'
import { type Environment, readEnvironment } from '../environment.ts'
import { buildWebIfChanged } from './build-web.ts'
import { announceServer, holdDataFolder } from './data-folder.ts'
import { ensureDemonstration } from './demonstration.ts'
import { listAccounts } from '../features/demonstration/accounts.ts'
import { inPlainWords } from './plain-words.ts'
import { prepareDatabase } from './prepare.ts'

const GRACE_MILLISECONDS = 8000
const print = (line: string) => process.stdout.write(`${line}\n`)

/** Throws what listening would throw, before anything that takes time. Port 0 is any that is free. */
async function refuseTakenPort({ port, host }: Pick<Environment, 'port' | 'host'>): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, host, resolve)
  })
  await new Promise(resolve => probe.close(resolve))
}

/** Starts Maillage: builds the web app if it changed, opens and prepares the database, listens, and says where. */
async function start(): Promise<void> {
  const environment = readEnvironment(process.env)
  await refuseTakenPort(environment)
  const embedded = environment.databaseUrl === undefined
  const release = embedded ? await holdDataFolder(environment.dataDir) : async () => {}
  if (!process.argv.includes('--without-building')) await buildWebIfChanged(print)

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

try {
  await start()
} catch (error) {
  process.stderr.write(`${inPlainWords(error)}\n`)
  process.exit(1)
}
