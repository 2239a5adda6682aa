/** Things that a text asks for, with their amounts; those said twice are one. */
import type { Amount } from './amounts.ts'
import type { DayMention } from './days.ts'
import type { Noun } from './nouns.ts'
import { quantitiesOf } from './quantities.ts'
import type { Reading } from './reading.ts'
import { isRefused, stanceOf } from './stance.ts'

/** Whether a token stands in a sentence that asks for something. */
export function segmentsWith(lots: Lot[], { segments, tokens }: Reading): (token: number) => boolean {
  const marked = new Uint8Array(tokens.length + 1)
  for (const { nouns } of lots) {
    for (const { segment: index } of nouns) {
      const segment = segments[index]
      if (segment !== undefined) marked.fill(1, segment.from, segment.until)
    }
  }
  return token => marked[token] === 1
}

/** A text with more is a table. */
const mostLots = 200

/** Things asked for, with their amounts; those said twice are one. */
export interface Lot {
  nouns: Reading['nouns']
  amounts: Amount[]
  quantity: number | null
  high: number | null
}

const keyOf = ({ readings }: Noun) => [...new Set(readings.map(({ product }) => product))].sort().join('|')
const familiesOf = ({ readings }: Noun) => new Set(readings.map(({ family }) => family))

/** Lots in the order of the text. What is offered, in stock, denied or was ordered before is none. */
export function lotsOf(reading: Reading, days: DayMention[]): Lot[] {
  const { segments, tokens, nouns } = reading
  const amounts = quantitiesOf(reading, days)
  const asked = nouns.map((noun, index) => ({
    noun,
    amount: amounts[index] ?? null,
    stance:
      noun.negated || isRefused(tokens, noun.last)
        ? 'denied'
        : noun.past
          ? 'history'
          : stanceOf(segments, noun.segment, noun.until, noun.last, tokens, afterList(nouns, index, tokens)),
  }))
  const isAsked = asked.some(({ stance }) => stance === 'need')
  const kept = asked.filter(
    ({ stance }) => stance === null || stance === 'need' || (stance === 'ordered' && !isAsked),
  )
  // Beside an offer, what has no cue is part of the offer.
  const onlyOffers = !isAsked && asked.some(({ stance }) => stance === 'offer')
  const lots: Lot[] = []
  for (const { noun, amount, stance } of kept) {
    if (onlyOffers && stance === null) continue
    if (lots.length < mostLots) addTo(lots, noun, amount, reading)
  }
  return withoutSums(lots).flatMap(split)
}

const joining = new Set(['et', 'and', 'ou', 'or', ',', 'les', 'des', 'le', 'la', 'de', 'the', '&'])

/** Token of the first thing named after a list that this one is part of: "visières et masques sont couverts". */
function afterList(nouns: Reading['nouns'], index: number, tokens: Reading['tokens']): number {
  let at = index
  for (;;) {
    const [own, next] = [nouns[at], nouns[at + 1]]
    if (own === undefined || next === undefined) return Infinity
    const between = tokens.slice(own.last, next.from)
    if (next.segment !== own.segment || !between.every(({ text }) => joining.has(text))) return next.from
    at++
  }
}

const goesOn = new Set(['puis', 'ensuite', 'then'])
const sums = new Set(['total', 'arrive', 'soit', 'tout', 'dont', 'including'])
const besides = new Set(['aussi', 'egalement', 'also', 'plus'])

type Named = Reading['nouns'][number]

/** A thing named more often than that is known well enough. */
const mostNouns = 50

function append({ nouns }: Lot, noun: Named): void {
  if (nouns.length < mostNouns) nouns.push(noun)
}

/** Adds what is named to the lot it is about, or as a lot of its own. */
function addTo(lots: Lot[], noun: Named, amount: Amount | null, { segments, tokens }: Reading): void {
  const same = lots.find(({ nouns }) => nouns.some(each => keyOf(each) === keyOf(noun)))
  const akin = lots.filter(({ nouns }) =>
    nouns.some(each => [...familiesOf(noun)].some(family => familiesOf(each).has(family))),
  )
  const [lot] = same === undefined ? akin : [same]
  const before = tokens.slice(segments[noun.segment]?.from, noun.from)
  const says = (words: Set<string>) => before.some(({ text }) => words.has(text))
  const isVague = lot !== undefined && isVaguer(noun, lot)
  const isFiner =
    lot !== undefined && akin.length === 1 && lot.nouns.every(each => isVaguer(each, { nouns: [noun] }))
  const take = (given: Lot, quantity: number) => {
    given.quantity = quantity
    given.high ??= amount?.high ?? null
    given.amounts.push(...(amount === null ? [] : [amount]))
  }
  // "deux par élève, soit 1 200 masques" says how many; after a figure, a sum says nothing new.
  const isSum = says(sums) && lot !== undefined
  if (amount === null || (isSum && lot.quantity !== null)) {
    if (lot === undefined || (!same && !isVague && (!isFiner || says(besides)))) lots.push(lotOf(noun, null))
    else if (isFiner) lot.nouns.unshift(noun)
    else append(lot, noun)
    return
  }
  const { value } = amount
  if (same !== undefined) {
    const opens = tokens[segments[noun.segment]?.from ?? 0]?.text ?? ''
    const near = tokens.slice(Math.max(0, amount.from - 2), amount.from)
    const isSequel = goesOn.has(opens) || near.some(({ text }) => goesOn.has(text))
    if (same.quantity === null || isSequel || same.quantity === value) {
      append(same, noun)
      take(same, same.quantity === value ? value : (same.quantity ?? 0) + value)
      return
    }
  } else if (lot !== undefined && lot.quantity === null && (isVague || isFiner || isSum)) {
    if (isFiner) lot.nouns.unshift(noun)
    else append(lot, noun)
    take(lot, value)
    return
  }
  lots.push(lotOf(noun, amount))
}

const lotOf = (noun: Named, amount: Amount | null): Lot => ({
  nouns: [noun],
  amounts: amount === null ? [] : [amount],
  quantity: amount?.value ?? null,
  high: amount?.high ?? null,
})

/** "200 000 masques : 100 000 en tissu et 100 000 chirurgicaux": the parts are asked for, not their sum as well. */
function withoutSums(lots: Lot[]): Lot[] {
  return lots.filter(lot => {
    const [noun] = lot.nouns
    if (noun === undefined || lot.quantity === null) return true
    const parts = lots.filter(
      ({ nouns: [part] }) => part !== undefined && part !== noun && isVaguer(noun, { nouns: [part] }),
    )
    return parts.length < 2 || parts.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0) !== lot.quantity
  })
}

/** Says no more than what is there already: "les masques" after "masques FFP2". */
function isVaguer(noun: Noun, { nouns }: Pick<Lot, 'nouns'>): boolean {
  const products = new Set(noun.readings.map(({ product }) => product))
  return nouns.some(
    other =>
      other.readings.length < products.size && other.readings.every(({ product }) => products.has(product)),
  )
}

/** "gants vinyle, nitrile": a need of each. */
function split(lot: Lot): Lot[] {
  const noun = lot.nouns.find(({ several }) => several)
  if (noun === undefined || lot.quantity !== null) return [lot]
  return noun.readings.map(reading => ({
    ...lot,
    nouns: [{ ...noun, readings: [{ ...reading, confidence: 1 }] }],
  }))
}
