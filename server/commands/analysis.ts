import { parseArgs } from 'node:util'
import type { Text } from '@maillage/matching/catalogue.ts'
import { narrow } from '@maillage/matching/words/typography.ts'
import type { TSchema } from 'typebox'
import { isCode } from '../environment.ts'
import { LANGUAGES } from '../languages.ts'
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
  /** The ways to call it, a line each; a text where it says more than options. */
  usage: (string | Text)[]
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

const usage = { fr: `Usage${narrow}:`, en: 'Usage:' }

const usageOf = (analysis: Analysis, language: Language) => [
  usage[language],
  ...analysis.usage.map(line => `  ${typeof line === 'string' ? line : line[language]}`),
]

/** The language asked for, whatever is wrong beside it. */
function languageIn(parameters: string[]): Language | null {
  const { values } = parseArgs({ args: parameters, options: common, strict: false })
  return LANGUAGES.find(language => language === values.language) ?? null
}

/** What is wrong with parameters. Node says it in English, with advice after a first sentence. */
function misuse(error: TypeError, language: Language): string {
  const [sentence = error.message] = error.message.split(/\. |\.?\n/)
  if (language === 'en') return `${sentence.replace(/\.$/, '')}.`
  const [, named = ''] = /'([^' ]+)/.exec(sentence) ?? []
  if (isCode(error, 'ERR_PARSE_ARGS_UNKNOWN_OPTION')) return `L’option ${named} n’existe pas.`
  if (isCode(error, 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')) return `« ${named} » ne suit aucune option.`
  return sentence.endsWith('does not take an argument')
    ? `L’option ${named} ne prend pas de valeur.`
    : `Il manque une valeur à l’option ${named}.`
}

/** Runs one of the analyses with the parameters it was given. */
export async function analyse(analysis: Analysis, parameters: string[]): Promise<Written> {
  let values: Record<string, string | boolean | undefined>
  const errorLanguage = languageIn(parameters) ?? 'en'
  try {
    values = parseArgs({ args: parameters, options: { ...analysis.options, ...common } }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return refused([misuse(error, errorLanguage), ...usageOf(analysis, errorLanguage)])
  }
  if (values.help === true) return written(text(usageOf(analysis, errorLanguage)))
  if (values.schema === true) return written(json(analysis.schema()))
  const options: Options = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  try {
    const asked = languageOption(options)
    const found = await analysis.run(options, { language: asked ?? 'fr', errorLanguage })
    if (found === null) return refused(usageOf(analysis, errorLanguage))
    return written(values.json === true ? json(found.value) : text(found.lines()))
  } catch (error) {
    if (error instanceof InputError) return refused(error.lines)
    throw error
  }
}
