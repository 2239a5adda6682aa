/** Which amount goes with which thing: "26 000 masques", "surblouses : plus de 2 500 nécessaires chaque jour". */
import { type Amount, perAfter } from './amounts.ts'
import { countsIn, isRation } from './counts.ts'
import type { DayMention } from './days.ts'
import { timesKits } from './kits.ts'
import { forEachPerson } from './people.ts'
import type { Reading } from './reading.ts'
import { segmentsByToken } from './segments.ts'
import type { Token } from './tokens.ts'

/** Tokens between an amount and the thing it counts: "26 000 nouveaux beaux masques". */
const between = 5
/** Tokens between a thing and its amount. */
const reach = 18

type Nouns = Reading['nouns']

/** The amount of each noun, in their order; null where none is given. */
export function quantitiesOf(reading: Reading, days: DayMention[]): (Amount | null)[] {
  const { nouns, tokens } = reading
  const places = segmentsByToken(reading.segments, tokens.length)
  const free = countsIn(reading, days, places)
  const byFrom = new Map(free.map(amount => [amount.from, amount]))
  const left = new Set(free)
  const found = amountsBefore(reading, left)
  addAmountsAfter(found, reading, left)
  addFromNextSentence(found, reading, left, places)
  if (!found.some(amount => amount !== null) && new Set(nouns.map(firstOf)).size === 1) {
    found[0] = free.find(amount => isMarked(amount, tokens)) ?? null
  }
  shareEach(found, nouns, tokens)
  forEachPerson(found, reading, places)
  timesKits(found, free, reading, places)
  return found.map(amount => {
    if (amount === null) return null
    const per = amount.per ?? perNear(amount, tokens)
    return { ...amount, per, high: amount.high ?? mostAfter(amount, byFrom, tokens) }
  })
}

const firstOf = ({ readings }: Nouns[number]) => readings[0]?.product

/** "26 000 masques" */
function amountsBefore({ nouns, tokens, segments }: Reading, left: Set<Amount>): (Amount | null)[] {
  const byUntil = new Map([...left].map(amount => [amount.until, amount]))
  return nouns.map(({ from, until, segment }, index) => {
    const least = Math.max(segments[segment]?.from ?? 0, nouns[index - 1]?.until ?? 0)
    for (let end = from; end >= Math.max(least, from - between); end--) {
      const amount = byUntil.get(end)
      if (amount === undefined) continue
      if (amount.from < least || amount.article || isBroken(tokens, end, from)) return null
      left.delete(amount)
      byUntil.delete(end)
      return isEach(tokens, until) ? null : amount
    }
    return null
  })
}

function isBroken(tokens: readonly Token[], from: number, until: number): boolean {
  for (let at = from; at < until; at++) {
    const token = tokens[at]
    if (token?.kind === 'number') return true
    if (
      [',', ':', ';', '(', ')', '/', 'et', 'and', 'pour', 'for', 'avec', 'plus'].includes(token?.text ?? '')
    )
      return true
  }
  return false
}

const each = new Set(['chaque', 'chacun', 'chacune', 'each'])

/** "deux masques par élève", "3 masques par jour et par personne" are no order. */
function isEach(tokens: readonly Token[], until: number): boolean {
  for (let at = until; at <= until + 6 && tokens[at]?.kind !== 'number'; at++) {
    const said = tokens[at]?.text ?? ''
    if ([',', '.', '(', ':'].includes(said)) return false
    if (['chacun', 'chacune', 'each'].includes(said) || isRation(tokens, at)) return true
  }
  return false
}

/** "surblouses : 2 500", "visières 120", "gants nitrile S 4 000, M 8 000, L 3 000" */
function addAmountsAfter(
  found: (Amount | null)[],
  { nouns, tokens, segments }: Reading,
  left: Set<Amount>,
): void {
  const byFrom = new Map([...left].map(amount => [amount.from, amount]))
  nouns.forEach(({ until, last, segment }, index) => {
    if (found[index] !== null) return
    const end = segments[segment]?.until ?? 0
    const most = Math.min(end, nouns[index + 1]?.from ?? Infinity, last + reach)
    for (let start = until; start < most; start++) {
      const amount = byFrom.get(start)
      if (amount === undefined) continue
      const isPronoun = isAskedAgain(tokens, until) && start <= until + 2
      const isNear = start <= last + 4 || tokens[start - 1]?.text === ','
      const standsAlone = isNear && isBare(amount, tokens, end)
      if (!isPronoun && !standsAlone && !isMarked(amount, tokens)) continue
      const all = [amount, ...otherSizes(amount, byFrom, tokens, most)]
      for (const one of all) {
        left.delete(one)
        byFrom.delete(one.from)
      }
      found[index] = { ...amount, value: all.reduce((sum, { value }) => sum + value, 0) }
      return
    }
  })
}

/** "… et en recommande": the noun before is meant once more. */
const isAskedAgain = (tokens: readonly Token[], until: number) =>
  [until - 2, until - 3].some(at => tokens[at]?.text === 'en')

const sizes = /^(?:x{0,3}[sl]|m|t[uml]?|t\d+|taille|xs)$/

/** Amounts of further sizes, each after its own: ", M 8 000, L 3 000". */
function otherSizes(
  first: Amount,
  byFrom: Map<number, Amount>,
  tokens: readonly Token[],
  most: number,
): Amount[] {
  if (!sizes.test(tokens[first.from - 1]?.text ?? '')) return []
  const others: Amount[] = []
  for (let at = first.until; at < most; at++) {
    const amount = byFrom.get(at)
    if (amount !== undefined && sizes.test(tokens[at - 1]?.text ?? '')) others.push(amount)
  }
  return others
}

