/** What a plan takes of the hours of its firms. */
import type { Hours } from './hours.ts'
import type { Model, Terms } from './model.ts'

/** Minutes taken of some hours, by week: of people by what they give, of machines by what is made on them. */
export function takenOf(
  { supply, calendar }: Terms,
  model: Model,
  values: Float64Array,
  hours: Hours,
): Float64Array {
  const taken = new Float64Array(calendar.weeks)
  const add = (week: number, minutes: number) => (taken[week] = (taken[week] ?? 0) + minutes)
  const valueOf = (column: number | undefined) => (column === undefined ? 0 : (values[column] ?? 0))
  for (const number of hours.stations) {
    const station = supply.stations[number]
    const craft = supply.crafts[station?.craft ?? -1]
    if (station === undefined || craft === undefined) continue
    if (hours.kind === 'people') {
      for (let week = 0; week < calendar.weeks; week++) add(week, valueOf(model.labour[number]?.[week]))
    } else {
      craft.steps.forEach(({ machineMinutes }, at) => {
        for (let week = 0; week < calendar.weeks; week++)
          add(week, (valueOf(model.made[craft.number]?.[at]?.[week]) * machineMinutes) / station.pace)
      })
    }
  }
  for (const number of hours.lines) {
    const line = supply.lines[number]
    if (line === undefined) continue
    const minutes = hours.kind === 'people' ? line.labourMinutes : line.machineMinutes
    add(line.week, valueOf(model.agreed[number]) * minutes)
  }
  return taken
}
