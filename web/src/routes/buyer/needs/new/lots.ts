import type { NeedsReading, Span } from '#lib/read/marks.ts'
import { emptyForm, trancheLine, type NeedForm } from '../(editor)/need-form.ts'
import { sound } from '../(editor)/quantities.ts'
import { dayAfter, splitEvenly } from '../(editor)/schedule.ts'
import { type Offered, withClaim, withSubject } from '../(editor)/subject.ts'
import { proposedNorms, waysOf } from '../(editor)/law.ts'

export type ReadNeed = NeedsReading['needs'][number]
export type Item = Offered & { unit: string }

/** What a need is asked for, the most important first. */
export const ASKED = ['product', 'quantity', 'deadline', 'place', 'claim'] as const
export type Asked = (typeof ASKED)[number]

/** Most deliveries that a rate is spread over. */
const MOST_DELIVERIES = 52

/** The form of a need as far as a text tells it; what the text leaves open stays open. */
export function formOf(read: ReadNeed, source: string, items: readonly Item[]): NeedForm {
  const subject = { item: read.item, family: read.item === null ? read.family : null }
  const about = withSubject(emptyForm(), subject, items)
  const ways = waysOf(subject, items)
  const isLawful = read.claim !== null && ways.some(({ claim }) => claim === read.claim)
  const form = isLawful ? withClaim(about, read.claim, items) : about
  const norms = [...new Set([...form.norms, ...read.norms])]
  const { quantity, schedule } = deliveriesOf(read, items)
  return {
    ...form,
    norms,
    ownNorms: norms.length > proposedNorms(form.claim, ways).length,
    quantity,
    schedule: schedule.map(({ due, quantity: part }) => trancheLine(due, part)),
    town: read.town,
    wishes: { ...form.wishes, minimumWashes: wholeOrNull(read.washes) },
    text: excerptOf(source, Object.values(read.spans).flat()),
  }
}

const wholeOrNull = (value: number | null) => (value === null ? null : Math.max(1, Math.round(value)))

type Deliveries = { quantity: number | null; schedule: { due: string; quantity: number | null }[] }

function deliveriesOf(read: ReadNeed, items: readonly Item[]): Deliveries {
  const unit = items.find(({ id }) => id === read.item)?.unit ?? 'piece'
  // What is counted in something else, as boxes of nobody knows how many, has no quantity yet.
  const isCounted = read.unit === null || read.unit === unit
  const whole = (value: number | null) => (value === null || !isCounted ? null : Math.round(value))
  const tranches = read.schedule?.tranches ?? []
  if (tranches.length > 0) {
    const schedule = tranches.map(({ due, quantity }) => ({ due, quantity: whole(quantity) }))
    return { quantity: whole(read.quantity), schedule }
  }
  if (read.per !== null) return atRate(read, whole(read.quantity))
  const quantity = whole(read.quantity)
  return { quantity, schedule: [{ due: read.deadline ?? '', quantity }] }
}

/** « 1 500 par semaine pendant 2 mois »: all of it, and deliveries where the text says from or until when. */
function atRate({ per, schedule, deadline }: ReadNeed, rate: number | null): Deliveries {
  const count = periodsOf(per, schedule)
  const until = deadline ?? schedule?.until ?? ''
  if (rate === null || count === null) return { quantity: null, schedule: [{ due: until, quantity: null }] }
  const quantity = rate * count
  const rhythm = per === 'month' ? 'month' : 'week'
  const from = schedule?.from ?? null
  if (per === 'day' || from === null || count > MOST_DELIVERIES)
    return { quantity, schedule: [{ due: until, quantity }] }
  return { quantity, schedule: splitEvenly(quantity, { first: dayAfter(from, rhythm, 1), count, rhythm }) }
}

const DAYS = { day: 1, week: 7, month: 30.4375 }

/** How many periods of a rate go into the time it lasts; null where the text does not say. */
function periodsOf(per: ReadNeed['per'], schedule: ReadNeed['schedule']): number | null {
  if (per === null || schedule === null) return null
  const { duration, from, until } = schedule
  const days =
    duration !== null
      ? duration.count * DAYS[duration.unit]
      : from !== null && until !== null
        ? (Date.parse(until) - Date.parse(from)) / 86_400_000
        : null
  return days === null ? null : Math.max(1, Math.round(days / DAYS[per]))
}

const LONGEST_LINE = 4000
const LONGEST_TEXT = 20_000

/** The lines of the text in which something of the need was read: what firms will read of it. */
export function excerptOf(source: string, spans: readonly Span[]): string {
  const lines: string[] = []
  let at = 0
  for (const line of source.split('\n')) {
    const end = at + line.length
    const first = spans.find(({ start }) => start >= at && start < end + 1)
    if (first !== undefined) {
      const from = line.length > LONGEST_LINE ? Math.max(0, first.start - at - LONGEST_LINE / 2) : 0
      lines.push(line.slice(from, from + LONGEST_LINE).trim())
    }
    at = end + 1
  }
  return lines.join('\n').slice(0, LONGEST_TEXT)
}

/** What is still to be asked of a need, the most important first. */
export function openOf(form: NeedForm, passed: readonly Asked[]): Asked[] {
  const [delivery] = form.schedule
  const open: Record<Asked, boolean> = {
    product: form.item === null,
    quantity: !sound(form.quantity),
    deadline: delivery === undefined || delivery.due === '',
    place: form.town === null,
    claim: form.claim === null && (form.item !== null || form.family !== null),
  }
  return ASKED.filter(field => open[field] && !passed.includes(field))
}

/** What a draft cannot be kept without, and the need lacks. */
export function lackingOf(form: NeedForm): Asked[] {
  return openOf(form, form.family === null ? ['deadline'] : ['deadline', 'product'])
}

/** The form with its quantity answered: a single delivery is of all of it. */
export function withQuantity(form: NeedForm, quantity: number): NeedForm {
  const [only, ...others] = form.schedule
  const schedule = only && others.length === 0 ? [{ ...only, quantity }] : form.schedule
  return { ...form, quantity, schedule }
}

/** The form with the day that its first delivery is due. */
export function withDeadline(form: NeedForm, due: string): NeedForm {
  const [first, ...others] = form.schedule
  return { ...form, schedule: [first ? { ...first, due } : trancheLine(due, form.quantity), ...others] }
}
