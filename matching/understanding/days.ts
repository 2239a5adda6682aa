/** Days that a text names: `avant le 15/05`, `S18`, `sous 3 semaines`, `fin mai`, `by October 27th, 2017`. */
import { dateOf, dayOf } from '../dates.ts'
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

const monthNames: string[][] = [
  ['janvier', 'january', 'janv', 'jan'],
  ['fevrier', 'february', 'fev', 'fevr', 'feb'],
  ['mars', 'march', 'mar'],
  ['avril', 'april', 'avr', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'july', 'juil', 'jul'],
  ['aout', 'august', 'aug'],
  ['septembre', 'september', 'sept', 'sep'],
  ['octobre', 'october', 'oct'],
  ['novembre', 'november', 'nov'],
  ['decembre', 'december', 'dec'],
]
const months = new Map(
  monthNames.flatMap((names, index) => names.map((name): [string, number] => [name, index + 1])),
)
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

/** A day said so far; its year may be missing. */
interface Said {
  until: number
  day: number
  month: number
  year: number | null
  /** Of a month without a day: its end is meant where it is a deadline. */
  wholeMonth?: boolean
}

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

function iso(year: number, month: number, day: number): string {
  return dateOf(
    dayOf(`${year}-${String(month).padStart(2, '0')}-01`) + Math.min(day, daysOf(year, month)) - 1,
  )
}

function daysOf(year: number, month: number): number {
  const next = month === 12 ? [year + 1, 1] : [year, month + 1]
  return (
    dayOf(`${next[0]}-${String(next[1]).padStart(2, '0')}-01`) -
    dayOf(`${year}-${String(month).padStart(2, '0')}-01`)
  )
}

const isDay = (value: number) => Number.isInteger(value) && value >= 1 && value <= 31
const isYear = (token: Token | undefined) => token?.kind === 'number' && /^(?:19|20)\d\d$/.test(token.text)

function yearAt(tokens: readonly Token[], at: number): { year: number | null; until: number } {
  const skip = tokens[at]?.text === ',' ? 1 : 0
  const token = tokens[at + skip]
  return isYear(token) ? { year: token?.value ?? null, until: at + skip + 1 } : { year: null, until: at }
}

