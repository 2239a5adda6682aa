/** From which week on an article may be finished, so that it may be sold: by normal law, and under regimes. */
import type { Regime } from '../catalogue.ts'
import { dayOf } from '../dates.ts'
import type { Reference } from '../reference.ts'
import { regimesBetween } from '../regimes.ts'
import type { Firm } from '../supply.ts'
import type { Article } from './articles.ts'
import type { Calendar } from './calendar.ts'

export interface Lawful {
  /** First week by normal law. */
  first: number
  /** Weeks under a regime, the last left out. */
  under: readonly { from: number; to: number }[]
}

/**
 * First week from which on an article may be finished without a break until the plan ends. Under a regime where it lasts until
 * then, or normal law takes over when it ends: else what lies there could not be handed out any more.
 */
export const firstLawful = ({ first, under }: Lawful, weeks: number): number =>
  Math.min(
    first,
    ...under.filter(({ from, to }) => from < to && to >= Math.min(first, weeks)).map(({ from }) => from),
  )

/**
 * When somebody may place an article on the market: at once where its maker declares it, or where a firm of the region holds a
 * proof; who holds it places on the market what others make with it.
 */
export function lawfulOf(
  reference: Reference,
  { item, claim }: Article,
  firms: readonly Firm[],
  calendar: Calendar,
): Lawful {
  const compliance = item.compliance.find(each => each.claim === claim)
  if (item.kind !== 'product' || compliance === undefined || compliance.attestation === 'self')
    return { first: 0, under: [] }
  const isProven = firms.some(({ certificates }) =>
    certificates.some(
      ({ item: about, norm, status }) =>
        about === item.id &&
        compliance.norms.includes(norm) &&
        (status === 'verified' || status === 'declared'),
    ),
  )
  if (isProven) return { first: 0, under: [] }
  const { monday, weeks } = calendar
  const between = { item: item.id, claim, today: monday, last: monday + 7 * weeks }
  return {
    first: calendar.weekAfter(compliance.days.value),
    under: regimesBetween(reference, between).map(({ regime, change }) => ({
      from: Math.max(calendar.weekAfter(change.days.value), firstWeekOf(regime, calendar)),
      to: regime.until === null ? Infinity : calendar.weekBefore(regime.until) + 1,
    })),
  }
}

/** First week that begins while a regime holds. */
const firstWeekOf = ({ from }: Regime, { monday }: Calendar) =>
  from === null ? Infinity : Math.max(0, Math.ceil((dayOf(from) - monday) / 7))
