/**
 * What one firm may bring to the programme of a chain: columns of its own, of which the first is its membership, with what
 * they add to the rows that all share, and rows among themselves. Its rows hold for any multiple: half a member works half.
 */
import { leastPart, latenessFollowed, reliabilityPerPartner } from './defaults.ts'
import { costsOf } from './estimate.ts'
import type { Frame, Points } from './frame.ts'
import { gainsOf } from './gains.ts'
import { type LentPace, type OwnPace, termsOf } from './hours.ts'
import { mayBorrow, spareOf } from './lending.ts'
import { spotOf } from './lending-rows.ts'
import { leastPartOf } from './least-part.ts'
import type { Maker } from './manufacturers.ts'
import { isMaking } from './responsible.ts'
import { perUnitOf, scoreAlone, weeksBy } from './programme.ts'
import type { Question } from './question.ts'
import { freeWeeksOf, type TeamRoute } from './team.ts'

/**
 * Side by side, in a few long lists: hundreds of offers are kept at a time, priced over and over, and copied with all their
 * parts whenever young memory is collected.
 */
export interface Offer {
  member: number
  /** By column: points that a unit brings and costs, the most it can be for a whole member, the operation that it is a share of. */
  gains: number[]
  costs: number[]
  most: number[]
  sharesOf: number[]
  /** By column: shared rows, and what a unit adds to each. */
  entries: Lists
  /** Rows of its own, in which columns add up to 0 at most. */
  rows: Lists
}

/** Lists one after the other: the list `at` goes from `starts[at]` up to, but not with, `starts[at + 1]`. */
export interface Lists {
  starts: number[]
  pairs: Pairs
}

/** Numbers and values by turns: column and coefficient of a row, row and amount of a column. */
export type Pairs = number[]

export interface OfferColumn extends Points {
  /** Shared rows, and what a unit adds to each. */
  entries: Pairs
  /** The most it can be for a whole member; Infinity where it only ever costs. */
  most: number
  /** The operation whose shares together are at most what one whole share may be; -1 where none. */
  shareOf: number
}

