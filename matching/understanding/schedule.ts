/** When something is due: a day, a rate that lasts, or tranches. */
import type { Per } from './amounts.ts'
import type { DayMention } from './days.ts'
import type { Lot } from './lots.ts'
import type { Reading } from './reading.ts'

export interface Schedule {
  /** Of each period, where a rate is asked for. */
  per: Per | null
  quantity: number | null
  from: string | null
  until: string | null
  duration: { count: number; unit: 'day' | 'week' | 'month' } | null
  tranches: { quantity: number; due: string }[]
}

/** The first day by which something is due; null where none is said. */
export const due = (days: DayMention[]) =>
  days.filter(({ bearing, date }) => bearing === 'by' && date !== null).at(0) ?? null

interface Scheduled {
  schedule: Schedule
  days: DayMention[]
}

/** A rate with how long it lasts, or tranches; null where the text says neither. */
export function scheduleOf(
  lot: Lot,
  own: DayMention[],
  days: DayMention[],
  reading: Reading,
): Scheduled | null {
  const [amount] = lot.amounts
  const span = days.find(({ bearing }) => bearing === 'span')
  const start = days.find(({ bearing }) => bearing === 'from')
  const end = due(days)
  const per = amount?.per ?? null
  const tranches = tranchesIn(own, reading)
  if (per === null && span === undefined && start === undefined && tranches.length === 0) return null
  const dated = tranches.length > 0 ? tranches.map(({ day }) => day) : [span, start, end]
  const schedule: Schedule = {
    per,
    quantity: per === null ? null : lot.quantity,
    from: start?.date ?? null,
    until: tranches.at(-1)?.due ?? end?.date ?? null,
    duration: span?.length ?? null,
    tranches: tranches.map(({ quantity, due: by }) => ({ quantity, due: by })),
  }
  return { schedule, days: dated.flatMap(day => (day ? [day] : [])) }
}

/** "2 000 avant le 15/01 puis 3 000 avant le 15/02": at least two quantities, each with its day. */
function tranchesIn(
  days: DayMention[],
  { amounts, tokens }: Reading,
): { quantity: number; due: string; day: DayMention }[] {
  const counted = amounts.filter(({ measure, article }) => measure === null && !article)
  const tranches = days.flatMap((day, index) => {
    if (day.date === null || (day.bearing !== 'by' && day.bearing !== 'on')) return []
    const least = days[index - 1]?.until ?? 0
    const amount = counted.filter(({ from, until }) => from >= least && until <= day.from).at(-1)
    if (amount === undefined || day.from - amount.until > 6) return []
    const between = tokens.slice(amount.until, day.from)
    return between.some(({ text }) => [',', '.', '('].includes(text))
      ? []
      : [{ quantity: amount.value, due: day.date, day }]
  })
  return tranches.length > 1 ? tranches : []
}
