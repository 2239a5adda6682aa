import type { RelocationTable } from '@maillage/db/tables/relocations.ts'
import type { Catalogue, Claim } from '@maillage/matching/catalogue.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import { type CostParts, gapOf, madeLike } from '@maillage/matching/relocation/gap.ts'
import { hoursByFirm } from '@maillage/matching/relocation/load.ts'
import type { Place } from '@maillage/matching/supply.ts'
import type { Selectable } from 'kysely'
import type { ChainShown } from './schemas.ts'

export type Article = Selectable<RelocationTable>

/** A year's volume comes in so many deliveries, a month apart, the first after the time that it takes to begin. */
const DELIVERIES = 12
const FIRST_DAYS = 60
const DAYS_A_MONTH = 30

/** The lightest claim that the item is sold or made with: an article of workwear protects nobody in law. */
function claimOf(catalogue: Catalogue, item: string): Claim {
  const claims = catalogue.recipes.filter(recipe => recipe.item === item).flatMap(recipe => recipe.claims)
  return claims.includes('none') ? 'none' : (claims[0] ?? 'none')
}

/**
 * What the engine is asked: a year of it, month by month. An article that is made like another in so many times its work
 * is asked for as so many more of the other, so that hours are right.
 */
export function needOf(
  { id, operatorId, item, yearlyQuantity, workTimes }: Article,
  { catalogue, today, place }: { catalogue: Catalogue; today: string; place: Place },
): Need {
  const monthly = Math.max(1, Math.ceil((yearlyQuantity * workTimes) / DELIVERIES))
  return {
    id: `relocation ${id}`,
    buyer: operatorId,
    buyerKind: 'operator',
    subject: { item },
    claim: claimOf(catalogue, item),
    quantity: monthly * DELIVERIES,
    sizes: [],
    packaging: null,
    schedule: Array.from({ length: DELIVERIES }, (_, month) => ({
      due: dateOf(dayOf(today) + FIRST_DAYS + month * DAYS_A_MONTH),
      quantity: monthly,
    })),
    place,
    norms: [],
    wishes: { regionalDepth: 'first-inputs', minimumWashes: null, recyclable: false },
    text: '',
    excludedFirms: [],
    maximumPartners: 4,
    weights: null,
    reservedFor: [],
  }
}

/** What 1,000 of the item cost by a partnership, part by part; null where its criterion of cost says nothing. */
function costOf({ criteria }: Partnership): CostParts | null {
  const reason = criteria.find(({ id }) => id === 'cost')?.reason
  if (reason?.code !== 'cost.estimate') return null
  const { centsPerThousand, work, materials, transport, reorientation } = reason.figures
  return {
    work: centsPerThousand * work,
    materials: centsPerThousand * materials,
    transport: centsPerThousand * transport,
    reorientation: centsPerThousand * reorientation,
  }
}

/** Of partnerships, best first, the first that does every operation, otherwise the first; undefined where there is none. */
const bestOf = (partnerships: readonly Partnership[]) =>
  partnerships.find(({ missing }) => missing.length === 0) ?? partnerships[0]

/** The regional chain for an article, as it is told; null where no firm makes any of it. */
export function chainOf(
  article: Article,
  partnerships: readonly Partnership[],
  catalogue: Catalogue,
  nameOf: (firm: string) => string,
): ChainShown | null {
  const best = bestOf(partnerships)
  if (best === undefined) return null
  const hours = hoursByFirm(catalogue, best.assignments)
  const like = best.missing.length > 0 ? null : costOf(best)
  const times = { work: article.workTimes, materials: article.materialTimes }
  const parts = like === null ? null : madeLike(like, times)
  const asked = best.deliveries.at(-1)
  return {
    firms: best.members.map(({ firm, role }) => ({
      id: firm,
      name: nameOf(firm),
      role,
      hours: hours.get(firm) ?? 0,
      operations: best.assignments
        .filter(one => one.firm === firm)
        .map(({ item, recipe, operation, mode }) => ({ item, recipe, operation, mode })),
    })),
    missing: best.missing.map(({ item, recipe, operation }) => ({ item, recipe, operation })),
    bought: best.bought.map(({ item, dependence }) => ({ item, dependence })),
    covered: asked === undefined ? 0 : Math.min(1, asked.delivered / asked.required),
    keuro: best.effort.keuro,
    cost: parts === null ? null : { parts, ...gapOf(parts, article.centsPerThousand) },
  }
}