function calendarAt(tokens: readonly Token[], at: number): Said | null {
  const [first, second, third] = tokens.slice(at, at + 3)
  if (first === undefined) return null
  if (first.kind === 'number') {
    if (
      isYear(first) &&
      second?.text === '-' &&
      third?.kind === 'number' &&
      tokens[at + 3]?.text === '-' &&
      /^\d{1,2}$/.test(third.text) &&
      third.value >= 1
    ) {
      const day = tokens[at + 4]
      if (day?.kind === 'number' && third.value <= 12 && isDay(day.value))
        return { until: at + 5, year: first.value, month: third.value, day: day.value }
    }
    const isSlashed = second?.text === '/' && second.touches && third?.kind === 'number' && third.touches
    if (
      isSlashed &&
      isDay(first.value) &&
      third.value >= 1 &&
      third.value <= 12 &&
      /^\d{1,2}$/.test(third.text)
    ) {
      const last = tokens[at + 3]?.text === '/' && tokens[at + 3]?.touches ? tokens[at + 4] : undefined
      if (last?.kind === 'number' && /^(?:\d\d|20\d\d)$/.test(last.text)) {
        return {
          until: at + 5,
          day: first.value,
          month: third.value,
          year: last.value < 100 ? 2000 + last.value : last.value,
        }
      }
      // "type 5/6", "65/35": two figures for the month, or a word before it that leads to a day.
      const leads = [
        'le',
        'au',
        'du',
        'avant',
        'ici',
        'by',
        'before',
        'pour',
        'au',
        'livraison',
        ':',
      ].includes(tokens[at - 1]?.text ?? '')
      return third.text.length === 2 || leads
        ? { until: at + 3, day: first.value, month: third.value, year: null }
        : null
    }
    const dotted = /^(\d{1,2})\.(\d{1,2})$/.exec(first.text)
    if (
      dotted &&
      Number(dotted[2]) <= 12 &&
      isDay(Number(dotted[1])) &&
      second?.text === '.' &&
      second.touches &&
      isYear(third)
    ) {
      return { until: at + 3, day: Number(dotted[1]), month: Number(dotted[2]), year: third?.value ?? null }
    }
    if (!isDay(first.value)) return null
    const skip = ['er', 'st', 'nd', 'rd', 'th'].includes(second?.text ?? '') && second?.touches ? 1 : 0
    const of = tokens[at + 1 + skip]?.text === 'of' ? 1 : 0
    const month = months.get(tokens[at + 1 + skip + of]?.text ?? '')
    if (month === undefined) return null
    return { day: first.value, month, ...yearAt(tokens, at + 2 + skip + of) }
  }
  const month = months.get(first.text)
  if (month === undefined) return null
  // "May 11th, 2020"
  if (second?.kind === 'number' && isDay(second.value) && first.capital && !isYear(second)) {
    const skip = third?.touches === true && ['st', 'nd', 'rd', 'th'].includes(third.text) ? 1 : 0
    return { day: second.value, month, ...yearAt(tokens, at + 2 + skip) }
  }
  const leads = [
    'fin',
    'mi',
    '-',
    'debut',
    'en',
    'pour',
    'ici',
    'avant',
    'courant',
    'of',
    'mid',
    'early',
    'late',
    'in',
    'by',
    'de',
    'd',
    "'",
    'fin',
  ]
  const { year, until } = yearAt(tokens, at + 1)
  if (year === null && !leads.includes(tokens[at - 1]?.text ?? '')) return null
  const part = ['-', 'of', 'de', "'"].includes(tokens[at - 1]?.text ?? '')
    ? tokens[at - 2]?.text
    : tokens[at - 1]?.text
  const day = part === 'mi' || part === 'mid' ? 15 : part === 'debut' || part === 'early' ? 5 : 31
  return { day, month, year, until, wholeMonth: true }
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
  const mention = (until: number, date: string, bearing: Bearing = 'by'): DayMention => ({
    from: at,
    until,
    bearing,
    date,
    length: null,
  })
  if (!relative.has(token.text) && !/^[sw]/.test(token.text)) return null
  const joined = /^(?:s|w|sem|wk)(\d{1,2})$/.exec(token.text)
  if (joined) return weekMention(Number(joined[1]), at + 1)
  if (['sem', 's', 'semaine', 'week', 'wk'].includes(token.text)) {
    const skip = tokens[at + 1]?.text === '.' ? 2 : 1
    const number = tokens[at + skip]
    if (number?.kind === 'number' && /^\d{1,2}$/.test(number.text))
      return weekMention(number.value, at + skip + 1)
  }
  function weekMention(week: number, until: number): DayMention | null {
    return week >= 1 && week <= 53 ? mention(until, fridayOf(week, reference)) : null
  }
  if (['sous', 'dans', 'within', 'in', 'ici'].includes(token.text)) {
    const skip =
      ['les', 'un', 'the', 'delai', 'de'].includes(tokens[at + 1]?.text ?? '') &&
      tokens[at + 2]?.kind === 'number'
        ? 2
        : 1
    if (tokens[at + 1]?.text === 'huitaine') return mention(at + 2, dayAfter(reference, 7))
    if (tokens[at + 1]?.text === 'quinzaine') return mention(at + 2, dayAfter(reference, 14))
    const count = quantityAt(tokens, at + skip)
    const until = count?.until ?? 0
    const unit = tokens[until]?.text ?? ''
    if (count !== null && (count.high ?? count.value) > mostCounted) return null
    if (count !== null && ['h', 'heures', 'hours'].includes(unit))
      return mention(until + 1, dayAfter(reference, Math.ceil(count.value / 24)))
    const length = lengths.get(unit)
    if (count !== null && length !== undefined) {
      const value = count.high ?? count.value
      const date =
        length === 'month'
          ? monthsAfter(reference, value)
          : dayAfter(reference, value * (length === 'week' ? 7 : 1))
      return mention(until + 1, date)
    }
  }
  if (spanWords.has(token.text)) {
    const count = quantityAt(tokens, at + 1)
    const unit = count === null ? undefined : lengths.get(tokens[count.until]?.text ?? '')
    if (count !== null && unit !== undefined && count.value <= mostCounted) {
      return {
        from: at,
        until: count.until + 1,
        bearing: 'span',
        date: null,
        length: { count: count.value, unit },
      }
    }
  }
  const next = tokens[at + 1]?.text ?? ''
  if (
    token.text === 'fin' &&
    (next === 'du' || next === 'de') &&
    ['mois', 'semaine'].includes(tokens[at + 2]?.text ?? '')
  ) {
    return mention(at + 3, endOf(tokens[at + 2]?.text === 'mois' ? 'month' : 'week', reference))
  }
  if (token.text === 'end' && next === 'of' && ['month', 'week'].includes(tokens[at + 3]?.text ?? '')) {
    return mention(at + 4, endOf(tokens[at + 3]?.text === 'month' ? 'month' : 'week', reference))
  }
  if (token.text === 'demain' || token.text === 'tomorrow') return mention(at + 1, dayAfter(reference, 1))
  if ((token.text === 'semaine' && next === 'prochaine') || (token.text === 'next' && next === 'week')) {
    return mention(at + 2, dayAfter(endOf('week', reference), 7))
  }
  if ((token.text === 'mois' && next === 'prochain') || (token.text === 'next' && next === 'month')) {
    return mention(at + 2, endOf('month', monthsAfter(`${reference.slice(0, 8)}01`, 1)))
  }
  const weekday = weekdays.get(token.text)
  if (weekday !== undefined && (bearingBefore(tokens, at) === 'by' || next === 'prochain')) {
    const ahead = (weekday - mondayOffset(dayOf(reference)) + 6) % 7
    return mention(at + (next === 'prochain' ? 2 : 1), dayAfter(reference, ahead + 1))
  }
  return null
}

function endOf(unit: 'month' | 'week', reference: string): string {
  if (unit === 'week') return dayAfter(reference, 4 - mondayOffset(dayOf(reference)))
  const [year, month] = [Number(reference.slice(0, 4)), Number(reference.slice(5, 7))]
  return iso(year, month, 31)
}
