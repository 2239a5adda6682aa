/** The rows of a plan that keep work within hours: of people, of machines, and of what a reorientation brings. */
import type { Hours } from './hours.ts'
import type { Model, Terms } from './model.ts'
import type { Sheet, Term } from './sheet.ts'
import type { Craft, Line, Station } from './supply.ts'

/** By station and week; undefined where there is nothing to decide. */
type ByWeek = (number | undefined)[][]

/** Share of its rate that a station reaches in a week. */
export function rateOf(
  { first, ready, rampUp }: Pick<Station, 'first' | 'ready' | 'rampUp'>,
  week: number,
): number {
  return week < first ? 0 : (rampUp[week - ready] ?? 1)
}

/**
 * Writes the minutes that people work, by station: within the hours of their site, within what their machines can run for,
 * and none before a reorientation is made.
 */
export function writeLabour(
  sheet: Sheet,
  { calendar, supply }: Terms,
  { moves, agreed }: Pick<Model, 'moves' | 'agreed'>,
): ByWeek {
  const limits = supply.stations.map(() => new Float64Array(calendar.weeks).fill(Infinity))
  for (const { kind, minutes, stations } of supply.hours) {
    for (const number of stations) {
      const station = supply.stations[number]
      const most = kind === 'people' ? 1 : peopleForMachine(supply.crafts, station)
      minutes.forEach((free, week) => {
        const own = limits[number]
        if (own !== undefined) own[week] = Math.min(own[week] ?? 0, free > 0 ? free * most : 0)
      })
    }
  }
  const labour = supply.stations.map(station => {
    if (supply.crafts[station.craft] === undefined) return []
    return Array.from(limits[station.number] ?? [], (limit, week) =>
      writeGiven(
        sheet,
        limit * rateOf(station, week),
        station.move === null ? undefined : moves[station.move],
      ),
    )
  })
  writeShared(
    sheet,
    supply.hours.filter(({ kind }) => kind === 'people'),
    labour,
    takenBy(supply.lines, agreed, ({ labourMinutes }) => labourMinutes),
  )
  return labour
}

/** Minutes of people for a minute of their machine, by the work that takes most of them. */
export function peopleForMachine(crafts: readonly Craft[], station: Station | undefined): number {
  const steps = station === undefined ? [] : (crafts[station.craft]?.steps ?? [])
  const ratios = steps.map(step =>
    step.machineMinutes > 0 ? (step.labourMinutes * (station?.pace ?? 1)) / step.machineMinutes : Infinity,
  )
  return Math.max(0, ...ratios)
}

/** Writes the minutes that machines run, by station, where stations and agreed lines share them: a machine before and after a move. */
export function writeMachines(
  sheet: Sheet,
  { supply }: Terms,
  { moves, agreed }: Pick<Model, 'moves' | 'agreed'>,
): ByWeek {
  const shared = supply.hours.filter(hours => hours.kind === 'machines' && isShared(hours))
  const machines: ByWeek = supply.stations.map(() => [])
  for (const { minutes, stations } of shared) {
    for (const number of stations) {
      const station = supply.stations[number]
      if (station === undefined) continue
      const move = station.move === null ? undefined : moves[station.move]
      machines[number] = Array.from(minutes, (free, week) =>
        writeGiven(sheet, free * rateOf(station, week), move),
      )
    }
  }
  writeShared(
    sheet,
    shared,
    machines,
    takenBy(supply.lines, agreed, ({ machineMinutes }) => machineMinutes),
  )
  return machines
}

/** A column up to a limit, which holds only once the move is made. */
function writeGiven(sheet: Sheet, limit: number, move: number | undefined): number | undefined {
  if (limit <= 0) return undefined
  const column = sheet.column(0, limit)
  if (move !== undefined)
    sheet.row(
      [
        [column, 1],
        [move, -limit],
      ],
      -Infinity,
      0,
    )
  return column
}

/** More than one station takes of these hours, or a line that is agreed. */
const isShared = ({ stations, lines }: Hours) => stations.length > 1 || lines.length > 0

