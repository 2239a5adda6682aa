import { loadRates } from '@maillage/db/consumption/load.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanAsked } from '@maillage/db/tables/plans.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { factorsOf } from '@maillage/matching/consumption/forecast.ts'
import type { Users } from '@maillage/matching/whatif/outcome.ts'
import type { Kysely } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import { buyersWhoSaid, type Said, saidBy } from '../consumption/levels.ts'
import { scenariosOf } from '../consumption/scenario.ts'
import { claimOf, priorityOf } from '../plans/demand.ts'

const DAYS_A_WEEK = 7
const rates = loadRates()

/**
 * Who uses what, as buyers said: so many agents, beds, pupils or call-outs a day by a rule, so many users of a fleet. Where a buyer
 * said weeks alone, so many as would use that by the rate that ships for its kind; without such a rate it is not known.
 */
export async function usersOf(
  db: Kysely<DB>,
  { operatorId, catalogue, settings }: { operatorId: string; catalogue: Catalogue; settings: PlanAsked },
): Promise<Users[]> {
  const buyers = (await buyersWhoSaid(db)).map(({ id }) => id).filter(id => id !== operatorId)
  const said = await saidBy(db, buyers)
  const rows = await db.selectFrom('organisation').select(['id', 'buyerKind']).orderBy('id').execute()
  const kinds = new Map(rows.map(({ id, buyerKind }) => [id, buyerKind]))
  const parts = (await scenariosOf(db)).find(({ key }) => key === settings.scenario)?.parts ?? []
  return said.flatMap((one): Users[] => {
    const kind = kinds.get(one.organisationId) ?? null
    const counted = countedOf(one, kind)
    if (counted === null || one.level.mean <= 0) return []
    const own = knownIn(catalogue).items.get(one.item)
    return [
      {
        item: one.item,
        claim: claimOf(own),
        priority: priorityOf(kind),
        ...counted,
        used: factorsOf(parts, own?.family ?? null, settings.weeks).map(factor => factor * one.level.mean),
      },
    ]
  })
}

function countedOf(
  { rule, fleet, item, level }: Said,
  kind: string | null,
): Pick<Users, 'of' | 'people'> | null {
  if (rule !== null) return { of: rule.base, people: rule.count }
  if (fleet !== null) return { of: 'user', people: fleet.users }
  const rate = rates.find(each => each.item === item && each.kind === kind)
  return rate === undefined
    ? null
    : { of: rate.base, people: Math.round(level.mean / (rate.perDay * DAYS_A_WEEK)) }
}
