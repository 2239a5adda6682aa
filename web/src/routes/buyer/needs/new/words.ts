import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Asked, ReadNeed } from './lots.ts'

/** What a need is asked for, in a word. */
export function askedName(field: Asked): string {
  return {
    product: m.need_part_what,
    quantity: m.need_part_many,
    deadline: m.need_part_when,
    place: m.need_part_where,
    claim: m.need_part_who,
  }[field]()
}

/** The quantity as the text says it: « 5 000 à 8 000 », « 1 500 par semaine ». */
export function saidQuantity({ quantity, quantityMaximum, per, spans }: ReadNeed): string {
  const said = [quantity, quantityMaximum].flatMap(value => (value === null ? [] : [number(value)]))
  const [figures] = spans.quantity ?? []
  const written = figures?.text ?? said.join(' – ')
  if (per === null) return written
  const each = { day: m.read_per_day, week: m.read_per_week, month: m.read_per_month }[per]
  return each({ said: said.join(' – ') })
}
