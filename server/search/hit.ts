import { communeName } from '../places.ts'
import { fold, stemOf, tokensOf } from '@maillage/matching/understanding/tokens.ts'
import type { Lexeme, SearchDocument } from './document.ts'
import type { Hit, Mark, SearchQuestion } from './text-search.ts'
import type { SearchTerm, WordReader } from './words.ts'

/** What to mark in a document: words as they are written or begin, and things of the catalogue. */
export interface Marked {
  /** Stems of folded words. */
  stems: ReadonlySet<string>
  beginnings: readonly string[]
  meant: ReadonlySet<Lexeme>
}

/** Longest passage of a text that is shown. */
const passage = 220

/** What the words of a question mark; `corrected` are those that were meant instead of what was typed. */
export function markedBy(terms: readonly SearchTerm[], corrected: { meant: string }[]): Marked {
  return {
    stems: new Set(
      [...terms.flatMap(({ words }) => words), ...corrected.map(({ meant }) => meant)].map(stemOf),
    ),
    beginnings: terms
      .flatMap(({ open, words }) => (open ? words.slice(-1) : []))
      .filter(word => word.length > 1),
    meant: new Set(terms.flatMap(({ meant, near }) => [...meant, ...near])),
  }
}

/** A document as it is shown to whoever asked. */
export function hitOf(
  document: SearchDocument,
  score: number,
  marked: Marked,
  words: WordReader,
  { reader, capacity }: Pick<SearchQuestion, 'reader' | 'capacity'>,
): Hit {
  const { kind, id, title, place } = document
  const order = (weight: string) => 'ABCD'.indexOf(weight)
  const text = passageOf(document.text, marksIn(document.text, marked, words))
  return {
    kind,
    id,
    score,
    title,
    titleMarks: { fr: marksIn(title.fr, marked, words), en: marksIn(title.en, marked, words) },
    ...text,
    place: place === null ? null : { ...place, name: communeName(place.commune) },
    matched: document.concepts
      .filter(({ lexeme }) => marked.meant.has(lexeme) && !/^(department|commune)\//.test(lexeme))
      .sort((a, b) => order(a.weight) - order(b.weight))
      .slice(0, 6),
    facets: document.facets,
    capacity: capacity === null ? null : (document.capacity[capacity.family] ?? []),
    whole: true,
    own: document.owner !== null && reader.organisations.includes(document.owner),
  }
}

/** Places in a text of what was asked for; none overlaps another. */
export function marksIn(text: string, { stems, beginnings, meant }: Marked, words: WordReader): Mark[] {
  const marks: Mark[] = meant.size > 0 ? words.mentions(text, meant) : []
  for (const token of tokensOf(text)) {
    if (token.kind !== 'word') continue
    const folded = fold(token.text)
    const isMarked = stems.has(stemOf(folded)) || beginnings.some(word => folded.startsWith(word))
    if (isMarked && !marks.some(([start, end]) => token.start < end && token.end > start))
      marks.push([token.start, token.end])
  }
  return marks.sort((a, b) => a[0] - b[0])
}

/** The part of a text around its first marks, cut between words; all of it where it is short. */
function passageOf(text: string, marks: Mark[]): Pick<Hit, 'text' | 'textMarks'> {
  if (text.length <= passage) return { text, textMarks: marks }
  const first = marks[0]?.[0] ?? 0
  const begin = first < passage * 0.7 ? 0 : text.lastIndexOf(' ', first - 60) + 1
  const cut = text.indexOf(' ', begin + passage)
  const end = cut === -1 ? text.length : cut
  const [before, after] = [begin > 0 ? '… ' : '', end < text.length ? ' …' : '']
  const shift = before.length - begin
  return {
    text: before + text.slice(begin, end) + after,
    textMarks: marks
      .filter(mark => mark[0] >= begin && mark[1] <= end)
      .map(([from, to]): Mark => [from + shift, to + shift]),
  }
}
