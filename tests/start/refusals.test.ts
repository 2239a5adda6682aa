import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '@maillage/db/connect.ts'
import { prepareDatabase } from '@maillage/server/cli/prepare.ts'
import { newId } from '@maillage/server/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { temporary } from '../support/temporary.ts'
import { compileCache, type RunningServer, startServer } from '../support/server.ts'

const cli = (name: string) => fileURLToPath(new URL(`../../server/cli/${name}.ts`, import.meta.url))

interface Ended {
  code: number | null
  output: string
  errors: string
}

/** Runs a command of ours to its end with only these variables set. */
function run(name: string, parameters: string[], variables: Record<string, string>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli(name), ...parameters], {
      env: { PATH: process.env.PATH ?? '', TMPDIR: tmpdir(), NODE_COMPILE_CACHE: compileCache, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [output, errors] = ['', '']
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (errors += chunk))
    child.on('error', reject)
    child.on('close', code => resolve({ code, output, errors }))
  })
}

/** One sentence and the way out, no stack of calls. */
function expectPlainSentence({ code, errors }: Ended, sentence: RegExp): void {
  expect(errors.trim()).toMatch(sentence)
  expect(errors.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(1)
}

const start = (variables: Record<string, string>) => run('start', ['--without-building'], variables)

describe('a start that cannot work', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(temporary, 'maillage-start-'))
  })
  afterAll(() => rm(dataDir, { recursive: true }))

  test('says that the port is taken', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    const ended = await start({ PORT: String(port), DATA_DIR: join(dataDir, 'port'), DEMO: '0' })
    other.close()
    expectPlainSentence(ended, new RegExp(`Port ${port} is already taken: .*set PORT`))
  })

  test('says that the database cannot be reached', async () => {
    const port = await freePort()
    const ended = await start({
      DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/maillage`,
      PUBLIC_URL: 'https://maillage.example',
      SESSION_SECRET: 'a'.repeat(32),
    })
    expectPlainSentence(ended, /The database cannot be reached .* DATABASE_URL/)
  })

  test('says that the data folder cannot be written to', async () => {
    await writeFile(join(dataDir, 'file'), 'a file, not a folder')
    const ended = await start({ DATA_DIR: join(dataDir, 'file', 'data'), SESSION_SECRET: 'a'.repeat(32) })
    expectPlainSentence(ended, /The data folder .* cannot be written to: .*set DATA_DIR/)
  })

  test.each([
    ['PORT', { PORT: 'eighty' }, /PORT must be a whole number/],
    ['TRUST_PROXY', { TRUST_PROXY: 'yes' }, /TRUST_PROXY must be a whole number/],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/x' }, /DATABASE_URL must start with postgres/],
    [
      'PUBLIC_URL',
      { HOST: '0.0.0.0', SESSION_SECRET: 'a'.repeat(32) },
      /PUBLIC_URL is required in production/,
    ],
    ['SESSION_SECRET', { HOST: '0.0.0.0', PUBLIC_URL: 'https://x.example' }, /SESSION_SECRET is required/],
  ])('names %s when it is wrong or missing', async (_name, variables, sentence) => {
    expectPlainSentence(await start({ DATA_DIR: join(dataDir, 'settings'), ...variables }), sentence)
  })
})

/** Puts an organisation in a data folder. */
async function fill(dataDir: string): Promise<void> {
  const connection = await connect({ databaseUrl: undefined, dataDir })
  await prepareDatabase(connection)
  await connection.db
    .insertInto('organisation')
    .values({
      id: newId(),
      name: 'Confection de Foix',
      roles: ['firm'],
      structure: 'company',
      siren: '552100554',
    })
    .execute()
  await connection.close()
}

describe('while a server holds the data folder', () => {
  let server: RunningServer
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(temporary, 'maillage-held-'))
    await fill(dataDir)
    server = await startServer({ dataDir, environment: { DEMO: '0' } })
  })
  afterAll(async () => {
    await server.stop()
    await rm(dataDir, { recursive: true })
  })

  test('a second server says so and names the first', async () => {
    const ended = await start({ DATA_DIR: server.dataDir, PORT: String(await freePort()) })
    expectPlainSentence(ended, new RegExp(`is in use by another Maillage at ${server.url}`))
  })

  test('a command asks the server instead of opening the folder', async () => {
    const ended = await run('maillage', ['status'], { DATA_DIR: server.dataDir })
    expect(ended.errors).toBe('')
    expect(ended.output).toMatch(/organisations: 1/)
    expect(ended.code).toBe(0)
  })

  test('its commands are closed to those without the token of the folder', async () => {
    const response = await fetch(`${server.url}/api/commands/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer guessed' },
      body: JSON.stringify({ parameters: [] }),
    })
    expect(response.status).toBe(404)
  })

  test('the folder is free again once it was killed, and holds what it held', async () => {
    await server.kill()
    // No server runs: the command takes the folder itself.
    const ended = await run('maillage', ['status'], { DATA_DIR: dataDir })
    expect(ended.output).toMatch(/organisations: 1/)
  })
})
