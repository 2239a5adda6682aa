import { evenParts } from './quantities.ts'

export const RHYTHMS = ['week', 'fortnight', 'month'] as const
/** How far apart deliveries are. */
export type Rhythm = (typeof RHYTHMS)[number]

const DAY = 86_400_000
const DAYS = { week: 7, fortnight: 14 }

/** The day some steps of a rhythm after another, as ISO dates; months keep the day, or end with the month. */
export function dayAfter(first: string, rhythm: Rhythm, steps: number): string {
  const start = new Date(`${first}T00:00:00Z`)
  if (rhythm !== 'month') {
    return new Date(start.getTime() + steps * DAYS[rhythm] * DAY).toISOString().slice(0, 10)
  }
  const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + steps, 1))
  const last = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate()
  month.setUTCDate(Math.min(start.getUTCDate(), last))
  return month.toISOString().slice(0, 10)
}

/**
 * Splits a quantity into so many deliveries of a rhythm, as even as whole packagings allow. `first` is the ISO date of
 * the first one.
 */
export function splitEvenly(
  quantity: number,
  {
    first,
    count,
    rhythm,
    packaging = 1,
  }: { first: string; count: number; rhythm: Rhythm; packaging?: number },
): { due: string; quantity: number }[] {
  return evenParts(quantity, count, packaging)
    .map((part, index) => ({ due: dayAfter(first, rhythm, index), quantity: part }))
    .filter(tranche => tranche.quantity > 0)
}
