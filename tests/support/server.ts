import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'
import { temporary } from './temporary.ts'

/** A Maillage server running as people run it, in a process of its own. */
export interface RunningServer {
  url: string
  /** The folder it keeps its data in; give it to another start to resume where this one ended. */
  dataDir: string
  /** Everything it has printed so far. */
  log(): string
  /** Asks it to stop, as a service manager would; resolves to its exit code once it has ended. */
  stop(): Promise<number | null>
  /** Ends it between two instructions, as a power cut would. */
  kill(): Promise<void>
}

export interface ServerOptions {
  /** PostgreSQL; without it the server embeds its database in `dataDir`. */
  databaseUrl?: string
  /** Kept when given, otherwise a temporary folder that goes when the server ends. */
  dataDir?: string
  port?: number
  /** Any other variables of the environment, over the defaults for tests. */
  environment?: Record<string, string>
}

const command = fileURLToPath(new URL('../../server/cli/start.ts', import.meta.url))
/** What was compiled for one start is there for the next: half of what a start takes. */
export const compileCache = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))
/** The first start on an embedded database creates it and loads the demonstration: minutes on a slow and busy machine. */
const readyWithin = 400_000
const stopWithin = 60_000

/** The variables of this shell that are not the server's, and those given. */
function environmentOf(options: ServerOptions, port: number, dataDir: string): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  return {
    PATH,
    HOME,
    TMPDIR,
    LANG,
    NODE_COMPILE_CACHE: compileCache,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'warn',
    SESSION_SECRET: 'a secret for tests, of no use elsewhere',
    DEMO: '1',
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
    ...options.environment,
  }
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function untilReady(child: ChildProcess, url: string, log: () => string): Promise<void> {
  const deadline = Date.now() + readyWithin
  while (Date.now() < deadline) {
    if (ended(child)) throw new Error(`The server ended with code ${child.exitCode}. It said:\n${log()}`)
    const ready = await fetch(`${url}/health/ready`).then(
      response => response.ok,
      () => false,
    )
    if (ready) return
    await sleep(50)
  }
  throw new Error(`The server was not ready within ${readyWithin / 1000} s. It said:\n${log()}`)
}

/** Starts a server and waits until it is ready. Throws with what it printed when it ends or does not get there. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const port = options.port ?? (await freePort())
  const dataDir = options.dataDir ?? mkdtempSync(join(temporary, 'maillage-data-'))
  const environment = environmentOf(options, port, dataDir)
  const child = spawn(process.execPath, [command], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  const exit = new Promise<void>(resolve => child.once('exit', () => resolve()))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  }
  const log = () => said

  const killNow = () => child.kill('SIGKILL')
  const forget = () => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  const leave = () => {
    killNow()
    forget()
  }
  process.once('exit', leave)
  void exit.then(() => process.off('exit', leave))

  const kill = async () => {
    killNow()
    await exit
    forget()
  }
  const stop = async () => {
    child.kill('SIGTERM')
    await Promise.race([exit, sleep(stopWithin, undefined, { ref: false })])
    const stopped = ended(child)
    await kill()
    if (!stopped) throw new Error(`The server did not stop within ${stopWithin / 1000} s. It said:\n${log()}`)
    return child.exitCode
  }

  try {
    const url = `http://127.0.0.1:${port}`
    await untilReady(child, url, log)
    return { url, dataDir, log, stop, kill }
  } catch (error) {
    await kill()
    throw error
  }
}
