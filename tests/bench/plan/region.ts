/** A region to plan, drawn from a seed: firms and needs of its departments alone. */
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Priority, RegionAsked } from '@maillage/matching/planning/region.ts'
import { compileReference, type Reference } from '@maillage/matching/reference.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { drawFirms } from '../firms.ts'
import { drawNeeds } from '../needs.ts'
import { departments, today } from '../region.ts'

/** What is drawn at most until enough is found inside the region. */
const mostDrawn = 1_000_000

/** A need for one item, inside the region. */
export type ItemNeed = Need & { subject: { item: string } }

export interface PlanRegion {
  reference: Reference
  needs: ItemNeed[]
  asked: RegionAsked
}

/** Hospitals go before care homes and fire services, and these before the others. Chosen for the bench. */
export const priorities: Record<Need['buyerKind'], Priority> = {
  hospital: 1,
  'care-home': 2,
  'fire-service': 2,
  operator: 2,
  town: 3,
  school: 3,
  firm: 3,
}

/** What a unit that is late counts in each week, in units of what it is worth. Chosen for the bench. */
const lateness = { 1: 30, 2: 10, 3: 3 }

export function drawPlanRegion(size: {
  firms: number
  needs: number
  weeks: number
  seed: number
}): PlanRegion {
  const catalogue = loadCatalogue()
  const inside = new Set(departments)
  const firms = taken(drawFirms(size.seed, mostDrawn, today), size.firms, (firm: Firm) =>
    firm.sites.every(site => inside.has(site.place.department)),
  )
  const needs = taken(
    drawNeeds(size.seed, mostDrawn, today, catalogue),
    size.needs,
    need => inside.has(need.place.department) && 'item' in need.subject,
  ).filter((need): need is ItemNeed => 'item' in need.subject)
  const demands = needs.map(({ id, subject, claim, buyerKind, place, schedule }) => ({
    id,
    item: subject.item,
    claim,
    priority: priorities[buyerKind],
    place,
    due: schedule.map(({ due, quantity }) => ({ date: due, quantity })),
  }))
  const asked = { asOf: today, weeks: size.weeks, firms, demands, stocks: [], keuro: null, lateness }
  return { reference: compileReference(catalogue), needs, asked }
}

function taken<Value>(drawn: Generator<Value>, count: number, isWanted: (value: Value) => boolean): Value[] {
  const found: Value[] = []
  for (const value of drawn) {
    if (isWanted(value)) found.push(value)
    if (found.length === count) break
  }
  return found
}