/** A sentence that names nothing may say how many: "Combinaisons type 5/6, tailles L à XXL. Conso 60/jour." */
function addFromNextSentence(
  found: (Amount | null)[],
  { nouns, segments, tokens }: Reading,
  left: Set<Amount>,
  places: Int32Array,
): void {
  const first = new Map<number, Amount>()
  for (const amount of left) {
    const segment = places[amount.from] ?? -1
    if (!first.has(segment)) first.set(segment, amount)
  }
  nouns.forEach(({ segment }, index) => {
    const isLast = nouns[index + 1]?.segment !== segment
    const next = segments[segment + 1]
    if (found[index] !== null || !isLast || next === undefined) return
    const amount = first.get(segment + 1)
    const limit = nouns[index + 1]?.from ?? Infinity
    const opens = amount !== undefined && amount.from <= next.from + 4 && amount.until < limit
    if (!opens || !(amount.per !== null || announces.has(tokens[next.from]?.text ?? ''))) return
    left.delete(amount)
    found[index] = amount
  })
}

const announces = new Set(
  'quantite quantites qte qtes conso consommation besoin besoins volume nombre soit quantity qty environ il need'.split(
    ' ',
  ),
)

/** "charlottes et surchaussures, 5 cartons de chaque": one amount is that of each thing listed before it. */
function shareEach(found: (Amount | null)[], nouns: Nouns, tokens: readonly Token[]): void {
  for (let index = found.length - 2; index >= 0; index--) {
    const amount = found[index + 1]
    const isListed = found[index] === null && nouns[index]?.segment === nouns[index + 1]?.segment
    if (isListed && amount && isOfEach(tokens, amount)) found[index] = amount
  }
}

const isOfEach = (tokens: readonly Token[], { until }: Amount) =>
  [tokens[until], tokens[until + 1]].some(token => each.has(token?.text ?? ''))

const leads = new Set(
  (
    ': x × ( - – = | environ env quantite qte qty nombre faut about de quantity \t volume * minimale minimum mini min ' +
    'maximale maximum maxi max estimee estimees totale total prevue annuelle annuel soit entre between from need needs ' +
    'besoin cherche cherchons recherche recherchons approx ca fait'
  ).split(' '),
)
const follows = new Set(['necessaires', 'necessaire', 'needed', 'requis', 'required', 'environ', 'au'])

/** Whether what stands around an amount says that it is one of things. */
function isMarked(amount: Amount, tokens: readonly Token[]): boolean {
  const { from, until, unit, per, yearly, value, article } = amount
  if (article) return false
  const before = tokens[from - 1]?.text ?? ''
  if (looksLikeYear(amount, tokens) && !['x', '×', '*', ':', '('].includes(before)) return false
  if (unit !== null || per !== null || yearly || follows.has(tokens[until]?.text ?? '')) return true
  if (isRough(amount, tokens)) return true
  if (['-', '–', '('].includes(before) && value < 2) return false
  const isOf = before === 'de' && !['plus', 'pres', 'moins'].includes(tokens[from - 2]?.text ?? '')
  return leads.has(before) && !isOf
}

const looksLikeYear = ({ from, unit }: Amount, tokens: readonly Token[]) =>
  /^(?:19|20)\d\d$/.test(tokens[from]?.text ?? '') && unit === null

const rough =
  /^(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier|dozen)s?$/

/** "une centaine", where no other thing is counted by it. */
function isRough({ from, until }: Amount, tokens: readonly Token[]): boolean {
  const isWord = tokens.slice(from, until).some(({ text }) => rough.test(text))
  return isWord && !['de', 'd', 'of'].includes(tokens[until]?.text ?? '')
}

const stops = new Set([
  ',',
  ';',
  '.',
  ')',
  '+',
  '!',
  '?',
  '\n',
  '|',
  '/',
  '-',
  '–',
  'et',
  'and',
  'max',
  'mini',
  'maxi',
  'min',
])
/** After these a number is a type, a size, a reference. */
const names = new Set(
  (
    'par per by of type cat categorie category taille tailles norme en iso nf classe niveau level lot no n numero article art page ' +
    'tel cp de a le les la un une version ref code dept rue av bd salle loi r spec afnor s76 age jusqu plus moins pour'
  ).split(' '),
)
const leastBare = 5

/** A number at the end of what is said of a thing: "surblouses jetables 3 000, visières 76". */
function isBare(amount: Amount, tokens: readonly Token[], end: number): boolean {
  const { from, until, value, article } = amount
  const before = tokens[from - 1]
  if (article || value < leastBare || looksLikeYear(amount, tokens) || before === undefined) return false
  if (before.kind === 'number' || names.has(before.text)) return false
  return until >= end || stops.has(tokens[until]?.text ?? '')
}

const mostWords = new Set(['maximale', 'maximum', 'maxi', 'max', 'maximal'])

/** "minimum 100 000, maximum 400 000"; null where no larger figure follows as the most. */
function mostAfter(
  { until, value }: Amount,
  byFrom: ReadonlyMap<number, Amount>,
  tokens: readonly Token[],
): number | null {
  let isMost = false
  for (let at = until; at <= until + 5; at++) {
    const next = byFrom.get(at)
    if (next !== undefined) return isMost && next.value > value ? next.value : null
    isMost ||= mostWords.has(tokens[at]?.text ?? '')
  }
  return null
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
