/** Which emergency regimes count for what is asked for: dated, by product and claim. */
import type { Claim, Regime, RegimeChange } from './catalogue.ts'
import { dayOf } from './dates.ts'
import type { Reference } from './reference.ts'

/** The last day on which a regime holds; Infinity where its end is not known. */
export const lastDayOf = ({ until }: Pick<Regime, 'until'>): number =>
  until === null ? Infinity : dayOf(until)

/** Whether a regime holds on a day. */
export const holdsOn = (regime: Regime, day: number): boolean =>
  regime.from !== null && dayOf(regime.from) <= day && day <= lastDayOf(regime)

/** Whether what is lawful is another thing on a day than on the day before, because a regime begins or has ended. */
export const turnsOn = (regime: Regime, day: number): boolean =>
  holdsOn(regime, day) !== holdsOn(regime, day - 1)

/** Regimes that hold on some day from today to the last, for an item with a claim, each with what it changes. */
export function regimesBetween(
  reference: Pick<Reference, 'regimes'>,
  { item, claim, today, last }: { item: string; claim: Claim; today: number; last: number },
): { regime: Regime; change: RegimeChange }[] {
  return (reference.regimes.get(item) ?? []).flatMap(regime => {
    if (regime.from === null || dayOf(regime.from) > last || lastDayOf(regime) < today) return []
    const change = regime.changes.find(one => one.claim === claim)
    return change === undefined ? [] : [{ regime, change }]
  })
}

/**
 * The last day on which what was made under a regime may be handed out as what it is sold as; null where no end is known. What
 * may be used afterwards for other claims alone is stock of something else.
 */
export function lastDayOfUse({ until, afterwards }: Regime, soldAs: readonly Claim[]): string | null {
  if (until === null) return null
  return afterwards?.claims.some(claim => soldAs.includes(claim)) === true ? afterwards.until : until
}

/** What stock may be handed out for on a day. */
export type StockUse =
  | { use: 'regime'; until: string | null }
  | { use: 'afterwards'; claims: Claim[]; until: string | null }
  | { use: 'none' }

/**
 * What a lot made under a regime may be handed out for on a day: as while it held, for some claims only once it has ended, or
 * for nothing any more.
 */
export function useOfStock(regime: Regime, day: number): StockUse {
  if (holdsOn(regime, day)) return { use: 'regime', until: regime.until }
  if (regime.from === null || day < dayOf(regime.from)) return { use: 'none' }
  const { afterwards } = regime
  if (afterwards === null || day > lastDayOf(afterwards)) return { use: 'none' }
  return { use: 'afterwards', claims: afterwards.claims, until: afterwards.until }
}
