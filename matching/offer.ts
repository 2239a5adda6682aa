/**
 * What one firm may bring to the programme of a chain: columns of its own, of which the first is its membership, with what
 * they add to the rows that all share, and rows among themselves. Its rows hold for any multiple: half a member works half.
 */
import { leastPart, latenessFollowed, reliabilityPerPartner } from './defaults.ts'
import { costsOf } from './estimate.ts'
import type { Frame, Points } from './frame.ts'
import { gainsOf } from './gains.ts'
import { type LentPace, type OwnPace, visitTerms } from './hours.ts'
import { leastPartOf } from './least-part.ts'
import type { Maker } from './manufacturers.ts'
import { isMaking } from './responsible.ts'
import { perUnitOf, scoreAlone, weeksBy } from './programme.ts'
import type { Question } from './question.ts'
import { freeWeeksOf, type Team, type TeamRoute } from './team.ts'

/**
 * Side by side, in a few long lists: hundreds of offers are kept at a time, priced over and over, and copied with all their
 * parts whenever young memory is collected.
 */
export interface Offer extends OfferColumns {
  member: number
  /** Rows of its own, in which columns add up to 0 at most. Written when they are asked for: most firms are only priced at a glance. */
  rows: () => Lists
}

export interface OfferColumns {
  /** By column: points that a unit brings and costs. */
  gains: number[]
  costs: number[]
  /** The most it can be for a whole member; Infinity where it only ever costs. */
  most: number[]
  /** The operation whose shares together are at most what one whole share may be; -1 where none. */
  sharesOf: number[]
  /** Shared rows, and what a unit adds to each. */
  entries: Lists
}

/** Lists one after the other: the list `at` goes from `starts[at]` up to, but not with, `starts[at + 1]`. */
export interface Lists {
  starts: number[]
  pairs: Pairs
}

/** Numbers and values by turns: column and coefficient of a row, row and amount of a column. */
export type Pairs = number[]

/** What a member adds to the score by being one, whatever it does. */
export function partnerOf(team: Team): Points {
  const gain = -reliabilityPerPartner * team.question.weights.reliability
  return { gain, cost: costsOf(team).ofPartner }
}

