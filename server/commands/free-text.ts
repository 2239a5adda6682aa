import { loadWords } from '@maillage/db/catalogue/words/load.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { compileLexicon, type Lexicon } from '@maillage/matching/understanding/lexicon.ts'
import type { Language } from '../problems/problem.ts'
import { InputError, readText } from './input.ts'

/** More characters than a long web page has: beyond it something else was pasted. */
const longest = 5_000_000

const said = {
  empty: { fr: '--text ne contient aucun mot.', en: '--text holds no words.' },
  long: {
    fr: `--text a plus de ${longest} caractères.`,
    en: `--text has more than ${longest} characters.`,
  },
}

/** Words given as they are, or on the standard input for `-`. Throws `InputError` where there are none, or too many. */
export async function wordsOf(given: string, language: Language): Promise<string> {
  const text = given === '-' ? await readText('-', language) : given
  if (!/[\p{L}\d]/u.test(text)) throw new InputError([said.empty[language]])
  if (text.length > longest) throw new InputError([said.long[language]])
  return text
}

const compiled = new WeakMap<Catalogue, Lexicon>()

/** The words of the trade made ready for reading, once for a catalogue. */
export function lexiconOf(catalogue: Catalogue): Lexicon {
  const lexicon = compiled.get(catalogue) ?? compileLexicon(catalogue, loadWords())
  compiled.set(catalogue, lexicon)
  return lexicon
}
