import { nameOf, operationName } from '#lib/catalogue.svelte.ts'
import type { StepState } from '#lib/components/stitches.ts'
import { kiloeuros, list, number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { missingOf, needsServed, type Possibility, reachOf, type Reach, stateOf } from './possibility.ts'

/** What each reach is called, as a heading. */
export function reachName(reach: Reach): string {
  return {
    now: m.firm_reach_now,
    soon: m.firm_reach_soon,
    partners: m.firm_reach_partners,
    far: m.firm_reach_far,
  }[reach]()
}

/** The operations as a row of stitches shows them. */
export function stepsOf({ operations }: Possibility): { label: string; state: StepState }[] {
  return operations.map(operation => ({ label: operationName(operation), state: stateOf(operation) }))
}

/** « 12 jours, 18 k€, 3 jours de formation » */
export function effortText({ days, keuro, trainingDays }: Possibility['effort']): string {
  return [
    m.firm_days({ count: Math.ceil(days), shown: number(Math.ceil(days)) }),
    ...(keuro > 0 ? [kiloeuros(keuro)] : []),
    ...(trainingDays > 0
      ? [m.firm_training_days({ count: Math.ceil(trainingDays), shown: number(trainingDays, 1) })]
      : []),
  ].join(', ')
}

/** « 12 jours, 18 k€ » : the same for a narrow place. */
export function shortEffort({ days, keuro }: Possibility['effort']): string {
  return effortText({ days, keuro, trainingDays: 0 })
}

/** Where the firm stands with an item, in a sentence. */
export function standingText(possibility: Possibility): string {
  const reach = reachOf(possibility)
  if (reach === 'now') return m.firm_standing_now()
  if (reach === 'soon') return m.firm_standing_soon({ effort: effortText(possibility.effort) })
  const missing = missingOf(possibility)
  if (reach === 'far') return m.firm_standing_far()
  return m.firm_standing_partners({
    count: missing.length,
    operations: list(missing.map(operation => operationName(operation).toLocaleLowerCase())),
  })
}

/** What the answer rests on that the firm has not declared, in words; empty where it declared all. */
export function assumedText({ assumed }: Pick<Possibility, 'assumed'>): string {
  if (assumed === undefined) return ''
  const names = list(assumed.machines.map(type => nameOf('machineTypes', type).toLocaleLowerCase()))
  return [
    ...(names === '' ? [] : [m.firm_assumed_machines({ names })]),
    ...(assumed.people ? [m.firm_assumed_people()] : []),
  ].join(' · ')
}

/** « environ 4 200 pièces par semaine, limité par les équipes »; of its own operations where others do the rest. */
export function weeklyText(possibility: Possibility): string {
  if (possibility.weeklyUnits < 1) return ''
  const weekly = rateText(possibility)
  return missingOf(possibility).length > 0 ? m.firm_weekly_part({ weekly }) : weekly
}

function rateText({ item, weeklyUnits, limitedBy }: Possibility): string {
  const quantity = quantityIn(unitOf(item), rounded(weeklyUnits))
  if (limitedBy === 'people') return m.firm_weekly_people({ quantity })
  if (limitedBy === 'machines') return m.firm_weekly_machines({ quantity })
  return m.firm_weekly({ quantity })
}

/** What is asked for in the region. */
export function demandText({ item, demand }: Possibility): string {
  if (demand.needs > 0) {
    return m.firm_demand({ count: demand.needs, quantity: quantityIn(unitOf(item), demand.quantity) })
  }
  return demand.needsOfProducts > 0 ? m.firm_demand_products({ count: demand.needsOfProducts }) : ''
}

/** How many open needs it would serve, in few words. */
export function shortDemand(possibility: Possibility): string {
  const count = needsServed(possibility)
  return count > 0 ? m.firm_demand_short({ count }) : ''
}

/** An estimate, to two figures that can be trusted. */
function rounded(value: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return Math.round(value / scale) * scale
}

/** The family or kind a possibility is shown under. */
export function groupName(group: string): string {
  if (group === 'component') return m.firm_group_components()
  if (group === 'material') return m.firm_group_materials()
  return nameOf('families', group)
}
