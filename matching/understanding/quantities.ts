/** Which amount goes with which thing: "26 000 masques", "surblouses : plus de 2 500 nécessaires chaque jour". */
import { type Amount, perAfter } from './amounts.ts'
import type { DayMention } from './days.ts'
import type { Reading } from './reading.ts'
import type { Token } from './tokens.ts'

/** Tokens between an amount and the thing it counts: "26 000 nouveaux beaux masques". */
const between = 5
/** Tokens between a thing and its amount. */
const reach = 12

/** The amount of each noun, in their order; null where none is given. */
export function quantitiesOf(
  { nouns, amounts, tokens, segments, concepts }: Reading,
  days: DayMention[],
): (Amount | null)[] {
  const taken = tokensOfCodes(concepts, days)
  const free = amounts.filter(amount => isCount(amount, tokens) && !taken.has(amount.from))
  const byFrom = new Map(free.map(amount => [amount.from, amount]))
  const byUntil = new Map(free.map(amount => [amount.until, amount]))
  const take = (amount: Amount) => {
    byFrom.delete(amount.from)
    byUntil.delete(amount.until)
  }
  const found: (Amount | null)[] = nouns.map(({ from, until, last, segment }, index) => {
    const least = Math.max(segments[segment]?.from ?? 0, nouns[index - 1]?.until ?? 0)
    for (let end = from; end >= Math.max(least, from - between); end--) {
      const amount = byUntil.get(end)
      if (amount === undefined) continue
      const isOwn = amount.from >= least && !amount.article && !isBroken(tokens, end, from)
      if (!isOwn) return null
      take(amount)
      return isEach(tokens, until, last) ? null : amount
    }
    return null
  })
  nouns.forEach(({ until, last, segment }, index) => {
    if (found[index] !== null) return
    const most = Math.min(segments[segment]?.until ?? 0, nouns[index + 1]?.from ?? Infinity, last + reach)
    for (let start = until; start < most; start++) {
      const amount = byFrom.get(start)
      if (amount === undefined || !isAmountOf(amount, tokens)) continue
      take(amount)
      found[index] = amount
      return
    }
  })
  if (!found.some(amount => amount !== null) && new Set(nouns.map(firstOf)).size === 1) {
    found[0] = free.find(amount => isAmountOf(amount, tokens)) ?? null
  }
  return found.map(amount =>
    amount === null ? null : { ...amount, per: amount.per ?? perNear(amount, tokens) },
  )
}

const firstOf = ({ readings }: Reading['nouns'][number]) => readings[0]?.product

/** Figures of days and of norms. */
function tokensOfCodes(concepts: Reading['concepts'], days: DayMention[]): Set<number> {
  const taken = new Set<number>()
  for (const { from, until } of days) for (let at = from; at < until; at++) taken.add(at)
  for (const { kind, token } of concepts) if (kind === 'norm') taken.add(token + 1)
  return taken
}

/** A number of things, not a price, a code ("147_18") or a hand of people. */
function isCount({ measure, value, from, until }: Amount, tokens: readonly Token[]): boolean {
  const isCode = (token: Token | undefined) => ['_', '#', '°', '/'].includes(token?.text ?? '')
  return (
    measure === null &&
    value >= 1 &&
    Number.isFinite(value) &&
    !isCode(tokens[from - 1]) &&
    !isCode(tokens[until])
  )
}

function isBroken(tokens: readonly Token[], from: number, until: number): boolean {
  for (let at = from; at < until; at++) {
    const token = tokens[at]
    if (token?.kind === 'number') return true
    if ([',', ':', ';', '(', ')', '/', 'et', 'and', 'pour', 'for', 'avec'].includes(token?.text ?? ''))
      return true
  }
  return false
}

const periods = ['jour', 'semaine', 'mois', 'day', 'week', 'month', 'an', 'year']

/** "deux masques par élève" is no order. */
function isEach(tokens: readonly Token[], until: number, last: number): boolean {
  for (let at = until; at <= Math.max(last, until + 3); at++) {
    if (['chacun', 'chacune', 'each'].includes(tokens[at]?.text ?? '')) return true
    const isPer = ['par', 'per'].includes(tokens[at]?.text ?? '')
    if (isPer) return !periods.includes(tokens[at + 1]?.text ?? '') && isPerson(tokens[at + 1])
  }
  return false
}

const isPerson = (token: Token | undefined) =>
  /^(?:eleve|habitant|personne|agent|salarie|foyer|enfant|soignant|employe|pupil|person|employee|resident|head|tete|lit|bed|citoyen|administre)/.test(
    token?.text ?? '',
  )

const leads = new Set([
  ':',
  'x',
  '×',
  '(',
  '-',
  '–',
  '=',
  '|',
  'environ',
  'quantite',
  'qte',
  'qty',
  'nombre',
  'faut',
  'about',
  'de',
  'quantity',
  '\t',
  'volume',
  '*',
])
const follows = new Set(['necessaires', 'necessaire', 'needed', 'requis', 'required', 'environ', 'au'])

function isAmountOf({ from, until, unit, per, value, article }: Amount, tokens: readonly Token[]): boolean {
  if (article) return false
  const before = tokens[from - 1]?.text ?? ''
  const isYear =
    /^(?:19|20)\d\d$/.test(tokens[from]?.text ?? '') &&
    unit === null &&
    !['x', '×', '*', ':', '('].includes(before)
  if (isYear) return false
  if (unit !== null || per !== null || follows.has(tokens[until]?.text ?? '')) return true
  if (['-', '–', '('].includes(before) && value < 2) return false
  return (
    leads.has(before) &&
    !(
      before === 'de' &&
      tokens[from - 2]?.text !== 'plus' &&
      tokens[from - 2]?.text !== 'pres' &&
      tokens[from - 2]?.text !== 'moins'
    )
  )
}

/** "2 500 nécessaires chaque jour" */
function perNear({ until }: Amount, tokens: readonly Token[]): Amount['per'] {
  for (let at = until; at < until + 10; at++) {
    const token = tokens[at]
    if (token === undefined || token.kind === 'number' || ['.', ';', ','].includes(token.text)) return null
    const { per } = ['la', 'le'].includes(token.text) ? { per: null } : perAfter(tokens, at)
    if (per !== null) return per
  }
  return null
}
