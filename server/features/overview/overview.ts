import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { distressBandOf } from '@maillage/matching/distress.ts'
import type { Static } from 'typebox'
import { communeName } from '../../places.ts'
import { knownIn } from '../catalogue/known.ts'
import type { Capabilities } from './capabilities.ts'
import type { openNeedsWithBest } from './queries.ts'
import type { OverviewSchema } from './schemas.ts'

type Overview = Static<typeof OverviewSchema>
type OpenNeeds = Awaited<ReturnType<typeof openNeedsWithBest>>

/** Firms on the map, each at its first site. */
export function showFirms({ firms }: Capabilities, products: Set<string>): Overview['firms'] {
  return firms.flatMap(({ firm, makeable }) => {
    const place = firm.sites[0]?.place
    if (!place) return []
    const { id, name, structure, distress } = firm
    return {
      id,
      name,
      structure,
      ...place,
      communeName: communeName(place.commune),
      productsNow: [...makeable.now].filter(item => products.has(item)).length,
      productsReoriented: [...makeable.reoriented].filter(item => products.has(item)).length,
      distress: distress ? distressBandOf(distress.activityLostPercent) : 'unknown',
    }
  })
}

/** Open needs that each item could meet: those that name it, and those that take any product of its family. */
function demandOf(needs: OpenNeeds, item: string, family: string | null) {
  const asking = needs.filter(need => need.item === item || (family !== null && need.family === family))
  return { needs: asking.length, quantity: asking.reduce((sum, { quantity }) => sum + quantity, 0) }
}

/** Products, what the region's firms can do of each, and what is asked for. */
export function showProducts(
  { firms, gaps }: Capabilities,
  needs: OpenNeeds,
  catalogue: Catalogue,
): Overview['products'] {
  const missing = new Set(gaps.map(({ item }) => item))
  return [...knownIn(catalogue).families.values()].flat().map(({ id, family }) => ({
    item: id,
    family,
    makersNow: firms.filter(({ makeable }) => makeable.now.has(id)).length,
    makersReoriented: firms.filter(({ makeable }) => makeable.reoriented.has(id)).length,
    together: !missing.has(id),
    ...demandOf(needs, id, family),
  }))
}

/** Gaps with the open needs that feel them, the most needed first. */
export function showGaps({ gaps }: Capabilities, needs: OpenNeeds, catalogue: Catalogue): Overview['gaps'] {
  const { items } = knownIn(catalogue)
  return gaps
    .map(gap => {
      const felt = new Set([gap.item, ...gap.products])
      const families = new Set([...felt].map(id => items.get(id)?.family))
      const feeling = needs.filter(({ item, family }) =>
        item === null ? family !== null && families.has(family) : felt.has(item),
      )
      return { ...gap, needs: feeling.length }
    })
    .sort((a, b) => b.needs - a.needs || (a.item < b.item ? -1 : 1))
}
