import type { Text } from '@maillage/matching/catalogue.ts'
import { LANGUAGES } from '../languages.ts'
import { parisDate } from '../paris-date.ts'
import type { Language } from '../problems/problem.ts'
import { InputError } from './input.ts'

/** The options that were given, by name. */
export type Options = Record<string, string | undefined>

export function languageOption({ language }: Options): Language | null {
  if (language === undefined) return null
  const found = LANGUAGES.find(each => each === language)
  if (found === undefined) throw new InputError([`--language is fr or en, not "${language}".`])
  return found
}

/** What is wrong with an option, in the language asked for, in English otherwise. */
export const refused = (options: Options, message: Text) =>
  new InputError([message[languageOption(options) ?? 'en']])

/** A whole number in these bounds; null where the option is not given. */
export function wholeOption(options: Options, name: string, least: number, most: number): number | null {
  const given = options[name]
  if (given === undefined) return null
  const value = Number(given)
  if (given.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value
  throw refused(options, {
    fr: `--${name} est un nombre entier de ${least} à ${most}, et non « ${given} ».`,
    en: `--${name} is a whole number from ${least} to ${most}, not "${given}".`,
  })
}

/** A day; today in France where the option is not given. */
export function dateOption(options: Options, name: string): string {
  const given = options[name]
  if (given === undefined) return parisDate(new Date())
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(given) ? new Date(`${given}T00:00:00Z`) : null
  if (instant !== null && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(given))
    return given
  throw refused(options, {
    fr: `--${name} est une date comme 2027-01-31, et non « ${given} ».`,
    en: `--${name} is a date such as 2027-01-31, not "${given}".`,
  })
}
