import { smallestLot } from './sampling-plan.ts'

/**
 * ISO 2859-2:1985, procedure A (buyer and supplier both take the lot to be alone of its kind), table A. The text is open as
 * IS 2500 (Part 3):1995, which is identical: https://fr.scribd.com/document/227126624/is-2500-3-1995.
 *
 * No page of the standard that could be read shows the cells of the table. Those from 2 % on, 91 of 130 with the rows of small
 * lots, agree with a published program that holds them (`testing/published-isolated.ts`); all were held against what is published
 * of it (https://standards.globalspec.com/std/1117963/dsf-iso-dis-2859-2): the chance to accept a lot at its limiting quality
 * is usually below 10 %, and below 13 % in all cells but two. Computed exactly, just two are above
 * (`isolated-lot.test.ts`).
 */
export const edition = 'ISO 2859-2:1985'

/** Limiting qualities in per cent nonconforming: a lot so bad is hardly ever accepted. */
export const limitingQualities = [0.5, 0.8, 1.25, 2, 3.15, 5, 8, 12.5, 20, 31.5] as const
export type LimitingQuality = (typeof limitingQualities)[number]

/** Up to so large a lot, sample size and acceptance number by limiting quality in their order; `·`: the whole lot. */
export const isolatedRows: readonly { upTo: number; plans: string }[] = [
  { upTo: 15, plans: '· · · · · · · · · ·' },
  { upTo: 25, plans: '· · · · · · 17/0 13/0 9/0 6/0' },
  { upTo: 50, plans: '· · · · · 28/0 22/0 15/0 10/0 6/0' },
  { upTo: 90, plans: '· · · 50/0 44/0 34/0 24/0 16/0 10/0 8/0' },
  { upTo: 150, plans: '· · 90/0 80/0 55/0 38/0 26/0 18/0 13/0 13/1' },
  { upTo: 280, plans: '· 170/0 130/0 95/0 65/0 42/0 28/0 20/0 20/1 13/1' },
  { upTo: 500, plans: '280/0 220/0 155/0 105/0 80/0 50/0 32/0 32/1 20/1 20/3' },
  { upTo: 1200, plans: '380/0 255/0 170/0 125/0 125/1 80/1 50/1 32/1 32/3 32/5' },
  { upTo: 3200, plans: '430/0 280/0 200/0 200/1 125/1 125/3 80/3 50/3 50/5 50/10' },
  { upTo: 10_000, plans: '450/0 315/0 315/1 200/1 200/3 200/5 125/5 80/5 80/10 80/18' },
  { upTo: 35_000, plans: '500/0 500/1 315/1 315/3 315/5 315/10 200/10 125/10 125/18 80/18' },
  { upTo: 150_000, plans: '800/1 500/1 500/3 500/5 500/10 500/18 315/18 200/18 125/18 80/18' },
  { upTo: 500_000, plans: '800/1 800/3 800/5 800/10 800/18 500/18 315/18 200/18 125/18 80/18' },
  { upTo: Infinity, plans: '1250/3 1250/5 1250/10 1250/18 800/18 500/18 315/18 200/18 125/18 80/18' },
]

/** A plan that no letter names: it is not of a series. */
export interface IsolatedPlan {
  sampleSize: number
  accept: number
  reject: number
}

/**
 * The single sampling plan of a lot that is alone of its kind, so that no switching rule protects its buyer. Where the table
 * has none, all of the lot is inspected, and accepted where none is nonconforming. Throws a RangeError for a lot of fewer than
 * two items.
 */
export function isolatedLotPlan(lotSize: number, limitingQuality: LimitingQuality): IsolatedPlan {
  if (!Number.isInteger(lotSize) || lotSize < smallestLot)
    throw new RangeError(`A lot of ${lotSize} items is not sampled`)
  const row = isolatedRows.find(({ upTo }) => lotSize <= upTo)
  const cell = row?.plans.split(' ')[limitingQualities.indexOf(limitingQuality)] ?? '·'
  const [size, accept] = cell === '·' ? [lotSize, 0] : cell.split('/').map(Number)
  if (size === undefined || accept === undefined) throw new RangeError(`${cell} is no plan`)
  return { sampleSize: Math.min(size, lotSize), accept, reject: accept + 1 }
}
