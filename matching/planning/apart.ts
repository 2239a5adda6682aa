/** The supply of a plan with its machines told apart: each station a craft of its own, for the steps that a solution does. */
import type { Model, Terms } from './model.ts'
import type { Craft, Station, Supply } from './supply.ts'

/** Below this a column of a solution is nothing. */
const nothing = 1e-7

/**
 * Stations that share a craft may lend each other machines and people, which they cannot: so much a plan of whole crafts
 * says too much. Hands lend nothing but hands, and stay together in a department. Each keeps the steps that its craft does in the solution.
 */
export function apart({ supply, calendar, zones }: Terms, model: Model, values: Float64Array): Supply {
  const isMade = (craft: number, at: number) =>
    Array.from({ length: calendar.weeks }).some((_, week) => {
      const column = model.made[craft]?.[at]?.[week]
      return column !== undefined && (values[column] ?? 0) > nothing
    })
  const crafts: Craft[] = []
  const stations = supply.stations.map((station): Station => ({ ...station, craft: -1 }))
  const add = (steps: Craft['steps'], members: Station[]) => {
    const number = crafts.length
    crafts.push({ number, steps, stations: members.map(station => station.number) })
    for (const station of members) stations[station.number] = { ...station, craft: number }
  }
  for (const craft of supply.crafts) {
    const steps = craft.steps.filter((_, at) => isMade(craft.number, at))
    if (steps.length === 0) continue
    const members = craft.stations.flatMap(number => supply.stations[number] ?? [])
    if (members.every(({ machine }) => machine === null)) {
      const numberOf = ({ site }: Station) => zones.numberOf(site.site.place)
      for (const zone of new Set(members.map(numberOf))) {
        add(
          steps,
          members.filter(station => numberOf(station) === zone),
        )
      }
    } else for (const station of members) add(steps, [station])
  }
  const hours = supply.hours.map(each => ({
    ...each,
    stations: each.stations.filter(number => stations[number]?.craft !== -1),
  }))
  return {
    ...supply,
    crafts,
    stations,
    hours: hours.filter(each => each.stations.length + each.lines.length > 0),
  }
}