/** Writes the offers of firms one by one. */
export function offersOf(frame: Frame): (member: number) => Offer {
  const { team } = frame
  const { question } = team
  const { checkpoints } = question
  const { borrowed, spared } = frame.lending
  const gains = gainsOf(team, scoreAlone)
  const costs = costsOf(team)
  const partner = partnerOf(team)
  const horizon = horizonOf(question)
  const last = checkpoints.findIndex(({ day }) => day === question.lastDue)
  const routesOf = team.lines.map((): TeamRoute[] => [])
  for (const route of team.routes) routesOf[route.member]?.push(route)
  const countsOf = team.lines.map((): number[] => [])
  for (const { row, lines } of frame.counts) for (const at of lines) countsOf[at]?.push(row)
  const draft = new Draft()
  const days = checkpoints.map(({ day }) => day)
  const weeks = days.map(() => 0)

  /** Writes the columns of a firm to the draft; its rows to `rows`, where they are asked for. */
  const write = (member: number, rows: Rows | null): void => {
    const line = team.lines[member]
    if (line === undefined) throw new RangeError(`No line ${member}`)
    const routes = routesOf[member] ?? []
    const isLender = routes.some(route => spared.has(route.line))
    draft.clear()
    const own = draft.column(partner.gain, partner.cost, 1)
    for (const row of countsOf[member] ?? []) draft.enter(row, 1)
    // Whoever lends people may have its part in another's work.
    if (!isLender) draft.enter(frame.idle, 1)
    const { carrying } = frame
    if (carrying?.tested.has(member) === true) draft.enter(carrying.row, -carrying.quantity)

    const paced: (OwnPace & Quick)[] = []
    const lent: (LentPace & Quick)[] = []
    const changes = new Map<string, number>()
    const work = (route: TeamRoute, isLoan: boolean, taking: readonly number[]) => {
      const { operation } = route.line
      const [ofWork, late] = [frame.work[operation], frame.late[operation]]
      const atLast = weeksBy(route, horizon)
      if (ofWork === undefined || !(atLast > 0)) return
      const perUnit = perUnitOf(team, route)
      const share = draft.column(gains.ofRoute(route), costs.ofRoute(route), perUnit, operation)
      draft.enter(ofWork, 1)
      for (let at = 0; at < days.length; at++) weeks[at] = weeksBy(route, days[at] ?? 0)
      const pace = draft.column(0, 0, enoughPace(question, weeks, perUnit))
      paced.push({ variable: pace, position: route.position, isLoan, quickest: Infinity })
      for (const row of taking) draft.enter(row, route.line.labourMinutes)
      for (let at = 0; at < days.length; at++) {
        const [flow, own] = [frame.flow[operation]?.[at], weeks[at] ?? 0]
        if (flow !== undefined && own !== 0) draft.enter(flow, -own)
      }
      rows?.all.push([share, 1, pace, -atLast])
      if (late !== undefined) {
        const after = draft.column(0, 0)
        draft.enter(late, 1)
        rows?.all.push([share, 1, pace, -(weeks[last] ?? 0), after, -1])
      }
      for (const { id, keuro } of route.line.route.reorientations) {
        const key = `${route.line.route.site}|${id}`
        const change = changes.get(key) ?? draft.column(0, costs.ofChange(keuro.value))
        changes.set(key, change)
        if (rows === null) continue
        const ofOperation = `${operation}|${key}`
        const row = rows.through.get(ofOperation)
        if (row === undefined) rows.through.set(ofOperation, [change, -1, share, 1 / perUnit])
        else row.push(share, 1 / perUnit)
      }
      if (rows === null) return
      const known = rows.shares.get(operation)
      if (known === undefined) rows.shares.set(operation, { perUnit, terms: [share, 1] })
      else known.terms.push(share, 1)
      rows.parts.push(share, -1 / perUnit / leastPartOf(team, member))
      if (isMaking(team, route)) rows.making.push(share, -1 / leastPart)
    }
    for (const route of routes) {
      work(route, false, none)
      const taking = borrowed.get(route.line)
      if (taking !== undefined) {
        const availability = freeWeeksOf(question, line, route.line, 'machines')
        work({ ...route, availability }, true, taking)
      }
      const giving = spared.get(route.line)
      if (giving === undefined) continue
      const given = draft.column(0, 0)
      for (const row of giving.rows) draft.enter(row, -1)
      lent.push({ variable: given, pools: giving.people.pools, labourMinutes: 1, quickest: Infinity })
    }

    let hours: Pairs = []
    const limit = (pace: Quick, part: number) => {
      pace.quickest = Math.min(pace.quickest, 1 / part)
      if (rows !== null) hours.push(pace.variable, part)
    }
    for (const resource of line.resources) {
      visitTerms(resource, paced, lent, question.need.quantity, limit)
      if (hours.length === 0) continue
      rows?.all.push([...hours, own, -1])
      hours = []
    }
    for (const pace of [paced, lent])
      for (const { variable, quickest } of pace) {
        // Faster than is enough is no use; what the hours do not allow needs no row.
        const enough = draft.limit(variable, quickest)
        if (enough < quickest) rows?.all.push([variable, 1, own, -enough])
      }
    if (rows !== null) {
      rows.all.push(...rows.through.values())
      for (const { perUnit, terms } of rows.shares.values()) rows.all.push([...terms, own, -perUnit])
    }
    if (!isLender) {
      const part = draft.column(0, 0, 1)
      draft.enter(frame.idle, -1)
      rows?.all.push([part, 1, own, -1], [part, 1, ...rows.parts])
    }
    const makership = frame.makers[member] ?? null
    if (makership === null) return
    const inLaw: Pairs = []
    const manufacturer = ({ gain, lawful }: Maker, stack: typeof carrying) => {
      inLaw.push(draft.column(gain, 0, 1), 1)
      draft.enter(frame.manufacturer, 1)
      if (stack !== null) draft.enter(stack.row, stack.quantity)
      frame.lawful.forEach((row, at) => {
        const checkpoint = checkpoints[at]
        if (checkpoint !== undefined && checkpoint.day >= lawful) draft.enter(row, -checkpoint.required)
      })
    }
    manufacturer(makership.own, null)
    if (makership.carried !== null && carrying !== null) manufacturer(makership.carried, carrying)
    rows?.all.push([...inLaw, own, -1])
    if (frame.idleMaker === null) return
    const idle = draft.column(0, 0)
    draft.enter(frame.idleMaker, 1)
    rows?.all.push([...inLaw, ...rows.making, idle, -1])
  }

  return member => {
    write(member, null)
    let known: Lists | null = null
    const rows = () => {
      if (known !== null) return known
      const own: Rows = { all: [], shares: new Map(), through: new Map(), parts: [], making: [] }
      write(member, own)
      return (known = listsOf(own.all))
    }
    return { member, ...draft.columns(), rows }
  }
}

/** A pace, and the most that the hours allow of it. */
interface Quick {
  variable: number
  quickest: number
}

const none: readonly number[] = []

/** The rows of a firm, and what comes together for some of them over its routes. */
interface Rows {
  all: Pairs[]
  /** By operation: the shares of its routes, and what a whole one may be. */
  shares: Map<number, { perUnit: number; terms: Pairs }>
  /** By operation and change: what goes through it. */
  through: Map<string, Pairs>
  /** What counts for its part, and as making the product. */
  parts: Pairs
  making: Pairs
}

/** The columns of a firm while they are written, those of the next in the same place. Each entry is of the column last begun. */
class Draft {
  private size = 0
  private filled = 0
  private readonly gains: number[] = []
  private readonly costs: number[] = []
  private readonly most: number[] = []
  private readonly sharesOf: number[] = []
  private readonly starts: number[] = []
  private readonly pairs: Pairs = []

  clear(): void {
    this.size = this.filled = 0
  }

  /** Begins a column; its number. */
  column(gain: number, cost: number, most = Infinity, shareOf = -1): number {
    const at = this.size++
    this.gains[at] = gain
    this.costs[at] = cost
    this.most[at] = most
    this.sharesOf[at] = shareOf
    this.starts[at] = this.filled
    return at
  }

  enter(row: number, value: number): void {
    this.pairs[this.filled++] = row
    this.pairs[this.filled++] = value
  }

  /** Lets a column be so much at most; what it was before. */
  limit(column: number, most: number): number {
    const before = this.most[column] ?? Infinity
    if (most <= before) this.most[column] = most
    return before
  }

  columns(): OfferColumns {
    const { size, filled, gains, costs, most, sharesOf, starts, pairs } = this
    starts[size] = filled
    return {
      gains: gains.slice(0, size),
      costs: costs.slice(0, size),
      most: most.slice(0, size),
      sharesOf: sharesOf.slice(0, size),
      entries: { starts: starts.slice(0, size + 1), pairs: pairs.slice(0, filled) },
    }
  }
}

/** Lists laid one after the other. */
export function listsOf(all: readonly Pairs[]): Lists {
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
