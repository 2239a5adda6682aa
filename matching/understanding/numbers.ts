/** Numbers in figures and in words: `20 000`, `10k`, `1,5 million`, `dix mille`, `une vingtaine`, `5 000 à 8 000`. */
import type { Token } from './tokens.ts'

export interface Quantity {
  value: number
  /** Upper end where two are given. */
  high: number | null
  /** Token after it. */
  until: number
  /** Said as `un`, `une`, `a`: an article as often as a number. */
  article: boolean
}

const small = new Map(
  Object.entries({
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    onze: 11,
    douze: 12,
    treize: 13,
    quatorze: 14,
    quinze: 15,
    seize: 16,
    vingt: 20,
    vingts: 20,
    trente: 30,
    quarante: 40,
    cinquante: 50,
    soixante: 60,
    septante: 70,
    nonante: 90,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    dizaine: 10,
    douzaine: 12,
    dozen: 12,
    quinzaine: 15,
    vingtaine: 20,
    trentaine: 30,
    quarantaine: 40,
    cinquantaine: 50,
    soixantaine: 60,
    centaine: 100,
  }),
)
const plurals = new Map(Object.entries({ dizaines: 10, douzaines: 12, centaines: 100, dozens: 12 }))
const scales = new Map(
  Object.entries({
    cent: 100,
    cents: 100,
    hundred: 100,
    mille: 1e3,
    millier: 1e3,
    milliers: 1e3,
    thousand: 1e3,
    million: 1e6,
    millions: 1e6,
    milliard: 1e9,
    milliards: 1e9,
    billion: 1e9,
  }),
)
const articles = new Set(['un', 'une', 'one', 'a', 'an'])
const between = new Set(['a', 'et', 'ou', 'to', 'and', 'or'])

/** The number that begins at a token; null where none does. */
export function quantityAt(tokens: readonly Token[], from: number): Quantity | null {
  const low = numberAt(tokens, from)
  if (low === null) return null
  const range = rangeAfter(tokens, low.until)
  if (range === null) return low
  const isFirstOfRange = ['de', 'entre', 'between', 'from'].includes(tokens[from - 1]?.text ?? '')
  const joins = tokens[low.until]?.text ?? ''
  if (['et', 'and', 'ou', 'or'].includes(joins) && !isFirstOfRange) return low
  const scaled = low.value * 1000 < range.value && low.value < 1000 ? low.value * 1000 : low.value
  if (range.value <= scaled) return low
  return { value: scaled, high: range.value, until: range.until, article: false }
}

function rangeAfter(tokens: readonly Token[], at: number): Quantity | null {
  const token = tokens[at]
  if (token === undefined) return null
  const isDash = '-–—'.includes(token.text)
  if (!isDash && !between.has(token.text)) return null
  const next = tokens[at + 1]
  if (isDash && next?.kind !== 'number') return null
  return numberAt(tokens, at + 1)
}

function numberAt(tokens: readonly Token[], from: number): Quantity | null {
  const first = tokens[from]
  if (first === undefined) return null
  if (first.kind === 'number') return figuresAt(tokens, from, first.value)
  return first.kind === 'word' ? wordsAt(tokens, from) : null
}

function figuresAt(tokens: readonly Token[], from: number, figures: number): Quantity {
  let value = figures
  let until = from + 1
  const suffix = tokens[until]
  if (suffix?.touches && ['k', 'm'].includes(suffix.text) && !isUnitMark(tokens[until + 1])) {
    // "2m" is two metres; "2M" is two millions.
    if (suffix.text === 'k' || suffix.capital) {
      value *= suffix.text === 'k' ? 1e3 : 1e6
      until++
    }
  } else if (suffix?.text === 'k') {
    value *= 1e3
    until++
  }
  const scale = scales.get(tokens[until]?.text ?? '')
  if (scale !== undefined && tokens[until]?.text !== 'cent') {
    value *= scale
    until++
  }
  return { value, high: null, until, article: false }
}

const isUnitMark = (token: Token | undefined) => token?.touches === true && /^[²2]/.test(token.text)

function wordsAt(tokens: readonly Token[], from: number): Quantity | null {
  let total = 0
  let current = 0
  let until = from
  let words = 0
  let isArticle = false
  for (let at = from; at < tokens.length; at++) {
    const text = tokens[at]?.text ?? ''
    const unit = small.get(text) ?? (words > 0 ? plurals.get(text) : undefined)
    const scale = scales.get(text)
    if (articles.has(text)) {
      if (words > 0 && tokens[at - 1]?.text !== 'et') break
      isArticle = words === 0
      current += 1
    } else if (unit !== undefined) {
      current =
        text === 'vingts' || (text === 'vingt' && current === 4)
          ? current * 20
          : nextOf(current, unit, isArticle, text)
      isArticle = false
    } else if (scale !== undefined) {
      if (scale === 100) current = Math.max(1, current) * 100
      else {
        total += Math.max(1, current) * scale
        current = 0
      }
      isArticle = false
    } else if (text === 'et' && total > 0 && current === 0 && /^demie?$/.test(tokens[at + 1]?.text ?? '')) {
      total *= 1.5
      until = at + 2
      break
    } else if (
      (text === 'et' || text === '-' || text === 'de') &&
      words > 0 &&
      isNumberWord(tokens[at + 1], text)
    )
      continue
    else break
    words++
    until = at + 1
  }
  const value = total + current
  return words === 0 || value === 0 ? null : { value, high: null, until, article: isArticle }
}

/** "une vingtaine" is 20, "deux dizaines" 20, "vingt-deux" 22. */
function nextOf(current: number, unit: number, isArticle: boolean, text: string): number {
  if (isArticle) return unit
  return plurals.has(text) || text === 'dozen' ? Math.max(1, current) * unit : current + unit
}

function isNumberWord(token: Token | undefined, joined: string): boolean {
  const text = token?.text ?? ''
  if (joined === 'de') return ['milliers', 'millions', 'millier', 'million'].includes(text)
  return small.has(text) || scales.has(text) || (joined === 'et' && text === 'un')
}
