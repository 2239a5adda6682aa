import type { PlanLineTable } from '@maillage/db/tables/plans.ts'
import { capability, type Route } from '@maillage/matching/capability.ts'
import { type CompiledFirm, compileFirm } from '@maillage/matching/firm.ts'
import type { RegionAsked, Work } from '@maillage/matching/planning/region.ts'
import type { Reference } from '@maillage/matching/reference.ts'
import { lineOfAgreed } from './agreed.ts'
import { emptyWeeks } from './weeks.ts'

/** A line as it is stored, but for its ids and with plain values. */
/** What a solver leaves short of a whole unit. */
const rounding = 1e-3

export type PlannedLine = Pick<
  PlanLineTable,
  | 'firmId'
  | 'siteId'
  | 'item'
  | 'claim'
  | 'recipe'
  | 'operation'
  | 'process'
  | 'machine'
  | 'machineMinutes'
  | 'agreedLineId'
> & { reorientations: string[]; labour: { trade: string; minutes: number }[]; units: number[] }

/** What was agreed stays apart from what is proposed of the same way. */
const keyOf = ({
  firm,
  site,
  item,
  claim,
  recipe,
  operation,
  process,
  machine,
  trades,
  reorientations,
  agreed,
}: Work) =>
  JSON.stringify([
    firm,
    site,
    item,
    claim,
    recipe,
    operation,
    process,
    machine,
    trades,
    reorientations,
    agreed && lineOfAgreed(agreed),
  ])

/**
 * The works of a plan by firm, site and operation, week by week, with the minutes that a unit takes there: of machines, and of
 * people by trade, where several may do it as they share the hours. People who are assumed are of no trade and take none.
 */
export function linesOf(reference: Reference, { firms, weeks }: RegionAsked, works: Work[]): PlannedLine[] {
  const compiled = new Map(firms.map(firm => [firm.id, firm]))
  const known = new Map<string, CompiledFirm>()
  return [...Map.groupBy(works, keyOf).values()].flatMap((own): PlannedLine[] => {
    const [work] = own
    const profile = compiled.get(work?.firm ?? '')
    if (work === undefined || profile === undefined) return []
    const firm = known.get(profile.id) ?? compileFirm(profile, reference)
    known.set(profile.id, firm)
    const { begun, route } = wayOf(reference, firm, work)
    const hours = route.pools.reduce((sum, pool) => sum + pool.hours, 0)
    const units = emptyWeeks(weeks)
    for (const { week, units: amount } of own) units[week] = (units[week] ?? 0) + amount
    return [
      {
        firmId: work.firm,
        siteId: work.site,
        item: work.item,
        claim: work.claim,
        recipe: work.recipe,
        operation: work.operation,
        process: work.process,
        machine: work.machine,
        reorientations: work.reorientations,
        machineMinutes: route.machineMinutes * begun,
        labour: route.pools.flatMap(({ trade, hours: part }) =>
          trade === null ? [] : [{ trade, minutes: (route.labourMinutes * begun * part) / hours }],
        ),
        units: wholeUnits(units),
        agreedLineId: work.agreed && lineOfAgreed(work.agreed),
      },
    ]
  })
}

/** Whole units, never above what the hours of a week allow: nobody sews a part of a gown. */
const wholeUnits = (units: readonly number[]): number[] => units.map(amount => Math.floor(amount + rounding))

function wayOf(reference: Reference, firm: CompiledFirm, work: Work): { begun: number; route: Route } {
  const operation = reference.recipes
    .get(work.item)
    ?.find(({ recipe }) => recipe.id === work.recipe)
    ?.operations.find(each => each.operation.id === work.operation)
  const route =
    operation &&
    capability(reference, firm, operation).routes.find(
      each =>
        firm.sites[each.site]?.site.id === work.site &&
        each.process === work.process &&
        (each.machine?.type ?? null) === work.machine &&
        each.reorientations.map(({ id }) => id).join() === work.reorientations.join() &&
        each.pools.map(({ trade }) => trade).join() === work.trades.join(),
    )
  if (operation === undefined || route === undefined)
    throw new Error(`${work.firm} is to do ${work.operation} of ${work.item} in a way it does not have`)
  return { begun: operation.begun, route }
}
