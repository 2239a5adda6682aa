import { createHash } from 'node:crypto'
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isCode } from '../environment.ts'

/** A data folder that cannot be used: `message` is one plain sentence for the person who started us. */
export class DataFolderError extends Error {}

/** How commands reach the server that holds the folder. */
export interface RunningServer {
  url: string
  token: string
}

const noteOf = (dataDir: string) => join(dataDir, 'server.json')

/** A local socket that stands for the folder: the system itself knows whether its owner still lives. */
async function socketOf(dataDir: string): Promise<string> {
  const digest = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 24)
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\maillage-${digest}`
    : join(tmpdir(), `maillage-${digest}.sock`)
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.end())
    server.once('error', reject)
    server.listen(path, () => resolve(server.unref()))
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createConnection(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/**
 * Takes the data folder for this process alone, creating it where needed. Returns the release.
 * Throws `DataFolderError` when another live process has it, or when it cannot be written to.
 */
export async function holdDataFolder(dataDir: string): Promise<() => Promise<void>> {
  try {
    await mkdir(dataDir, { recursive: true })
    await writeFile(join(dataDir, '.writable'), '')
    await rm(join(dataDir, '.writable'))
  } catch {
    throw new DataFolderError(
      `The data folder ${dataDir} cannot be written to: change its rights, or set DATA_DIR to another folder.`,
    )
  }
  const path = await socketOf(dataDir)
  let server: Server
  try {
    server = await listen(path)
  } catch (error) {
    if (!isCode(error, 'EADDRINUSE')) throw error
    if (await answers(path)) {
      const running = await runningServer(dataDir)
      throw new DataFolderError(
        `The data folder ${dataDir} is in use by another Maillage${running ? ` at ${running.url}` : ''}: stop it first, or set DATA_DIR to another folder.`,
      )
    }
    // Its owner died without letting go.
    await rm(path, { force: true })
    server = await listen(path)
  }
  return async () => {
    await rm(noteOf(dataDir), { force: true })
    await new Promise(resolve => server.close(resolve))
  }
}

/** Leaves the address and a token for commands, readable by the owner of the folder alone. */
export async function announceServer(dataDir: string, running: RunningServer): Promise<void> {
  await rm(noteOf(dataDir), { force: true })
  await writeFile(noteOf(dataDir), JSON.stringify(running), { mode: 0o600, flag: 'wx' })
}

/** The server that runs on this folder, or null where there is none (a note without a live owner counts for none). */
export async function runningServer(dataDir: string): Promise<RunningServer | null> {
  try {
    const note = await readFile(noteOf(dataDir), 'utf8')
    if (!(await answers(await socketOf(dataDir)))) return null
    const { url, token }: Partial<RunningServer> = JSON.parse(note)
    return url === undefined || token === undefined ? null : { url, token }
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}
