/** Days that a text names: `avant le 15/05`, `S18`, `sous 3 semaines`, `fin mai`, `by October 27th, 2017`. */
import { dateOf, dayOf } from '../dates.ts'
import { calendarAt, iso, type Said } from './calendar.ts'
import { quantityAt } from './numbers.ts'
import type { Token } from './tokens.ts'

/** How a day bears on what is said: due by it, not before it, on it, or how long something lasts. */
export type Bearing = 'by' | 'from' | 'on' | 'span'

export interface DayMention {
  from: number
  until: number
  bearing: Bearing
  /** ISO date; null for a span. */
  date: string | null
  /** "pendant 2 mois" */
  length: { count: number; unit: 'day' | 'week' | 'month' } | null
}

const weekdays = new Map(
  [
    ['lundi', 'monday'],
    ['mardi', 'tuesday'],
    ['mercredi', 'wednesday'],
    ['jeudi', 'thursday'],
    ['vendredi', 'friday'],
    ['samedi', 'saturday'],
    ['dimanche', 'sunday'],
  ].flatMap((names, index) => names.map((name): [string, number] => [name, index])),
)
const lengths = new Map(
  Object.entries({
    jour: 'day',
    jours: 'day',
    j: 'day',
    day: 'day',
    days: 'day',
    semaine: 'week',
    semaines: 'week',
    sem: 'week',
    week: 'week',
    weeks: 'week',
    mois: 'month',
    month: 'month',
    months: 'month',
  } as const),
)
const byWords = new Set(
  'avant ici sous before by within plus tard deadline due vue livraison livrer livre livrable delivery pour jusqu until dernier delai date echeance limite in'.split(
    ' ',
  ),
)
const fromWords = new Set('partir des depuis from since compter starting start apres after debut'.split(' '))
const spanWords = new Set('pendant durant for sur during pour'.split(' '))
/** Words that begin a day said from today on; a week may begin otherwise (S18, W18). */
const relative = new Set([
  ...spanWords,
  ...weekdays.keys(),
  ...'sem semaine week wk sous dans within in ici fin end demain tomorrow next mois'.split(' '),
])

/** More days, weeks or months than that are no term. */
const mostCounted = 1000
const published = new Set('annonce communique publie date posted published redige le du'.split(' '))

/** Every day in a text. Days without a year are the first on or after the day the text is of: `today`, or that it says. */
export function daysIn(tokens: readonly Token[], today: string): DayMention[] {
  const said = new Map<number, Said>()
  for (let at = 0; at < tokens.length; at++) {
    const found = calendarAt(tokens, at)
    if (found === null) continue
    said.set(at, found)
    at = found.until - 1
  }
  const reference = referenceOf(said, tokens) ?? today
  const days: DayMention[] = []
  for (let at = 0; at < tokens.length; at++) {
    const calendar = said.get(at)
    const found = calendar ? resolved(calendar, tokens, at, reference) : relativeAt(tokens, at, reference)
    if (found === null) continue
    days.push(found)
    at = Math.max(at, found.until - 1)
  }
  return days
}

/** The first full date that says when this was written, or any earliest year: dates without one are near it. */
function referenceOf(said: Map<number, Said>, tokens: readonly Token[]): string | null {
  const full = [...said].filter(([, { year }]) => year !== null)
  const written = full.find(([at]) => [1, 2, 3].some(back => published.has(tokens[at - back]?.text ?? '')))
  const [, first] = written ?? full[0] ?? []
  if (first === undefined || first.year === null) return null
  return iso(first.year, first.month, written === undefined || first.wholeMonth ? 1 : first.day)
}

function resolved(said: Said, tokens: readonly Token[], from: number, reference: string): DayMention {
  const year = said.year ?? firstYear(said, reference)
  const bearing = bearingBefore(tokens, from)
  return { from, until: said.until, bearing, date: iso(year, said.month, said.day), length: null }
}

function firstYear({ month, day }: Said, reference: string): number {
  const year = Number(reference.slice(0, 4))
  return iso(year, month, day) < reference ? year + 1 : year
}

function bearingBefore(tokens: readonly Token[], from: number): Bearing {
  for (let back = 1; back <= 5; back++) {
    const token = tokens[from - back]
    if (token === undefined || [';', '.', '\n'].includes(token.text)) break
    if (fromWords.has(token.text) && !(token.text === 'debut' || token.text === 'des')) return 'from'
    if (byWords.has(token.text)) return 'by'
  }
  return 'on'
}

const dayAfter = (reference: string, days: number) => dateOf(dayOf(reference) + days)

function monthsAfter(reference: string, count: number): string {
  const index = Number(reference.slice(0, 4)) * 12 + Number(reference.slice(5, 7)) - 1 + count
  return iso(Math.floor(index / 12), (index % 12) + 1, Number(reference.slice(8)))
}

/** Friday of an ISO week: deliveries are made on working days. */
function fridayOf(week: number, reference: string): string {
  const year = Number(reference.slice(0, 4))
  const friday = (of: number) => {
    const fourth = dayOf(`${of}-01-04`)
    return fourth - mondayOffset(fourth) + (week - 1) * 7 + 4
  }
  return dateOf(friday(year) < dayOf(reference) ? friday(year + 1) : friday(year))
}

/** Days since Monday: 1 January 1970 was a Thursday. */
const mondayOffset = (day: number) => (((day + 3) % 7) + 7) % 7