/** Minutes of a kind that an agreed line takes in a week. */
type Taken = (line: number, week: number) => Term[]

function takenBy(
  lines: readonly Line[],
  agreed: readonly number[],
  minutesOf: (line: Line) => number,
): Taken {
  return (number, week) => {
    const [line, column] = [lines[number], agreed[number]]
    return line === undefined || column === undefined || line.week !== week ? [] : [[column, minutesOf(line)]]
  }
}

/** Stations and agreed lines that share hours take no more than there are. */
function writeShared(sheet: Sheet, hours: readonly Hours[], given: ByWeek, taken: Taken) {
  for (const { minutes, stations, lines } of hours) {
    minutes.forEach((free, week) => {
      const own = stations.flatMap((number): Term[] => {
        const column = given[number]?.[week]
        return column === undefined ? [] : [[column, 1]]
      })
      const agreed = lines.flatMap(line => taken(line, week))
      // A column alone has its limit.
      if (own.length > 1 || agreed.length > 0) sheet.row([...own, ...agreed], -Infinity, free)
    })
  }
}

/** Firms whose hours of work are bound. */
function countedFirms({ supply, bounds }: Terms): ReadonlySet<number> {
  const ids = new Set(bounds.flatMap(bound => (bound.kind === 'difficulty' ? bound.firms : [])))
  return new Set(supply.firms.flatMap(({ firm }, number) => (ids.has(firm.id) ? [number] : [])))
}

/** Rows of crafts, by craft and week. */
export interface CraftRows {
  people: ByWeek
  machines: ByWeek
}

/** What a craft makes takes no more minutes than its stations give, of people and of machines. */
export function writeCrafts(
  sheet: Sheet,
  terms: Terms,
  {
    made,
    labour,
    machines,
    moves,
  }: { made: ByWeek[]; labour: ByWeek; machines: ByWeek; moves: readonly number[] },
): CraftRows {
  const { calendar, supply } = terms
  const rows: CraftRows = { people: [], machines: [] }
  const counted = countedFirms(terms)
  const alone = new Map(
    supply.hours.flatMap(hours =>
      hours.kind === 'machines' && !isShared(hours)
        ? [[hours.stations[0] ?? -1, hours.minutes] as const]
        : [],
    ),
  )
  for (const { number: craft, steps, stations } of supply.crafts) {
    const members = stations.flatMap(number => supply.stations[number] ?? [])
    const isByHand = members.some(({ machine }) => machine === null)
    const own: Record<keyof CraftRows, ByWeek[number]> = { people: [], machines: [] }
    rows.people.push(own.people)
    rows.machines.push(own.machines)
    for (let week = 0; week < calendar.weeks; week++) {
      const work = steps.flatMap((step, at) => {
        const column = made[craft]?.[at]?.[week]
        return column === undefined ? [] : [{ ...step, column }]
      })
      // Minutes that count towards a bound are all worked.
      const isCounted = members.some(({ firm }) => counted.has(firm))
      if (work.length === 0 && !isCounted) continue
      const people = members.flatMap(({ number }): Term[] => {
        const column = labour[number]?.[week]
        return column === undefined ? [] : [[column, -1]]
      })
      own.people[week] = sheet.row(
        [...work.map(({ column, labourMinutes }): Term => [column, labourMinutes]), ...people],
        isCounted ? 0 : -Infinity,
        0,
      )
      if (isByHand || work.length === 0) continue
      let free = 0
      const given: Term[] = []
      for (const station of members) {
        const shared = machines[station.number]?.[week]
        if (shared !== undefined) {
          given.push([shared, -station.pace])
          continue
        }
        const minutes = (alone.get(station.number)?.[week] ?? 0) * rateOf(station, week) * station.pace
        const move = station.move === null ? undefined : moves[station.move]
        if (move === undefined) free += minutes
        else given.push([move, -minutes])
      }
      own.machines[week] = sheet.row(
        [...work.map(({ column, machineMinutes }): Term => [column, machineMinutes]), ...given],
        -Infinity,
        free,
      )
    }
  }
  return rows
}
