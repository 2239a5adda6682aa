import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanAsked, PlanDemand, PlanInput } from '@maillage/db/tables/plans.ts'
import type { RegionAsked } from '@maillage/matching/planning/region.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { Kysely } from 'kysely'
import { createHash } from 'node:crypto'
import { loadAllFirms } from '../../engine/load-firms.ts'
import { madeAround, withoutProposals } from './agreed.ts'
import { orderedBy } from './arrivals.ts'
import { boundsFor, firmsInDifficulty } from './bounds.ts'
import { demandOf, type Planning } from './demand.ts'
import { middleOf, placesOf } from './places.ts'

/** Firms that a plan counts on: those whose organisation is verified. The ledger's commitments come with them. */
async function firmsOf(db: Kysely<DB>): Promise<Firm[]> {
  const firms: Firm[] = []
  for await (const firm of loadAllFirms(db)) if (firm.verified) firms.push(firm)
  return firms
}

/**
 * Takes what comes to the operator under its contracts off the demands that it may serve: those due from its day on, the first
 * in priority first, then the first due.
 */
export function takeOff(
  demands: readonly PlanDemand[],
  arrivals: readonly { item: string; day: string; quantity: number }[],
): PlanDemand[] {
  const left = demands.map(demand => ({ ...demand, due: demand.due.map(one => ({ ...one })) }))
  for (const { item, day, quantity } of arrivals) {
    let open = quantity
    const dues = left
      .filter(demand => demand.item === item)
      .flatMap(({ priority, due }) => due.map(one => ({ priority, one })))
      .filter(({ one }) => one.date >= day)
      .toSorted((a, b) => a.priority - b.priority || (a.one.date < b.one.date ? -1 : 1))
    for (const { one } of dues) {
      const taken = Math.min(open, one.quantity)
      one.quantity -= taken
      open -= taken
    }
  }
  return left
    .map(demand => ({ ...demand, due: demand.due.filter(one => one.quantity > 0) }))
    .filter(({ due }) => due.length > 0)
}

/** What the engine is asked, what is kept of it with the plan, and a digest of all of it: two plans with one digest are alike. */
export interface Gathered {
  region: RegionAsked
  input: PlanInput
  hash: string
}

/** Reads what a plan needs to know of the region: who needs what by when, what is there, and who could make it. */
export async function gatherRegion(
  db: Kysely<DB>,
  planning: Planning & { asked: PlanAsked },
): Promise<Gathered> {
  const { asked, today, operatorId } = planning
  const around = await madeAround(db, operatorId, today)
  const firms = await withoutProposals(db, await firmsOf(db), around.proposals)
  const { demands: all, left, stocks } = await demandOf(db, planning)
  const demands = takeOff(all, await orderedBy(db, [operatorId]))
  const places = await placesOf(db, [...new Set(demands.map(({ buyerId }) => buyerId))])
  const middle = middleOf(firms)
  const region: RegionAsked = {
    asOf: today,
    weeks: asked.weeks,
    firms,
    demands: demands.flatMap(({ id, item, claim, priority, buyerId, due }) => {
      const place = places.get(buyerId) ?? middle
      return place === null ? [] : [{ id, item, claim, priority, place, due }]
    }),
    stocks,
    keuro: asked.keuro,
    lateness: asked.lateness,
    agreed: around.agreed,
    refused: around.refused,
    bounds: boundsFor(asked.bounds, await firmsInDifficulty(db)),
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([planning.catalogue.version, region]))
    .digest('hex')
  return { region, input: { demands, stocks, left, firms: firms.length }, hash }
}
