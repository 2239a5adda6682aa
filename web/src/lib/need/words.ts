import { recordOf } from '#lib/catalogue.svelte.ts'
import { date, number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

/** A quantity with its unit: « 20 000 pièces ». Units of the catalogue that are symbols stay as they are. */
export function quantityIn(unit: string, quantity: number): string {
  const shown = number(quantity)
  if (unit === 'piece') return m.need_pieces({ count: quantity, shown })
  if (unit === 'pair') return m.need_pairs({ count: quantity, shown })
  if (unit === 'm') return m.need_metres({ count: quantity, shown })
  if (unit === 'l') return m.need_litres({ count: quantity, shown })
  return `${shown}\u00a0${unit === 'm2' ? 'm²' : unit}`
}

/** The word that goes with a count, for beside a field; in the plural while nothing sound is typed. */
export function unitCount(word: (inputs: { count: number }) => string, count: number | null): string {
  return word({ count: count === null || Number.isNaN(count) ? 2 : count })
}

/** The name of a unit, as `quantityIn` writes it after the figure. */
export function unitName(unit: string, count: number | null): string {
  if (unit === 'piece') return unitCount(m.need_unit_pieces, count)
  if (unit === 'pair') return unitCount(m.need_unit_pairs, count)
  if (unit === 'm') return unitCount(m.need_unit_metres, count)
  if (unit === 'l') return unitCount(m.need_unit_litres, count)
  return unit === 'm2' ? 'm²' : unit
}

/** What a quantity of an item is counted in; by the piece where the catalogue does not know the item. */
export function unitOf(item: string | null): string {
  return (item === null ? undefined : recordOf('items', item)?.unit) ?? 'piece'
}

/** The deliveries of a need in a few words: « 4 livraisons, du 15 janv. au 30 mars 2027 ». */
export function scheduleLine(schedule: readonly { due: string }[]): string {
  const [first] = schedule
  const last = schedule.at(-1)
  if (!first || !last) return m.need_no_delivery()
  if (schedule.length === 1) return m.need_one_delivery({ due: date(first.due) })
  return m.need_deliveries({
    count: schedule.length,
    first: date(first.due, 'day'),
    last: date(last.due),
  })
}
