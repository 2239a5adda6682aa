/** Which amounts of a text count things: no price, day, size, code, share or ration of each person. */
import type { Amount } from './amounts.ts'
import type { DayMention } from './days.ts'
import type { Reading } from './reading.ts'
import type { Segment } from './segments.ts'
import type { Token } from './tokens.ts'

/**
 * Amounts that may be quantities, with what is packed opened: "60 boîtes de 100" is 6 000 pieces. `places`: the segment of
 * each token.
 */
export function countsIn(
  { nouns, amounts, tokens, segments, concepts }: Reading,
  days: DayMention[],
  places: Int32Array,
): Amount[] {
  const taken = tokensOfCodes(concepts, days, tokens)
  const heads = new Set(nouns.map(({ from }) => from))
  return (
    amounts
      // "+ 6 000 enfants": the word that is counted stands for the thing.
      .map(amount =>
        amount.measure === 'people' && heads.has(amount.figure)
          ? { ...amount, measure: null, until: amount.figure }
          : amount,
      )
      .map(amount => timesPackage(amount, tokens))
      .filter(amount => isCount(amount, tokens) && !taken.has(amount.from))
      .map(amount => opened(amount, tokens, segments[places[amount.from] ?? -1]))
  )
}

const text = (tokens: readonly Token[], at: number) => tokens[at]?.text ?? ''

/** Figures of days and of norms, with their editions: "EN 14683:2019+AC:2019". */
function tokensOfCodes(
  concepts: Reading['concepts'],
  days: DayMention[],
  tokens: readonly Token[],
): Set<number> {
  const taken = new Set<number>()
  for (const { from, until } of days) for (let at = from; at < until; at++) taken.add(at)
  for (const { kind, token } of concepts) {
    if (kind !== 'norm') continue
    taken.add(token + 1)
    for (let at = token + 2; at < token + 9 && isOfNorm(tokens[at]); at++)
      if (isYear(tokens, at)) taken.add(at)
  }
  return taken
}

const isOfNorm = (token: Token | undefined) =>
  token !== undefined &&
  (token.kind === 'number' || [':', '+', '-', 'iso'].includes(token.text) || /^ac?\d?$/.test(token.text))

/** "…:2019" */
const isYear = (tokens: readonly Token[], at: number) =>
  /^(?:19|20)\d\d$/.test(text(tokens, at)) && text(tokens, at - 1) === ':'

const codeMarks = new Set(['_', '#', '°', '/'])
const times = new Set(['x', '×', '*'])

/** A number of things, not a price, a code ("147_18"), a size ("220 x 90"), a ration or a hand of people. */
function isCount({ measure, value, from, until }: Amount, tokens: readonly Token[]): boolean {
  const isSize =
    (times.has(text(tokens, until)) && tokens[until + 1]?.kind === 'number') ||
    (times.has(text(tokens, from - 1)) && tokens[from - 2]?.kind === 'number')
  return (
    measure === null &&
    value >= 1 &&
    Number.isFinite(value) &&
    !isSize &&
    !codeMarks.has(text(tokens, from - 1)) &&
    !codeMarks.has(text(tokens, until)) &&
    !isRation(tokens, until)
  )
}

const person =
  /^(?:eleve|habitant|pers|personne|agent|salarie|foyer|enfant|soignant|employe|pupil|person|employee|resident|head|tete|lit|bed|citoyen|administre|intervenant|collegien|lyceen|etudiant|usager|famille|ecolier|collaborateur|staff|aide|h$|heure|hour|min)/

/** Whether "par élève", "/ pers." follows: what each takes is no order. */
export function isRation(tokens: readonly Token[], at: number): boolean {
  const isPer = ['par', 'per', '/', 'chaque', 'each'].includes(text(tokens, at))
  return isPer && person.test(text(tokens, at + 1))
}

/** "gel 1 L x 90": so many of a size. */
function timesPackage(amount: Amount, tokens: readonly Token[]): Amount {
  const { until, unit, measure } = amount
  const next = tokens[until + 1]
  const isSized = unit === 'l' || unit === 'kg' || measure === 'size'
  if (!isSized || !times.has(text(tokens, until)) || next?.kind !== 'number') return amount
  const value = unit === 'l' || unit === 'kg' ? amount.value * next.value : next.value
  return { ...amount, value, measure: null, unit: measure === 'size' ? 'piece' : unit, until: until + 2 }
}

const pers = new Set(['/', 'par', 'per'])
const packages = /^(?:boite|bte|box|carton|sachet|paquet|pack|lot|case)/

/** How many are in one, where its sentence says so: "2 cartons (carton de 1000)", "50 pc/boîte, 4 000 boîtes". */
function opened(amount: Amount, tokens: readonly Token[], segment: Segment | undefined): Amount {
  const { unit } = amount
  const [, kind, inside] = /^(box|pack|bottle)(?: of (.+))?$/.exec(unit ?? '') ?? []
  if (kind === undefined) return amount
  const litres = /^([\d.]+) L$/.exec(inside ?? '')?.[1]
  if (litres !== undefined) return multiplied(amount, Number(litres), 'l')
  if (kind === 'bottle') {
    // "40 bidons de gel de 5 L"
    const volume = litresAfter(tokens, amount.until)
    return volume === null ? amount : multiplied(amount, volume, 'l')
  }
  if (inside !== undefined) return multiplied(amount, Number(inside), 'piece')
  for (let at = segment?.from ?? 0; at < (segment?.until ?? 0); at++) {
    const figure = tokens[at]
    if (figure?.kind !== 'number' || (at >= amount.from && at < amount.until)) continue
    const isOf = ['de', 'of'].includes(text(tokens, at - 1)) && packages.test(text(tokens, at - 2))
    const isPer = [at + 1, at + 2].some(
      next => pers.has(text(tokens, next)) && packages.test(text(tokens, next + 1)),
    )
    if (isOf || isPer) return multiplied(amount, figure.value, 'piece')
  }
  return amount
}

function litresAfter(tokens: readonly Token[], from: number): number | null {
  for (let at = from; at < from + 8; at++) {
    const figure = tokens[at + 1]
    const isLitres = /^(?:l|litres?|liters?)$/.test(text(tokens, at + 2))
    if (['de', 'of'].includes(text(tokens, at)) && figure?.kind === 'number' && isLitres) return figure.value
  }
  return null
}

const multiplied = (amount: Amount, factor: number, unit: Amount['unit']): Amount => ({
  ...amount,
  value: amount.value * factor,
  high: amount.high === null ? null : amount.high * factor,
  unit,
})
