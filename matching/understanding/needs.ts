/** Needs that a text tells of: one for each thing asked for, each field beside its words; what is unknown is null. */
import type { Catalogue, Claim } from '../catalogue.ts'
import type { Per, Unit } from './amounts.ts'
import { type DayMention, daysIn } from './days.ts'
import { type Lot, lotsOf, segmentsWith } from './lots.ts'
import type { CueKind, Lexicon } from './lexicon.ts'
import { due, type Schedule, scheduleOf } from './schedule.ts'
import { type NamedPlace, type PlaceIndex, type PlaceMention, placesIn } from './places.ts'
import { type Reading, readText, type Span } from './reading.ts'

/** A product that the words may mean. */
export interface ProductReading {
  product: string
  family: string
  confidence: number
}

export const needFields = ['product', 'quantity', 'deadline', 'place', 'claim', 'norms'] as const
export type NeedField = (typeof needFields)[number]

export interface ReadNeed {
  /** A product; the family where the text does not say the type; null where it does not say the family either. */
  product: string | null
  family: string | null
  /** The least that is asked for. */
  quantity: number | null
  /** The most, where two figures are given. */
  quantityMaximum: number | null
  unit: Unit | null
  per: Per | null
  norms: string[]
  claim: Claim | null
  /** Its name. */
  place: string | null
  locality: NamedPlace | null
  deadline: string | null
  schedule: Schedule | null
  /** Wash count asked for. */
  washes: number | null
  /** Where each field stands in the text. */
  spans: Partial<
    Record<'product' | 'quantity' | 'norms' | 'place' | 'deadline' | 'schedule' | 'washes', Span[]>
  >
  /** What the words may mean, likeliest first. */
  readings: ProductReading[]
  /** Fields to ask for, the most important first. */
  missing: NeedField[]
}

export interface ReadNeedsOptions {
  /** The day it is, as an ISO date. */
  today: string
  places: PlaceIndex
}

/** A family is taken for meant from here on; below, the readings are shown and nothing is chosen. */
const sure = 0.6

/** Needs in the order of the text. What is offered, in stock, denied or was ordered before is none. */
export function needsFromText(
  text: string,
  lexicon: Lexicon,
  catalogue: Catalogue,
  { today, places }: ReadNeedsOptions,
): ReadNeed[] {
  const reading = readText(text, lexicon)
  const days = daysIn(reading.tokens, today)
  const named = placesIn(reading.tokens, places, lexicon)
  const lots = lotsOf(reading, days)
  const inLots = segmentsWith(lots, reading)
  return lots.map(lot => {
    const window = windowOf(lot, lots, reading)
    return describe(lot, window, lots.length === 1, { reading, days, named, lexicon, catalogue, inLots })
  })
}

/** Tokens that speak of a lot: from its noun to the next lot's, in its sentence. */
interface Window {
  from: number
  until: number
  segment: { from: number; until: number }
}

function windowOf(lot: Lot, lots: Lot[], { segments, tokens }: Reading): Window {
  const [noun] = lot.nouns
  const segment = segments[noun?.segment ?? 0] ?? { from: 0, until: tokens.length }
  const start = noun?.from ?? 0
  const nexts = lots
    .flatMap(other => (other === lot ? [] : other.nouns.map(({ from }) => from)))
    .filter(from => from > start)
  return { from: lot.amounts[0]?.from ?? start, until: Math.min(segment.until, ...nexts), segment }
}

interface Context {
  reading: Reading
  days: DayMention[]
  named: PlaceMention[]
  lexicon: Lexicon
  catalogue: Catalogue
  /** Whether a token is in a sentence of some need: a date there is not that of another. */
  inLots: (token: number) => boolean
}

const articles = new Set(['le', 'la', 'les', 'l', 'the'])
const same = new Set(['aussi', 'egalement', 'also'])

/** "Le CHIVA cherche…": another buyer speaks, and what was said of the place of the first is not of it. */
function hasOwnBuyer({ segment }: Window, { tokens, segments }: Reading): boolean {
  const words = tokens.slice(segment.from, segment.until)
  const isNamed =
    articles.has(words[0]?.text ?? '') &&
    words.slice(1, 4).some(({ kind, capital }) => kind === 'word' && capital)
  return segment.from > (segments[0]?.from ?? 0) && isNamed && !words.some(({ text }) => same.has(text))
}

