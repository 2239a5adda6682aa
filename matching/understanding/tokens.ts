/** A text as words, numbers and marks, each with its place. */

export interface Token {
  kind: 'word' | 'number' | 'mark'
  /** Folded: lower case, no accents. */
  text: string
  /** Stem of a word; the digits of a number; the mark itself. */
  stem: string
  /** Of a number; 0 otherwise. */
  value: number
  start: number
  end: number
  /** Begins with a capital letter. */
  capital: boolean
  /** Nothing stands between it and the token before. */
  touches: boolean
}

const space = '[ \\u00a0\\u202f\\u2009]'
const pattern = new RegExp(
  [
    // Thousands in groups of three, by one and the same mark, then decimals.
    `\\d{1,3}(?:(?:${space}\\d{3})+|(?:\\.\\d{3})+|(?:'\\d{3})+)(?!\\d)(?:,\\d{1,2}(?!\\d))?`,
    '\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d{1,2}(?!\\d))?',
    '\\d+(?:[.,]\\d+)?',
    '\\p{L}[\\p{L}\\p{M}\\d]*',
    '\\n',
    '[^\\s\\p{L}\\p{M}\\d]',
  ].join('|'),
  'gu',
)

/** Longer words say nothing: they are what is left of a broken paste. */
const longestWord = 40

type Word = Pick<Token, 'kind' | 'text' | 'stem' | 'capital'>

/** Walks the text once. Each word that is written alike is folded once. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const words = new Map<string, Word>()
  let before = -1
  for (const found of text.matchAll(pattern)) {
    const [written] = found
    const start = found.index
    const end = start + written.length
    const touches = start === before
    before = end
    const first = written.charCodeAt(0)
    if (first >= 48 && first <= 57) {
      const value = valueOf(written)
      tokens.push({
        kind: 'number',
        text: written,
        stem: written,
        value,
        start,
        end,
        capital: false,
        touches,
      })
      continue
    }
    let word = words.get(written)
    if (word === undefined) {
      word = read(written)
      words.set(written, word)
    }
    const { kind, text: folded, stem, capital } = word
    tokens.push({ kind, text: folded, stem, value: 0, start, end, capital, touches })
  }
  return tokens
}

function read(written: string): Word {
  if (written.length > longestWord) return { kind: 'word', text: '', stem: '', capital: false }
  const text = fold(written)
  if (!/\p{L}/u.test(written)) return { kind: 'mark', text, stem: text, capital: false }
  // A European norm, not the French for "in".
  const stem = written === 'EN' ? written : stemOf(text)
  return { kind: 'word', text, stem, capital: /^\p{Lu}/u.test(written) }
}

/** `1.500` and `1,500` are whole numbers, `0,500` and `1,5` are not. */
function valueOf(written: string): number {
  const compact = written.replace(/[\s']/g, '')
  if (/^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/.test(compact)) {
    return Number(compact.replaceAll('.', '').replace(',', '.'))
  }
  if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(compact)) return Number(compact.replaceAll(',', ''))
  return Number(compact.replace(',', '.'))
}

/** Lower case, no accents, ligatures opened, letters in superscript as digits. */
export function fold(written: string): string {
  const lower = written.toLowerCase()
  if (/^[a-z0-9]*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'")
}

/**
 * The part of a folded word that number, gender and participle leave alone: `médicaux`, `médicale` → `medical`;
 * `tissé`, `tissées` → `tis`. Lighter than Snowball's French stemmer, which makes `chemise` and `chemin` neighbours
 * and takes endings off that tell a machine from a person; here these stay apart (`surjet`, `surjeteuse`).
 */
export function stemOf(word: string): string {
  if (word.length <= 3) return word
  let stem = /[^0-9][sx]$/.test(word) ? word.slice(0, -1) : word
  if (stem.endsWith('au') && !stem.endsWith('eau') && word.endsWith('x')) stem = `${stem.slice(0, -1)}l`
  while (stem.length > 3 && stem.endsWith('e')) stem = stem.slice(0, -1)
  if (stem.length > 3 && stem.at(-1) === stem.at(-2) && !/\d$/.test(stem)) stem = stem.slice(0, -1)
  return stem
}
