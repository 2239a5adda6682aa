/** A lot of which so much is there. `expiresOn` is an ISO date, the last day on which it may be used; null: it does not expire. */
export interface LotThere {
  id: string
  quantity: number
  expiresOn: string | null
}

/** Whether a lot may still be used on a day. */
export const isUsable = ({ expiresOn }: Pick<LotThere, 'expiresOn'>, day: string): boolean =>
  expiresOn === null || expiresOn >= day

/** What does not expire comes after all that does: any date is before it. */
const NEVER = '9999-12-31'

/** First expired first; those of one day by id, which is older first. */
export function byExpiry(one: LotThere, other: LotThere): number {
  const [first, second] = [one.expiresOn ?? NEVER, other.expiresOn ?? NEVER]
  if (first !== second) return first < second ? -1 : 1
  return one.id < other.id ? -1 : Number(one.id > other.id)
}

/** What to take of each lot so that what expires first goes out first, and how much is missing in the end. */
export function pickFirstExpired(
  lots: readonly LotThere[],
  wanted: number,
  today: string,
): { lines: { id: string; quantity: number }[]; missing: number } {
  const lines: { id: string; quantity: number }[] = []
  let missing = wanted
  for (const lot of lots.filter(one => isUsable(one, today)).toSorted(byExpiry)) {
    const quantity = Math.min(lot.quantity, missing)
    if (quantity <= 0) continue
    lines.push({ id: lot.id, quantity })
    missing -= quantity
  }
  return { lines, missing }
}
