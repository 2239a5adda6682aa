import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, connect, connectPGlite, openPGlite } from '@maillage/db/connect.ts'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { buildApp } from '../app.ts'
import { type CommandResult, type DataCommand } from '../commands/on-data.ts'
import { readEnvironment, readPublication, readStore } from '../environment.ts'
import { holdDataFolder, type RunningServer, runningServer } from './data-folder.ts'
import { ensureDemonstration } from './demonstration.ts'
import { prepareDatabase } from './prepare.ts'

const Answer = Type.Object({
  ok: Type.Boolean(),
  lines: Type.Array(Type.String()),
  code: Type.Optional(Type.Integer()),
})

type App = Awaited<ReturnType<typeof buildApp>>

/** Does something with a server on a database of its own, which is thrown away afterwards. */
async function onThrowaway<Result>(
  work: (app: App, connection: Connection) => Promise<Result>,
): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'maillage-command-'))
  const connection = connectPGlite(await openPGlite())
  try {
    await prepareDatabase(connection)
    const app = await buildApp(
      readEnvironment({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', DEMO: '1' }),
      connection,
    )
    try {
      await app.ready()
      return await work(app, connection)
    } finally {
      await app.close()
    }
  } finally {
    await connection.close()
    await rm(dataDir, { recursive: true })
  }
}

/** The API's description. */
export async function printOpenApi(): Promise<void> {
  const description = await onThrowaway(async app => app.swagger())
  process.stdout.write(`${JSON.stringify(description, null, 2)}\n`)
}

const runOnDemonstration = (command: DataCommand, parameters: string[]): Promise<CommandResult> =>
  onThrowaway(async (app, { db }) => {
    await ensureDemonstration(app, () => {})
    return command.run(db, parameters, readPublication(process.env))
  })

/** Whether nobody has written anything in a database yet. */
async function isEmpty({ db }: Connection): Promise<boolean> {
  const somebody = await db.selectFrom('organisation').select('id').limit(1).executeTakeFirst()
  return somebody === undefined
}

async function ask(server: RunningServer, name: string, parameters: string[]): Promise<CommandResult> {
  const response = await fetch(`${server.url}/api/commands/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ parameters }),
  })
  const answer: unknown = await response.json()
  if (!Value.Check(Answer, answer)) throw new Error(`the server answered ${response.status}`)
  return answer
}

/**
 * Asks the server that holds the data; where none runs, opens the database itself. A command that shows what things look
 * like does so on the demonstration where there are no data of one's own.
 */
export async function runOnData(
  name: string,
  command: DataCommand,
  parameters: string[],
): Promise<CommandResult> {
  const store = readStore(process.env)
  const embedded = store.databaseUrl === undefined
  if (embedded) {
    const server = await runningServer(store.dataDir)
    if (server) return ask(server, name, parameters)
  }
  const release = embedded ? await holdDataFolder(store.dataDir) : async () => {}
  const connection = await connect(store)
  try {
    await prepareDatabase(connection)
    if (embedded && command.onDemonstration === true && (await isEmpty(connection))) {
      process.stderr.write('There are no data here yet: this is the demonstration.\n')
      return await runOnDemonstration(command, parameters)
    }
    return await command.run(connection.db, parameters, readPublication(process.env))
  } finally {
    await connection.close()
    await release()
  }
}
