import { capability, type Route } from '@maillage/matching/capability.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import { compileFirm } from '@maillage/matching/firm.ts'
import { compileReference, type Reference, type ReferenceOperation } from '@maillage/matching/reference.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { Taken } from '../ledger/take-hours.ts'

const DAYS_A_WEEK = 7

const byCatalogue = new WeakMap<Catalogue, Reference>()

/** The catalogue made ready for computing, once for each. */
export function referenceOf(catalogue: Catalogue): Reference {
  const known = byCatalogue.get(catalogue) ?? compileReference(catalogue)
  byCatalogue.set(catalogue, known)
  return known
}

/** Mondays of the weeks from one day to another; the last day's week alone where they are the wrong way round. */
export function weeksBetween(from: string, to: string): string[] {
  const last = mondayOf(dayOf(to))
  const first = Math.min(mondayOf(dayOf(from)), last)
  const count = (last - first) / DAYS_A_WEEK + 1
  return Array.from({ length: count }, (_, week) => dateOf(first + week * DAYS_A_WEEK))
}

/**
 * Whole minutes spread over weeks by how much is worked in each (1 is usual, 0 closed), none lost; evenly where all of them are
 * closed.
 */
export function spread(minutes: number, shares: readonly number[]): number[] {
  const worked = shares.some(share => share > 0) ? shares : shares.map(() => 1)
  const whole = worked.reduce((sum, share) => sum + share, 0)
  let before = 0
  let given = 0
  return worked.map((share, week) => {
    before += share
    const upTo = week === worked.length - 1 ? minutes : Math.floor((minutes * before) / whole)
    const part = upTo - given
    given = upTo
    return part
  })
}

/** All of a share, in hundredths of a per cent. */
const WHOLE = 10_000

/** Pieces that each share (hundredths of a per cent) makes of a quantity, none lost between shares that make the whole. */
export function shared(quantity: number, shares: readonly number[]): number[] {
  let before = 0
  return shares.map(share => {
    const upTo = (part: number) => Math.floor((quantity * part) / WHOLE)
    const made = upTo(before + share) - upTo(before)
    before += share
    return made
  })
}

interface Doing {
  operation: ReferenceOperation
  route: Route
}

/** The best way of a firm for each operation of a recipe it can do; work as it stands before work after a change. */
function doneBy(reference: Reference, firm: ReturnType<typeof compileFirm>, item: string): Doing[] {
  const ways = (reference.recipes.get(item) ?? []).map(({ operations }) =>
    operations.flatMap((operation): Doing[] => {
      const { routes } = capability(reference, firm, operation)
      const route = routes.find(({ mode }) => mode === 'direct') ?? routes[0]
      return route === undefined ? [] : [{ operation, route }]
    }),
  )
  return ways.reduce<Doing[]>((best, way) => (way.length > best.length ? way : best), [])
}

/**
 * Hours of a firm's machines and people that a quantity takes, by the minutes of the catalogue for the operations of the
 * item's own recipe that it can do, spread over the weeks from one day to another as it works in them. Nothing where it can do none of
 * them: who makes it for the firm takes hours of their own.
 */
export function hoursFor(
  catalogue: Catalogue,
  firm: Firm,
  { item, quantity, from, to }: { item: string; quantity: number; from: string; to: string },
): Taken[] {
  const reference = referenceOf(catalogue)
  const compiled = compileFirm(firm, reference)
  const weeks = weeksBetween(from, to)
  const exceptions = new Map(firm.availability.map(({ week, share }) => [week, share]))
  const shares = weeks.map(week => exceptions.get(week) ?? 1)
  return doneBy(reference, compiled, item).flatMap(({ operation, route }) => {
    const site = compiled.sites[route.site]
    const begun = quantity * operation.begun
    const trade = route.pools[0]?.trade ?? null
    const resources = [
      { kind: 'machines' as const, resource: route.machine?.type ?? null, each: route.machineMinutes },
      { kind: 'people' as const, resource: trade, each: route.labourMinutes },
    ]
    return resources.flatMap(({ kind, resource, each }): Taken[] => {
      if (site === undefined || resource === null) return []
      return spread(Math.ceil(begun * each), shares).flatMap((minutes, at) => {
        const week = weeks[at]
        return week === undefined || minutes === 0
          ? []
          : [{ siteId: site.site.id, kind, resource, week, minutes }]
      })
    })
  })
}

/** The same with one entry for each resource and week. */
export function merged(hours: readonly Taken[]): Taken[] {
  const byResource = Map.groupBy(hours, ({ siteId, kind, resource, week }) =>
    [siteId, kind, resource, week].join(' '),
  )
  return [...byResource.values()].flatMap(entries => {
    const [first] = entries
    const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0)
    return first === undefined ? [] : [{ ...first, minutes }]
  })
}

const MINUTES_AN_HOUR = 60

/**
 * Units of an item that a firm can make in a usual week with the hours it declares, all its work on it: its slowest operation
 * says. Null where it can do no operation of the item's own recipe.
 */
export function weeklyUnits(catalogue: Catalogue, firm: Firm, item: string): number | null {
  const reference = referenceOf(catalogue)
  const rates = doneBy(reference, compileFirm(firm, reference), item).flatMap(({ operation, route }) => {
    const hours = route.pools.reduce((sum, pool) => sum + pool.hours, 0)
    const of = (free: number, each: number) =>
      each === 0 ? [] : [(free * MINUTES_AN_HOUR) / (each * operation.begun)]
    return [
      ...(route.machine === null ? [] : of(route.machine.hours, route.machineMinutes)),
      ...of(hours, route.labourMinutes),
    ]
  })
  return rates.length === 0 ? null : Math.min(...rates)
}
