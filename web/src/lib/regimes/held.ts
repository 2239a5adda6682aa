/** When regimes hold: dates as ISO dates, which compare as they are written. */

export interface Dated {
  /** Null: in force never. */
  from: string | null
  /** Null: its end is not known. */
  until: string | null
}

/** How a regime stands on a day: `law` is a basis that nobody has put in force. */
export function stateOn({ from, until }: Dated, day: string): 'law' | 'to-come' | 'in-force' | 'ended' {
  if (from === null) return 'law'
  if (until !== null && until < day) return 'ended'
  return from > day ? 'to-come' : 'in-force'
}

/** Regimes that hold on some day from one to another, about some of these items and, where one is given, a claim. */
export function heldBetween<
  Regime extends Dated & { items: readonly string[]; changes: readonly { claim: string }[] },
>(
  regimes: readonly Regime[],
  { items, claim, from, to }: { items: readonly string[]; claim: string | null; from: string; to: string },
): Regime[] {
  return regimes.filter(
    regime =>
      regime.from !== null &&
      regime.from <= to &&
      (regime.until === null || regime.until >= from) &&
      regime.items.some(item => items.includes(item)) &&
      (claim === null || regime.changes.some(change => change.claim === claim)),
  )
}
