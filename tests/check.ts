/**
 * `pnpm check`: types and lint, form, the arrows between rooms, unused code, and the API's types. One line a step as it
 * ends; what a failing step said follows in full. Exit code 1 when one fails.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkTypes } from './openapi.ts'

export type Step = { name: string; run: () => Promise<void> }

const root = fileURLToPath(new URL('..', import.meta.url))
const typed = ['matching', 'db', 'server', 'tests', 'vitest.config.ts']
const rooms = [...typed, 'web/src']

/** Runs a program found where the packages of a folder put theirs; throws with all it said when it fails. */
function program(folder: string, name: string, ...parameters: string[]): () => Promise<void> {
  const cwd = join(root, folder)
  const PATH = [join(cwd, 'node_modules/.bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(':')
  return () =>
    new Promise((resolve, reject) => {
      const child = spawn(name, parameters, {
        cwd,
        env: { ...process.env, PATH },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => (said += text))
      }
      child.once('error', reject)
      child.once('close', code =>
        code === 0 ? resolve() : reject(new Error(said.trim() || `exit code ${code}`)),
      )
    })
}

/**
 * They look at nothing that is generated, and begin at once; the longest first. Types are read along with the rules that need
 * them; those of the web app are known to Svelte's own checker.
 */
const apart: Step[] = [
  { name: 'types', run: program('.', 'oxlint', '--type-check', ...typed) },
  { name: 'form', run: program('.', 'oxfmt', '--check') },
  { name: 'API types', run: checkTypes },
]

/** What is generated from the messages and the routes of the web app. */
export const generate: Step = { name: 'generated', run: program('web', 'node', '--run', 'sync') }

/** They look at it; the longest first, so that none is left to run alone. */
const onGenerated: Step[] = [
  { name: 'web app', run: program('web', 'svelte-check', '--threshold', 'warning') },
  { name: 'lint of web', run: program('web', 'oxlint') },
  { name: 'unused code', run: program('.', 'knip', '--no-config-hints') },
  { name: 'arrows', run: program('.', 'depcruise', ...rooms, '--no-progress') },
]

/**
 * Runs every step, as many at once as there are processors, and says how each went. A build of the web app may stand in for the
 * step that generates what others look at. Returns how many failed.
 */
export async function check(
  print: (line: string) => void,
  generating = generate,
): Promise<{ passed: number; failed: number }> {
  const failures: { name: string; said: string }[] = []
  const take = async ({ name, run }: Step) => {
    const started = performance.now()
    const error = await run().then(
      () => undefined,
      (reason: unknown) => reason ?? new Error('failed'),
    )
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    print(`${error === undefined ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.padStart(5)} s`)
    if (error !== undefined) failures.push({ name, said: saidBy(error) })
  }
  const takeAll = async (waiting: Step[]) => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await take(step)
  }
  const [early, late] = [[...apart], [...onGenerated]]
  const generated = take(generating)
  const first = async () => {
    await generated
    await takeAll(late)
    await takeAll(early)
  }
  const other = async () => {
    await takeAll(early)
    await generated
    await takeAll(late)
  }
  await Promise.all([first(), ...Array.from({ length: Math.max(2, availableParallelism()) - 1 }, other)])
  for (const { name, said } of failures) print(`\n--- ${name} ---\n${said}`)
  const steps = apart.length + 1 + onGenerated.length
  return { passed: steps - failures.length, failed: failures.length }
}

function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'stderr' in error ? `${error.message}\n${String(error.stderr)}` : error.message
}

if (import.meta.main) {
  const { failed } = await check(line => process.stdout.write(`${line}\n`))
  process.exit(failed === 0 ? 0 : 1)
}