/** Writes the offers of firms one by one. */
export function offersOf(frame: Frame): (member: number) => Offer {
  const { team } = frame
  const { question } = team
  const gains = gainsOf(team, scoreAlone)
  const costs = costsOf(team)
  const partner = { gain: -reliabilityPerPartner * question.weights.reliability, cost: costs.ofPartner }
  const horizon = horizonOf(question)
  const last = question.checkpoints.findIndex(({ day }) => day === question.lastDue)
  const routesOf = team.lines.map((): TeamRoute[] => [])
  for (const route of team.routes) routesOf[route.member]?.push(route)
  const countsOf = team.lines.map((): Pairs => [])
  for (const { row, lines } of frame.counts) for (const at of lines) countsOf[at]?.push(row, 1)
  const { checkpoints } = question
  const days = checkpoints.map(({ day }) => day)

  return member => {
    const line = team.lines[member]
    if (line === undefined) throw new RangeError(`No line ${member}`)
    const columns: OfferColumn[] = []
    const rows: Pairs[] = []
    const column = (gain: number, cost: number, entries: Pairs, most = Infinity, shareOf = -1) =>
      columns.push({ gain, cost, entries, most, shareOf }) - 1
    const least = leastPartOf(team, member)
    const ofOwn = countsOf[member]?.slice() ?? []
    const own = column(partner.gain, partner.cost, ofOwn, 1)
    const shares = new Map<number, Pairs>()
    const perUnits: number[] = []
    const parts: Pairs = []
    const making: Pairs = []
    const changes = new Map<string, number>()
    /** By operation and change: what goes through it. */
    const through = new Map<string, Pairs>()

    const work = (route: TeamRoute, further: Pairs): number | undefined => {
      const { operation } = route.line
      const [ofWork, late] = [frame.work[operation], frame.late[operation]]
      const atLast = weeksBy(route, horizon)
      if (ofWork === undefined || !(atLast > 0)) return undefined
      const perUnit = perUnitOf(team, route)
      const share = column(gains.ofRoute(route), costs.ofRoute(route), [ofWork, 1], perUnit, operation)
      const flows = frame.flow[operation]
      const weeks = days.map(day => weeksBy(route, day))
      const flowing = further.slice()
      weeks.forEach((own, at) => {
        const flow = flows?.[at]
        if (flow !== undefined && own !== 0) flowing.push(flow, -own)
      })
      const pace = column(0, 0, flowing, enoughPace(question, weeks, perUnit))
      rows.push([share, 1, pace, -atLast])
      if (late !== undefined) rows.push([share, 1, pace, -(weeks[last] ?? 0), column(0, 0, [late, 1]), -1])
      const known = shares.get(operation)
      if (known === undefined) {
        shares.set(operation, [share, 1])
        perUnits.push(perUnit)
      } else known.push(share, 1)
      parts.push(share, -1 / perUnit / least)
      if (isMaking(team, route)) making.push(share, -1 / leastPart)
      for (const { id, keuro } of route.line.route.reorientations) {
        const key = `${route.line.route.site}|${id}`
        const change = changes.get(key) ?? column(0, costs.ofChange(keuro.value), [])
        changes.set(key, change)
        const ofOperation = `${operation}|${key}`
        const row = through.get(ofOperation)
        if (row === undefined) through.set(ofOperation, [change, -1, share, 1 / perUnit])
        else row.push(share, 1 / perUnit)
      }
      return pace
    }

    const paced: OwnPace[] = []
    const lent: LentPace[] = []
    const pace = (route: TeamRoute, isLoan: boolean, further: Pairs) => {
      const variable = work(route, further)
      if (variable !== undefined) paced.push({ variable, position: route.position, isLoan })
    }
    const { borrowed, spared } = frame.lending
    for (const route of routesOf[member] ?? []) {
      pace(route, false, [])
      if (borrowed.size === 0) continue
      const spot = spotOf(member, route.line)
      const taking = borrowed.get(spot)
      if (taking !== undefined && mayBorrow(route.line)) {
        const availability = freeWeeksOf(question, line, route.line, 'machines')
        const minutes = route.line.labourMinutes
        pace(
          { ...route, availability },
          true,
          taking.flatMap(row => [row, minutes]),
        )
      }
      const giving = spared.get(spot)
      const spare = giving === undefined ? null : spareOf(line, route.line)
      if (giving !== undefined && spare !== null) {
        const given = column(
          0,
          0,
          giving.flatMap(row => [row, -1]),
        )
        lent.push({ variable: given, pools: spare.pools, labourMinutes: 1 })
      }
    }
    const quickest = new Map(paced.map(({ variable }) => [variable, Infinity]))
    for (const resource of line.resources) {
      const terms = termsOf(resource, paced, lent, question.need.quantity)
      if (terms.length === 0) continue
      const hours: Pairs = []
      for (const [variable, part] of terms) {
        hours.push(variable, part)
        quickest.set(variable, Math.min(1 / part, quickest.get(variable) ?? Infinity))
      }
      hours.push(own, -1)
      rows.push(hours)
    }
    for (const [variable, hours] of quickest) {
      const limited = columns[variable]
      if (limited === undefined) continue
      // Faster than is enough is no use; what the hours do not allow needs no row.
      if (limited.most < hours) rows.push([variable, 1, own, -limited.most])
      else limited.most = hours
    }
    rows.push(...through.values())
    let at = 0
    for (const terms of shares.values()) rows.push([...terms, own, -(perUnits[at++] ?? 0)])
    // Whoever lends people may have its part in another's work.
    if (lent.length === 0) {
      ofOwn.push(frame.idle, 1)
      const part = column(0, 0, [frame.idle, -1], 1)
      rows.push([part, 1, own, -1], [part, 1, ...parts])
    }
    const { carrying } = frame
    if (carrying?.tested.has(member) === true) ofOwn.push(carrying.row, -carrying.quantity)
    const makership = frame.makers[member] ?? null
    if (makership !== null) {
      const manufacturer = ({ gain, lawful }: Maker, further: Pairs) => {
        const entries = [frame.manufacturer, 1, ...further]
        frame.lawful.forEach((row, at) => {
          const checkpoint = checkpoints[at]
          if (checkpoint !== undefined && checkpoint.day >= lawful) entries.push(row, -checkpoint.required)
        })
        return column(gain, 0, entries, 1)
      }
      const { own: alone, carried } = makership
      const inLaw = [manufacturer(alone, []), 1]
      if (carried !== null && carrying !== null)
        inLaw.push(manufacturer(carried, [carrying.row, carrying.quantity]), 1)
      rows.push([...inLaw, own, -1])
      if (frame.idleMaker !== null) rows.push([...inLaw, ...making, column(0, 0, [frame.idleMaker, 1]), -1])
    }
    return offerOf(member, columns, rows)
  }
}

/** Lays an offer side by side. Each row: its terms add up to 0 at most. */
export function offerOf(member: number, columns: OfferColumn[], rows: Pairs[]): Offer {
  return {
    member,
    gains: columns.map(({ gain }) => gain),
    costs: columns.map(({ cost }) => cost),
    most: columns.map(({ most }) => most),
    sharesOf: columns.map(({ shareOf }) => shareOf),
    entries: listsOf(columns.map(({ entries }) => entries)),
    rows: listsOf(rows),
  }
}

function listsOf(all: Pairs[]): Lists {
  const [starts, pairs]: [number[], Pairs] = [[0], []]
  for (const each of all) {
    for (let at = 0; at < each.length; at++) pairs.push(each[at] ?? 0)
    starts.push(pairs.length)
  }
  return { starts, pairs }
}

/** How far ahead late work still counts as a share of the work. */
function horizonOf({ today, lastDue }: Question): number {
  return today + latenessFollowed * Math.max(7, lastDue - today)
}

/** The pace at which a route does all that is asked (`perUnit`), by every date: faster is no use. `weeks`: by checkpoint. */
function enoughPace({ checkpoints }: Question, weeks: number[], perUnit: number): number {
  let enough = 0
  checkpoints.forEach(({ required }, at) => {
    const own = weeks[at] ?? 0
    if (own > 0) enough = Math.max(enough, (perUnit * required) / own)
  })
  // A route too late for every date works for what is delivered later.
  return enough === 0 ? Infinity : enough
}
