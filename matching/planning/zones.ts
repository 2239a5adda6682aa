/** The departments of a plan: near enough to say how far things go. */
import { kilometres } from '../geography.ts'
import { compare } from '../reference.ts'
import type { Firm, Place } from '../supply.ts'
import type { Demand } from './region.ts'

export interface Zones {
  /** Codes, in their order. */
  departments: string[]
  numberOf: (place: Place) => number
  /** Road kilometres from the middle of one to the middle of another. */
  kilometres: (from: number, to: number) => number
}

/** Each department stands at the middle of the firms and demands in it. */
export function zonesOf(firms: readonly Firm[], demands: readonly Demand[]): Zones {
  const places = new Map<string, Place[]>()
  for (const place of [
    ...firms.flatMap(firm => firm.sites.map(site => site.place)),
    ...demands.map(demand => demand.place),
  ]) {
    const list = places.get(place.department) ?? []
    list.push(place)
    places.set(place.department, list)
  }
  const departments = [...places.keys()].sort(compare)
  const numbers = new Map(departments.map((department, number) => [department, number]))
  const middles = departments.map(department => {
    const own = places.get(department) ?? []
    const mean = (of: (place: Place) => number) => own.reduce((sum, place) => sum + of(place), 0) / own.length
    return { latitude: mean(place => place.latitude), longitude: mean(place => place.longitude) }
  })
  const distances = middles.map(from => middles.map(to => kilometres(from, to)))
  return {
    departments,
    numberOf: ({ department }) => numbers.get(department) ?? -1,
    kilometres: (from, to) => distances[from]?.[to] ?? 0,
  }
}