function relativeAt(tokens: readonly Token[], at: number, reference: string): DayMention | null {
  const token = tokens[at]
  if (token === undefined || token.kind !== 'word') return null
  if (!relative.has(token.text) && !/^[sw]/.test(token.text)) return null
  return (
    weekAt(tokens, at, reference) ??
    termAt(tokens, at, reference) ??
    spanAt(tokens, at) ??
    endingAt(tokens, at, reference) ??
    comingAt(tokens, at, reference)
  )
}

const textAt = (tokens: readonly Token[], at: number) => tokens[at]?.text ?? ''
const dueBy = (from: number, until: number, date: string): DayMention => ({
  from,
  until,
  bearing: 'by',
  date,
  length: null,
})

/** "S18", "sem. 18", "week 18" */
function weekAt(tokens: readonly Token[], at: number, reference: string): DayMention | null {
  const written = textAt(tokens, at)
  const joined = /^(?:s|w|sem|wk)(\d{1,2})$/.exec(written)
  const isWord = ['sem', 's', 'semaine', 'week', 'wk'].includes(written)
  const figure = at + (textAt(tokens, at + 1) === '.' ? 2 : 1)
  const said = joined?.[1] ?? (isWord ? textAt(tokens, figure) : '')
  const week = /^\d{1,2}$/.test(said) ? Number(said) : 0
  if (week < 1 || week > 53) return null
  return dueBy(at, joined ? at + 1 : figure + 1, fridayOf(week, reference))
}

/** "sous 3 semaines", "d'ici 10 jours", "within 48 hours", "sous quinzaine" */
function termAt(tokens: readonly Token[], at: number, reference: string): DayMention | null {
  if (!['sous', 'dans', 'within', 'in', 'ici'].includes(textAt(tokens, at))) return null
  const next = textAt(tokens, at + 1)
  if (next === 'huitaine') return dueBy(at, at + 2, dayAfter(reference, 7))
  if (next === 'quinzaine') return dueBy(at, at + 2, dayAfter(reference, 14))
  const isLed = ['les', 'un', 'the', 'delai', 'de'].includes(next) && tokens[at + 2]?.kind === 'number'
  const count = quantityAt(tokens, at + (isLed ? 2 : 1))
  if (count === null) return null
  const value = count.high ?? count.value
  const unit = textAt(tokens, count.until)
  if (value > mostCounted) return null
  if (['h', 'heures', 'hours'].includes(unit))
    return dueBy(at, count.until + 1, dayAfter(reference, Math.ceil(value / 24)))
  const length = lengths.get(unit)
  if (length === undefined) return null
  const date =
    length === 'month'
      ? monthsAfter(reference, value)
      : dayAfter(reference, value * (length === 'week' ? 7 : 1))
  return dueBy(at, count.until + 1, date)
}

/** "pendant 2 mois" */
function spanAt(tokens: readonly Token[], at: number): DayMention | null {
  if (!spanWords.has(textAt(tokens, at))) return null
  const count = quantityAt(tokens, at + 1)
  const unit = count === null ? undefined : lengths.get(textAt(tokens, count.until))
  if (count === null || unit === undefined || count.value > mostCounted) return null
  return {
    from: at,
    until: count.until + 1,
    bearing: 'span',
    date: null,
    length: { count: count.value, unit },
  }
}

/** "fin du mois", "end of the week" */
function endingAt(tokens: readonly Token[], at: number, reference: string): DayMention | null {
  const [first, second, third, fourth] = [0, 1, 2, 3].map(ahead => textAt(tokens, at + ahead))
  if (first === 'fin' && (second === 'du' || second === 'de') && (third === 'mois' || third === 'semaine')) {
    return dueBy(at, at + 3, endOf(third === 'mois' ? 'month' : 'week', reference))
  }
  if (first === 'end' && second === 'of' && (fourth === 'month' || fourth === 'week')) {
    return dueBy(at, at + 4, endOf(fourth, reference))
  }
  return null
}

/** "demain", "la semaine prochaine", "d'ici vendredi" */
function comingAt(tokens: readonly Token[], at: number, reference: string): DayMention | null {
  const [first, second] = [textAt(tokens, at), textAt(tokens, at + 1)]
  if (first === 'demain' || first === 'tomorrow') return dueBy(at, at + 1, dayAfter(reference, 1))
  const pair = `${first} ${second}`
  if (pair === 'semaine prochaine' || pair === 'next week') {
    return dueBy(at, at + 2, dayAfter(endOf('week', reference), 7))
  }
  if (pair === 'mois prochain' || pair === 'next month') {
    return dueBy(at, at + 2, endOf('month', monthsAfter(`${reference.slice(0, 8)}01`, 1)))
  }
  const weekday = weekdays.get(first)
  const isNext = second === 'prochain'
  if (weekday === undefined || !(isNext || bearingBefore(tokens, at) === 'by')) return null
  const ahead = (weekday - mondayOffset(dayOf(reference)) + 6) % 7
  return dueBy(at, at + (isNext ? 2 : 1), dayAfter(reference, ahead + 1))
}

function endOf(unit: 'month' | 'week', reference: string): string {
  if (unit === 'week') return dayAfter(reference, 4 - mondayOffset(dayOf(reference)))
  const [year, month] = [Number(reference.slice(0, 4)), Number(reference.slice(5, 7))]
  return iso(year, month, 31)
}
