/**
 * What somebody would do with a list of firms by operation: give each operation to the firm that looks best for it, and
 * keep a firm that is already in where it can do the next one as it stands.
 */
import type { Need } from '@maillage/matching/demand.ts'
import { proximityScale } from '@maillage/matching/defaults.ts'
import { kilometres } from '@maillage/matching/geography.ts'
import type { Reference } from '@maillage/matching/reference.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { dayOf } from '@maillage/matching/dates.ts'
import { type Fact, recipesFor } from './facts.ts'
import { today } from './region.ts'

/** Firms that can do each operation of the catalogue. */
export type FirmsByOperation = Map<number, Map<Firm, Fact>>

export function firmsByOperation(firms: Firm[], factsOf: (firm: Firm) => Fact[]): FirmsByOperation {
  const found: FirmsByOperation = new Map()
  for (const firm of firms) {
    for (const fact of factsOf(firm)) {
      const able = found.get(fact.operation) ?? new Map<Firm, Fact>()
      found.set(fact.operation, able.set(firm, fact))
    }
  }
  return found
}

/** A partnership for each recipe of a need that finds a firm for every operation within the most partners allowed. */
export function greedyTeams(reference: Reference, able: FirmsByOperation, need: Need): Firm[][] {
  return recipesFor(reference, need).flatMap(operations => {
    const members = new Set<Firm>()
    for (const { index } of operations) {
      const firms = able.get(index)
      if (firms === undefined) return []
      if ([...members].some(member => firms.get(member)?.direct === true)) continue
      let best: { firm: Firm; merit: number } | undefined
      for (const [firm, fact] of firms) {
        const merit = meritOf(need, firm, fact)
        if (merit > (best?.merit ?? 0)) best = { firm, merit }
      }
      if (best === undefined) return []
      members.add(best.firm)
    }
    return members.size <= need.maximumPartners ? [[...members]] : []
  })
}

/** Enough of it by the last date, as it stands rather than after a change, near rather than far. */
function meritOf(need: Need, firm: Firm, { direct, weeklyUnits, days }: Fact): number {
  if (need.reservedFor.length > 0 && !need.reservedFor.some(structure => structure === firm.structure))
    return 0
  const last = dayOf(need.schedule.at(-1)?.due ?? today) - dayOf(today)
  const made = Math.min(1, (Math.max(0, last - days) / 7) * (weeklyUnits / need.quantity))
  const distance = Math.min(...firm.sites.map(({ place }) => kilometres(place, need.place)))
  return made * (direct ? 1 : 0.6) * Math.exp(-distance / proximityScale)
}
