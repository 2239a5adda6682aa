import type { Overcapacity } from '@maillage/matching/overcapacity/overcapacity.ts'
import { unitsInstead } from '@maillage/matching/overcapacity/work.ts'
import type { Reference } from '@maillage/matching/reference.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { knownIn } from '../catalogue/known.ts'
import type { Asking } from '../consumption/read.ts'
import { demandFor, type OpenDemand } from '../possibilities/demand.ts'
import type { Makeable } from '../possibilities/makeable.ts'
import type { RegionCapacity } from './schemas.ts'

/** Uses that are shown at most. */
const USES = 6

type Use = RegionCapacity['items'][number]['uses'][number]

interface Looking {
  item: string
  /** Units of it in a week that are too many. */
  beyond: number
  /** Firms that convert to it and of which one may tell, with what they could make. */
  makers: readonly (Pick<Makeable, 'now' | 'reoriented'> & { firm: Firm; named: boolean })[]
  rows: readonly { item: string; found: Overcapacity }[]
  open: OpenDemand
  reference: Reference
}

/**
 * What else those firms could make: items that open needs ask for, or of which less is agreed than the region needs; what most of
 * them could make first, then what is asked for most.
 */
export function usesOf(
  { item, beyond, makers, rows, open, reference }: Looking,
  { catalogue }: Asking,
): Use[] {
  const lacking = new Map(
    rows.map(row => [
      row.item,
      meanOf(row.found.weeks.map(week => week.need - week.committed - week.done - week.begun - week.planned)),
    ]),
  )
  const others = new Set(makers.flatMap(({ now, reoriented }) => [...now, ...reoriented]))
  others.delete(item)
  return [...others]
    .flatMap((other): Use[] => {
      const asked = demandFor(other, knownIn(catalogue).items.get(other)?.family ?? null, open)
      const lacks = Math.max(0, lacking.get(other) ?? 0)
      if (asked.needs === 0 && lacks === 0) return []
      const able = makers.filter(({ now, reoriented }) => now.has(other) || reoriented.has(other))
      return [
        {
          item: other,
          lacking: lacks,
          needs: asked.needs,
          quantity: asked.quantity,
          weekly: unitsInstead(reference, { item, units: beyond, other }),
          firms: able.length,
          named: able.flatMap(({ firm: { id, name }, named }) => (named ? [{ id, name }] : [])),
          now: able.some(({ now }) => now.has(other)),
        },
      ]
    })
    .sort(
      (a, b) =>
        b.firms - a.firms ||
        b.needs - a.needs ||
        b.quantity - a.quantity ||
        b.lacking - a.lacking ||
        (a.item < b.item ? -1 : 1),
    )
    .slice(0, USES)
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
