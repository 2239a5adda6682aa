import type { Language } from './problems/problem.ts'

/** Languages people may choose to be written to in. */
export const LANGUAGES = ['fr', 'en'] as const satisfies Language[]

/** The language a person has chosen, as it is stored; French for any that we do not speak. */
export function languageNamed(stored: string): Language {
  return LANGUAGES.find(language => language === stored) ?? 'fr'
}
