/**
 * `pnpm bench rank|assemble|reverse|load|plan|understand|search`: how fast and how large, on a region drawn from a seed; how well texts
 * are read. Progress goes to
 * stderr; the last line of stdout is one JSON object. `docs/performance.md` says what each figure is.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { benchAssemble } from './assemble.ts'
import { benchLoad } from './load.ts'
import { benchPlan } from './plan/plan.ts'
import { benchRank } from './rank.ts'
import type { Size } from './region.ts'
import { benchReverse } from './reverse.ts'
import { benchSearch } from './search/search.ts'
import { benchUnderstand, type Files } from './understand.ts'

const benches = {
  rank: benchRank,
  assemble: benchAssemble,
  reverse: benchReverse,
  load: benchLoad,
  plan: benchPlan,
  understand: benchUnderstand,
  search: benchSearch,
}

const usage = `pnpm bench ${Object.keys(benches).join('|')} [--firms N] [--docs N] [--needs N] [--seed S] [--seconds S] [--weeks N] [--bounds] [--firms-file FILE] [--needs-file FILE]`

class UsageError extends Error {}

function isBench(name: string | undefined): name is keyof typeof benches {
  return name !== undefined && Object.hasOwn(benches, name)
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least)
    throw new UsageError(`--${option}: ${text} is not a number from ${least} up`)
  return value
}

/** Reads the command line. Throws a UsageError, or the parser's own, where it is not understood. */
function read(parameters: string[]): {
  name: keyof typeof benches
  size: Size & { weeks: number; bounds: boolean }
  files: Files
} {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: {
      firms: { type: 'string', default: '1000' },
      docs: { type: 'string' },
      needs: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '20' },
      weeks: { type: 'string', default: '26' },
      bounds: { type: 'boolean', default: false },
      'firms-file': { type: 'string' },
      'needs-file': { type: 'string' },
    },
  })
  const [name, ...others] = positionals
  if (!isBench(name) || others.length > 0)
    throw new UsageError(`Which one? ${Object.keys(benches).join(', ')}`)
  const size = {
    // Documents of a search are firms, above all.
    firms:
      values.docs === undefined ? wholeNumber('firms', values.firms, 1) : wholeNumber('docs', values.docs, 1),
    needs: wholeNumber('needs', values.needs, 1),
    seed: wholeNumber('seed', values.seed, 0),
    seconds: wholeNumber('seconds', values.seconds, 1),
    weeks: wholeNumber('weeks', values.weeks, 1),
    bounds: values.bounds,
  }
  const files = { firms: values['firms-file'] ?? null, needs: values['needs-file'] ?? null }
  return { name, size, files }
}

function command(): ReturnType<typeof read> | null {
  try {
    return read(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error
    process.stderr.write(`${error.message}\n${usage}\n`)
    return null
  }
}

const asked = command()
if (asked === null) process.exitCode = 2
else {
  const { name, size, files } = asked
  const tell = (progress: string) => process.stderr.write(`${name}: ${progress}\n`)
  const result = await benches[name](size, tell, files)
  const { firms, needs, seed, seconds } = size
  const load = loadavg().map(value => Math.round(value * 100) / 100)
  process.stdout.write(`${JSON.stringify({ bench: name, firms, needs, seed, seconds, ...result, load })}\n`)
}
