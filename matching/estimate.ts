/** What a partnership would cost: an estimate by the catalogue's minutes and prices, never anybody's price. */
import {
  amortisationWeeks,
  centsPerFurtherPartner,
  centsPerLabourMinute,
  centsPerMachineMinute,
  centsPerTonneKilometre,
  centsPerTrip,
  efficiency,
} from './defaults.ts'
import type { Team } from './team.ts'
import type { Trip } from './transport.ts'
import type { ChainRecipe } from './unfold.ts'
import type { Work } from './work.ts'

/** Cents of euro for the whole quantity. */
export interface Estimate {
  /** All work, and that of each share of the work, in its order. */
  work: number
  workOf: number[]
  materials: number
  services: number
  transport: number
  reorientation: number
  /** Following the partners after the first. */
  coordination: number
  total: number
}

const centsPerKeuro = 100_000

/**
 * Minutes ÷ efficiency × rates, plus materials and services at the catalogue's outside prices, plus transport by tonne
 * and trip, plus reorientations spread over a year of work, plus following each further partner. `weeks` is how long the
 * need keeps the partnership at work; null counts as a year.
 */
export function estimate(team: Team, work: Work, trips: Trip[], weeks: number | null): Estimate {
  const workOf = work.worked.map(
    ({ route, units }) =>
      (units *
        (route.line.labourMinutes * centsPerLabourMinute +
          route.line.machineMinutes * centsPerMachineMinute)) /
      efficiency,
  )
  const done = sum(workOf)
  const materials = sum(
    [...work.bought].map(
      ([item, quantity]) => ((item.outside?.centsPerThousand.value ?? 0) * quantity) / 1000,
    ),
  )
  const quantity = team.question.need.quantity
  const services = sum(
    work.services.map(({ reference }) => ((reference.service?.centsPerThousand ?? 0) * quantity) / 1000),
  )
  const transport = sum(
    trips.map(({ tonnes, kilometres }) => tonnes * kilometres * centsPerTonneKilometre + centsPerTrip),
  )
  const used = Math.min(1, Math.max(1, weeks ?? amortisationWeeks) / amortisationWeeks)
  const reorientation = keuro(work) * centsPerKeuro * used
  const coordination = centsPerFurtherPartner * (team.lines.length - 1)
  const total = done + materials + services + transport + reorientation + coordination
  return { work: done, workOf, materials, services, transport, reorientation, coordination, total }
}

/** Thousands of euro of the changes gone through, each once a site. */
export function keuro(work: Work): number {
  const changes = new Map<string, number>()
  for (const { route } of work.worked) {
    for (const { id, keuro } of route.line.route.reorientations) {
      changes.set(`${route.member}|${route.line.route.site}|${id}`, keuro.value)
    }
  }
  return sum([...changes.values()])
}

/** The least it could cost by this recipe: quickest methods, everything else bought, next door, nothing to change. */
export function leastCost(recipe: ChainRecipe, quantity: number): number {
  const work = sum(
    recipe.operations.map(({ reference }) => {
      const minutes = reference.operation.methods.map(
        method =>
          method.labourMinutes.value * centsPerLabourMinute +
          method.machineMinutes.value * centsPerMachineMinute,
      )
      return (Math.min(...minutes) * reference.begun) / efficiency
    }),
  )
  const inputs = sum(
    recipe.reference.inputs.map(
      input => ((input.item.outside?.centsPerThousand.value ?? 0) * input.quantity) / 1000,
    ),
  )
  return (work + inputs) * quantity + centsPerTrip
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