function describe(lot: Lot, window: Window, only: boolean, context: Context): ReadNeed {
  const { reading, catalogue, lexicon } = context
  const { product, family, readings } = meant(lot, lexicon)
  const amount = lot.amounts[0] ?? null
  const within = <T extends { from: number }>(list: T[]) =>
    list.filter(({ from }) => from >= window.segment.from && from < window.segment.until)
  const near = <T extends { from: number }>(list: T[]) =>
    list.filter(({ from }) => from >= window.from && from < window.until)
  const spanOf = ({ from, until }: { from: number; until: number }) => reading.span(from, until)
  const norms = normsOf(window, only, reading, product, family, catalogue)
  const own = near(context.days)
  const apart = <T extends { from: number }>(list: T[]) => list.filter(({ from }) => !context.inLots(from))
  const deadline = own.length > 0 ? due(own) : (due(within(context.days)) ?? due(apart(context.days)))
  const elsewhere = hasOwnBuyer(window, reading) ? [] : context.named
  const place = choose(near(context.named)) ?? choose(within(context.named)) ?? choose(elsewhere)
  const schedule = scheduleOf(
    lot,
    own,
    within(context.days).length > 0 ? within(context.days) : only ? context.days : [],
    reading,
  )
  const washes = (
    near(reading.amounts).length > 0 ? near(reading.amounts) : only ? reading.amounts : []
  ).find(({ measure }) => measure === 'washes')
  const tranches = schedule?.schedule.tranches ?? []
  const isFirst = lot.quantity === null || lot.quantity === tranches[0]?.quantity
  const summed = tranches.reduce((sum, { quantity }) => sum + quantity, 0)
  const quantity = tranches.length > 0 && isFirst ? summed : lot.quantity
  const read: Omit<ReadNeed, 'missing'> = {
    product,
    family,
    quantity,
    quantityMaximum: lot.high,
    unit: amount === null ? null : (amount.unit ?? 'piece'),
    per: amount?.per ?? null,
    norms: [...new Set(norms.map(({ id }) => id))],
    claim: claimOf(product, family, catalogue) ?? claimSaid(window, reading),
    place: place?.name ?? null,
    locality:
      place === null
        ? null
        : { kind: place.kind, code: place.code, name: place.name, department: place.department },
    deadline: tranches.at(-1)?.due ?? deadline?.date ?? null,
    schedule: schedule?.schedule ?? null,
    washes: washes?.value ?? null,
    spans: {
      product: lot.nouns.map(({ from, last }) => reading.span(from, last)),
      ...(lot.amounts.length > 0 ? { quantity: lot.amounts.map(spanOf) } : {}),
      ...(norms.length > 0 ? { norms: norms.map(({ start, end, text }) => ({ start, end, text })) } : {}),
      ...(place === null ? {} : { place: [spanOf(place)] }),
      ...(deadline === null ? {} : { deadline: [spanOf(deadline)] }),
      ...(schedule === null ? {} : { schedule: schedule.days.map(spanOf) }),
      ...(washes === undefined ? {} : { washes: [spanOf(washes)] }),
    },
    readings,
  }
  return { ...read, missing: missingIn(read, lexicon) }
}

/** The product or family that is meant; products that only their own word names are left aside where it is not said. */
function meant(
  { nouns }: Lot,
  { named, families }: Lexicon,
): Pick<ReadNeed, 'product' | 'family' | 'readings'> {
  const { readings } = [...nouns].sort((a, b) => a.readings.length - b.readings.length)[0] ?? { readings: [] }
  const byFamily = new Map<string, number>()
  for (const { family, confidence } of readings)
    byFamily.set(family, (byFamily.get(family) ?? 0) + confidence)
  const [[family, confidence] = [null, 0]] = [...byFamily].sort(([, a], [, b]) => b - a)
  const [only] = readings
  // Components have no family.
  if (only !== undefined && !families.has(only.product))
    return { product: only.product, family: null, readings }
  if (family === null || confidence < sure) return { product: null, family: null, readings }
  if (byFamily.size > 1) return { product: family, family, readings }
  const usual = readings.filter(({ product }) => !named.has(product))
  const [first, ...others] = usual.length > 0 ? usual : readings
  const isSaid = first !== undefined && others.length === 0
  return {
    product: isSaid ? first.product : family,
    family: families.get(first?.product ?? '') ?? family,
    readings,
  }
}

function normsOf(
  window: Window,
  only: boolean,
  { concepts }: Reading,
  product: string | null,
  family: string | null,
  catalogue: Catalogue,
): Reading['concepts'] {
  const norms = concepts.filter(({ kind, negated }) => kind === 'norm' && !negated)
  const near = norms.filter(({ token }) => token >= window.from && token < window.until)
  if (near.length > 0) return near
  const fitting = new Set(
    itemsOf(product, family, catalogue).flatMap(({ compliance }) => compliance.flatMap(each => each.norms)),
  )
  return norms.filter(({ id }) => only || fitting.has(id))
}

const itemsOf = (product: string | null, family: string | null, { items }: Catalogue) =>
  items.filter(
    item =>
      item.id === product ||
      (product === family && family !== null && item.family === family && !item.historic),
  )

/** The claim, where everything that may be meant is sold with one and the same. */
function claimOf(product: string | null, family: string | null, catalogue: Catalogue): Claim | null {
  const claims = new Set(
    itemsOf(product, family, catalogue).flatMap(({ compliance }) => compliance.map(({ claim }) => claim)),
  )
  const [claim] = claims
  return claims.size === 1 && claim !== undefined ? claim : null
}

const claimOfCue = new Map<CueKind, Claim>([
  ['patient', 'protects-patient'],
  ['wearer', 'protects-wearer'],
  ['neither', 'none'],
])

/** The claim that the sentence says: "pour protéger les soignants". */
function claimSaid({ segment }: Window, { segments }: Reading): Claim | null {
  const cues = segments.find(({ from }) => from === segment.from)?.cues ?? []
  return cues.map(({ kind }) => claimOfCue.get(kind)).find(claim => claim !== undefined) ?? null
}

/** A place to deliver to, or the only one named. */
function choose(places: PlaceMention[]): PlaceMention | null {
  const delivery = places.find(place => place.delivery)
  if (delivery !== undefined) return delivery
  const codes = new Set(places.map(({ kind, code }) => `${kind} ${code}`))
  return codes.size === 1 ? (places[0] ?? null) : null
}

function missingIn(
  { product, family, quantity, deadline, place, claim, norms }: Omit<ReadNeed, 'missing'>,
  lexicon: Lexicon,
): NeedField[] {
  const unknown: Record<NeedField, boolean> = {
    product: product === null || (product === family && !lexicon.families.has(product)),
    quantity: quantity === null,
    deadline: deadline === null,
    place: place === null,
    claim: claim === null,
    norms: norms.length === 0,
  }
  return needFields.filter(field => unknown[field])
}
