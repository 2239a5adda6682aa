import type { Lexicon } from '@maillage/matching/understanding/lexicon.ts'
import { type Reading, readText } from '@maillage/matching/understanding/reading.ts'
import { longest } from '@maillage/matching/understanding/trie.ts'
import type { Lexeme } from './document.ts'

/** A run of tokens, and the things of the catalogue it stands for. */
export interface Meant {
  from: number
  until: number
  meant: Lexeme[]
  negated: boolean
}

/** Readings of a noun that are much less likely than the first are left alone. */
const likely = 0.6

/** A component is an item as a product is; the rest goes by its kind. */
const lexemeOf = (kind: string, id: string): Lexeme =>
  kind === 'component' ? `product/${id}` : `${kind}/${id}`

/** "Masque" alone is any of its family, which says it in one word; "masque chirurgical IIR" is one product. */
function nounLexemes(
  readings: Reading['nouns'][number]['readings'],
  { families, historic }: Lexicon,
): Lexeme[] {
  const best = readings[0]?.confidence ?? 0
  const meant = readings.filter(({ confidence }) => confidence >= best * likely)
  return [...Map.groupBy(meant, ({ family }) => family)].flatMap(([family, products]): Lexeme[] => {
    const ofFamily = [...families]
      .filter(([id, own]) => own === family && !historic.has(id))
      .map(([id]) => id)
    const isWhole = ofFamily.every(id => products.some(({ product }) => product === id))
    return isWhole && ofFamily.length > 1
      ? [`family/${family}`]
      : products.map(({ product }): Lexeme => `product/${product}`)
  })
}

/** What a text speaks of, in the order it does. */
export function meaningsIn(text: string, lexicon: Lexicon): { reading: Reading; meanings: Meant[] } {
  const reading = readText(text, lexicon)
  const found = new Map<number, Meant>()
  const add = (from: number, until: number, meant: Lexeme[], negated: boolean) => {
    const before = found.get(from)
    if (before === undefined) found.set(from, { from, until, meant, negated })
    else {
      before.until = Math.max(before.until, until)
      before.meant.push(...meant.filter(lexeme => !before.meant.includes(lexeme)))
    }
  }
  for (const { kind, id, others, token, end, negated } of reading.concepts) {
    let until = token + 1
    while (until < reading.tokens.length && reading.span(token, until).end < end) until++
    add(
      token,
      until,
      [{ kind, id }, ...others].map(one => lexemeOf(one.kind, one.id)),
      negated,
    )
  }
  for (const { from, until, readings, negated } of reading.nouns)
    add(from, until, nounLexemes(readings, lexicon), negated)
  return { reading, meanings: [...found.values()].sort((a, b) => a.from - b.from) }
}

/**
 * Tokens that only say which of several products a noun beside them means ("lavable", "stérile"): they have done so, and
 * are not looked for by themselves.
 */
export function qualifiersIn({ tokens }: Reading, lexicon: Lexicon): { from: number; until: number }[] {
  const stems = tokens.map(({ stem }) => stem)
  return tokens.flatMap((_, at) => {
    const phrase = longest(lexicon.meanings, tokens, stems, at)
    const says = phrase?.value
    const onlyQualifies = says !== undefined && says.concepts.length === 0 && says.products.length === 0
    return phrase !== null && onlyQualifies ? [{ from: at, until: phrase.until }] : []
  })
}
