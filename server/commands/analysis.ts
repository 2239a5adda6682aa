import { parseArgs } from 'node:util'
import type { TSchema } from 'typebox'
import type { Language } from '../problems/problem.ts'
import { assemble } from './assemble.ts'
import { explore } from './explore.ts'
import { InputError } from './input.ts'
import { languageOption, type Options } from './options.ts'
import { rank } from './rank.ts'
import { readNeed } from './read-need.ts'

/** What a command found: for a program, and for a reader. */
export interface Found {
  value: unknown
  lines: () => string[]
}

/** A command of the command line that needs no database: files in, an answer out. */
export interface Analysis {
  help: string
  usage: string[]
  options: Record<string, { type: 'string' }>
  /** JSON schemas of what it takes, by option, and of what it prints with --json. */
  schema: () => { input: Record<string, TSchema>; output: TSchema }
  /**
   * Null where an option is missing without which it cannot work. Throws `InputError` for what cannot be used.
   * Tables are in French unless asked otherwise, errors in English.
   */
  run: (options: Options, languages: { language: Language; errorLanguage: Language }) => Promise<Found | null>
}

export const analyses: Record<string, Analysis> = { explore, 'read-need': readNeed, rank, assemble }

/** What a command writes, and its exit code: 0, or 2 with nothing on the standard output. */
export interface Written {
  code: 0 | 2
  output: string
  errors: string
}

const common = {
  json: { type: 'boolean' },
  schema: { type: 'boolean' },
  help: { type: 'boolean' },
  language: { type: 'string' },
} as const

const text = (lines: string[]) => `${lines.join('\n')}\n`
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const written = (output: string): Written => ({ code: 0, output, errors: '' })
const refused = (lines: string[]): Written => ({ code: 2, output: '', errors: text(lines) })

const usageOf = ({ usage }: Analysis) => ['Usage:', ...usage.map(line => `  ${line}`)]

/** Runs one of the analyses with the parameters it was given. */
export async function analyse(analysis: Analysis, parameters: string[]): Promise<Written> {
  let values: Record<string, string | boolean | undefined>
  try {
    values = parseArgs({ args: parameters, options: { ...analysis.options, ...common } }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // "Unknown option '--x'. To specify a positional argument …": the first sentence says it.
    const [sentence = error.message] = error.message.split(/\. |\n/)
    return refused([`${sentence.replace(/\.$/, '')}.`, ...usageOf(analysis)])
  }
  if (values.help === true) return written(text(usageOf(analysis)))
  if (values.schema === true) return written(json(analysis.schema()))
  const options: Options = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  try {
    const asked = languageOption(options)
    const found = await analysis.run(options, { language: asked ?? 'fr', errorLanguage: asked ?? 'en' })
    if (found === null) return refused(usageOf(analysis))
    return written(values.json === true ? json(found.value) : text(found.lines()))
  } catch (error) {
    if (error instanceof InputError) return refused(error.lines)
    throw error
  }
}
