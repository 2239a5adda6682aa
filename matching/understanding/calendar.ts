/** Days of the calendar as people write them: `15/05`, `1er mai`, `12.01.2027`, `fin mai`, `October 27th, 2017`. */
import { dateOf, dayOf } from '../dates.ts'
import type { Token } from './tokens.ts'

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
/** A day said so far; its year may be missing. */
export interface Said {
  until: number
  day: number
  month: number
  year: number | null
  /** Of a month without a day: its end is meant where it is a deadline. */
  wholeMonth?: boolean
}

/** ISO date; a day beyond the month's end is its last. */
export function iso(year: number, month: number, day: number): string {
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

/** The day that begins at a token; null where none does. */
export function calendarAt(tokens: readonly Token[], at: number): Said | null {
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
