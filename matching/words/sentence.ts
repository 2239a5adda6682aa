import { sentences as english } from './en.ts'
import { sentences as french } from './fr.ts'
import type { Reason, ReasonCode, ReasonFigures } from './reasons.ts'

export type Language = 'fr' | 'en'

/** What an id names, for readers whose ids of different kinds may be spelt alike. */
export type NamedKind =
  | 'firm'
  | 'item'
  | 'subject'
  | 'process'
  | 'norm'
  | 'machine-type'
  | 'trade'
  | 'material-family'
  | 'rule'
  | 'regime'

/** Gives the name of an id in the reader's language; the text, for a rule. */
export type Names = (id: string, kind: NamedKind) => string

/** One sentence for each code: a missing one does not compile. */
export type Sentences = { [C in ReasonCode]: (figures: ReasonFigures[C], names: Names) => string }

const byLanguage: Record<Language, Sentences> = { fr: french, en: english }

/** Writes a reason as one sentence in the reader's language. `names` gives the name of every id it holds. */
export function sentence(reason: Reason, language: Language, names: Names): string {
  return write(byLanguage[language], reason, names)
}

function write<C extends ReasonCode>(
  sentences: Sentences,
  reason: { code: C; figures: ReasonFigures[C] },
  names: Names,
): string {
  return sentences[reason.code](reason.figures, names)
}
