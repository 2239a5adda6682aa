import { date, number, percent } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { FirmKept, OrderBook } from './territory.ts'

export const hours = (value: number): string => m.territory_hours({ hours: number(value) })

/** Full-time jobs, to a tenth where they are few. */
export const jobs = (value: number): string => number(value, value < 100 ? 1 : 0)

/** A weight in grams as kilograms, or as tonnes from ten of them on. */
export function weight(grams: number): string {
  const kilos = grams / 1000
  return kilos < 10_000
    ? `${number(kilos, kilos < 10 ? 1 : 0)}\u00a0kg`
    : `${number(kilos / 1000, kilos < 100_000 ? 1 : 0)}\u00a0t`
}

/** How an order book holds, in a sentence. */
export function holdsLine({ weeks, standing: { weeksInHand, thinFrom } }: OrderBook): string {
  if (weeksInHand === null) return m.territory_book_no_people()
  const inHand =
    weeksInHand < 1
      ? m.territory_book_less()
      : m.territory_book_in_hand({
          count: Math.floor(weeksInHand),
          shown: number(weeksInHand, weeksInHand < 10 ? 1 : 0),
        })
  const count = number(weeks.length)
  if (thinFrom === null) return m.territory_book_full({ inHand, count })
  if (thinFrom === weeks[0]?.week) return m.territory_book_thin_now({ inHand, count })
  return m.territory_book_thin({ inHand, day: date(thinFrom) })
}

/** Hours that last at most, that rest on the crisis, and of which nobody knows. */
export function afterOf(items: OrderBook['items']): { lasting: number; oneOff: number; unknown: number } {
  const sum = (of: (item: OrderBook['items'][number]) => number) =>
    items.reduce((all, item) => all + of(item), 0)
  return {
    lasting: sum(({ lasting }) => lasting ?? 0),
    oneOff: sum(({ hours: own, lasting }) => (lasting === null ? 0 : own - lasting)),
    unknown: sum(({ hours: own, lasting }) => (lasting === null ? own : 0)),
  }
}

/** What would stay of a firm's hours after the crisis, for a table: a share of those that something is known of. */
export function afterLine({ ahead, lasting, unknown }: FirmKept): string {
  const known = ahead - unknown
  return known < 0.5
    ? m.territory_after_unknown()
    : m.territory_after_share({ share: percent(lasting / known) })
}
