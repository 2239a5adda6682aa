import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanAsked } from '@maillage/db/tables/plans.ts'
import type { RunAsked } from '@maillage/db/tables/whatif.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { calendarOf } from '@maillage/matching/planning/calendar.ts'
import type { Demand } from '@maillage/matching/planning/region.ts'
import { demandFactors, type Part } from '@maillage/matching/whatif/scenario.ts'
import type { WhatIfAsked } from '@maillage/matching/whatif/what-if.ts'
import type { Kysely } from 'kysely'
import { type Gathered, gatherRegion } from '../plans/gather.ts'
import { usersOf } from './users.ts'

interface Gathering {
  operatorId: string
  catalogue: Catalogue
  today: string
  settings: PlanAsked
}

/**
 * What scenarios are run on: the region as it is today, planned with these settings. What buyers use more of they take from
 * their own stocks first; of open needs so many times as much is asked for in those weeks.
 */
export async function gatherScenarios(
  db: Kysely<DB>,
  gathering: Gathering,
  { scenarios, runs, seed, uncertainty }: RunAsked,
): Promise<{ asked: WhatIfAsked; base: Gathered }> {
  const { settings, ...who } = gathering
  const planning = { ...who, asked: settings }
  const base = await gatherRegion(db, planning)
  const users = await usersOf(db, gathering)
  const asked: WhatIfAsked = {
    region: base.region,
    scenarios: [],
    users,
    drawing: { runs, seed, uncertainty },
  }
  for (const { id, parts } of scenarios) {
    const isDemand = parts.some(({ kind }) => kind === 'demand')
    const times = (item: string) => demandFactors(parts, item, settings.weeks)
    const demands = isDemand ? needsTimes(await gatherRegion(db, { ...planning, times }), parts) : null
    asked.scenarios.push({ id, parts, demands })
  }
  return { asked, base }
}

function needsTimes({ region, input }: Gathered, parts: readonly Part[]): Demand[] {
  const calendar = calendarOf(region.asOf, region.weeks)
  const needs = new Set(input.demands.flatMap(({ id, cause }) => (cause === 'need' ? [id] : [])))
  return region.demands.flatMap(demand => {
    if (!needs.has(demand.id)) return [demand]
    const factors = demandFactors(parts, demand.item, region.weeks)
    const due = demand.due
      .map(({ date, quantity }) => ({
        date,
        quantity: quantity * (factors[Math.max(0, calendar.weekBefore(date))] ?? 1),
      }))
      .filter(({ quantity }) => quantity > 0)
    return due.length === 0 ? [] : [{ ...demand, due }]
  })
}
