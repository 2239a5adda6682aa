import { createServer } from 'node:net'
import { type Environment, readEnvironment } from '../environment.ts'
import { buildWebIfChanged } from './build-web.ts'
import { holdDataFolder } from './data-folder.ts'
import { inPlainWords } from './plain-words.ts'

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

/** Starts Maillage: builds the web app if it changed, then loads the server, which takes seconds, and serves. */
async function start(): Promise<void> {
  const environment = readEnvironment(process.env)
  await refuseTakenPort(environment)
  const embedded = environment.databaseUrl === undefined
  const release = embedded ? await holdDataFolder(environment.dataDir) : async () => {}
  if (!process.argv.includes('--without-building')) await buildWebIfChanged(print)
  const { serve } = await import('./serve.ts')
  await serve(environment, release, print)
}

try {
  await start()
} catch (error) {
  process.stderr.write(`${inPlainWords(error)}\n`)
  process.exit(1)
}
