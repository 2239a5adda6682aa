import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, connectPGlite, openPGlite } from '@maillage/db/connect.ts'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { buildApp } from '../app.ts'
import { type Command, type CommandResult } from '../commands/on-data.ts'
import { readEnvironment, readStore } from '../environment.ts'
import { holdDataFolder, type RunningServer, runningServer } from './data-folder.ts'
import { prepareDatabase } from './prepare.ts'

const Answer = Type.Object({
  ok: Type.Boolean(),
  lines: Type.Array(Type.String()),
  code: Type.Optional(Type.Integer()),
})

/** The API's description, from an app on a database of its own that is thrown away. */
export async function printOpenApi(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'maillage-openapi-'))
  const connection = connectPGlite(await openPGlite())
  await prepareDatabase(connection)
  const app = await buildApp(
    readEnvironment({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', DEMO: '1' }),
    connection,
  )
  await app.ready()
  process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`)
  await app.close()
  await connection.close()
  await rm(dataDir, { recursive: true })
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

/** Asks the server that holds the data; where none runs, opens the database itself. */
export async function runOnData(
  name: string,
  command: { run: Command },
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
    return await command.run(connection.db, parameters)
  } finally {
    await connection.close()
    await release()
  }
}
