/**
 * `pnpm test`: the checks and the web app, then every test. Goes on after a failure, so that one run says all, and ends
 * with one line of counts (each check is one). Exit code 1 when anything failed.
 */
import { fileURLToPath } from 'node:url'
import { buildWebIfChanged } from '@maillage/server/cli/build-web.ts'
import { startVitest } from 'vitest/node'
import { check, generate, type Step } from './check.ts'

type Counts = { passed: number; failed: number; skipped: number }

const root = fileURLToPath(new URL('..', import.meta.url))
const print = (line: string) => process.stdout.write(`${line}\n`)

/** Runs every project of vitest.config.ts. A file that cannot be loaded, or an error outside any test, is a failure. */
async function runTests(): Promise<Counts> {
  process.env.DEMONSTRATION_AHEAD = '1'
  const vitest = await startVitest('test', [], { root, watch: false })
  const counts = { passed: 0, failed: vitest.state.getUnhandledErrors().length, skipped: 0 }
  for (const file of vitest.state.getTestModules()) {
    const suites = [file, ...file.children.allSuites()]
    counts.failed += suites.filter(suite => suite.errors().length > 0).length
    for (const test of file.children.allTests()) {
      const { state } = test.result()
      if (state === 'pending') counts.failed += 1
      else counts[state] += 1
    }
  }
  const unavailable = vitest.projects
    .map(project => project.getProvidedContext().postgres)
    .find(isUnavailable)
  await vitest.close()
  if (unavailable) print(`Without PostgreSQL (${unavailable.unavailable}): the tests ran on PGlite alone.`)
  return counts
}

const isUnavailable = (postgres: object | undefined): postgres is { unavailable: string } =>
  postgres !== undefined && 'unavailable' in postgres

print('Checks, and the web app')
// A build generates all that the checks look at.
const build: Step = {
  name: 'web build',
  async run() {
    if (!(await buildWebIfChanged(print))) await generate.run()
  },
}
const checks = { ...(await check(print, build)), skipped: 0 }
print('\nTests')
const tested = await runTests()

const total = (key: keyof Counts) => checks[key] + tested[key]
print(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
process.exit(total('failed') === 0 ? 0 : 1)
