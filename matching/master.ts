/**
 * The programme over some of the firms, and what it proves about all: the others are priced, and enter where they would
 * bring something. So the programme stays small however many candidates there are, and its bound is that of all of them.
 */
import type { Frame } from './frame.ts'
import type { Offer } from './offer.ts'
import { pointsOf, type Tag, tagOf, valueAtMost, valueOf } from './pricing.ts'
import type { Basis, Optimum, Programme, Solver } from './solver.ts'

/** A part of the sets of firms. */
export interface Part {
  /** By line: 1 a member, -1 none, 0 open. */
  state: Int8Array
  /** By count of the frame: how many members there may be. */
  counts: { lower: number; upper: number }[]
}

/** All sets of firms. */
export function everySet({ team, counts, rows }: Frame): Part {
  return {
    state: new Int8Array(team.lines.length),
    counts: counts.map(({ row }) => ({ lower: rows[row]?.lower ?? 0, upper: rows[row]?.upper ?? 0 })),
  }
}

/** What no set of a part passes, and what each firm adds to it. */
export interface Relaxed {
  bound: number
  /** By line: the share of it that is a member; most are 0. */
  shares: Map<number, number>
  /** What a set with the firm scores at most, less the bound; where it is a whole member, what a set without it does. */
  valueOf: (member: number) => number
  /** The same or more, at a glance. */
  valueAtMost: (member: number) => number
  /** What a set scores at most. */
  atMost: (members: readonly number[]) => number
  basis: Basis | null
}

export interface Limits {
  solver: Solver
  signal?: AbortSignal | undefined
}

/** What enters is worth more than rounding. */
const worthEntering = 1e-7
/** Firms that enter at a time. */
const entering = 12
/** Firms to begin with, for each operation and over all. */
const firstOfEach = 3
const firstOverall = 8
/** What a member too few costs, in points of the score: more than any set can score. */
const missing = 8

export class Master {
  readonly frame: Frame
  private readonly write: (member: number) => Offer
  private readonly isCosted: boolean
  private readonly tags: (Tag | undefined)[] = []
  private readonly pool: number[] = []
  private readonly isIn = new Set<number>()
  /** By place in the pool: the number of its first column. */
  private starts: number[] = []
  /** By row of the frame: its number in the programme; -1 where its owner is no part of it. */
  private rowOf = new Int32Array(0)
  private written: Programme | null = null

  /** `write`: the offer of each line. `isCosted`: by the score, or by the score without the cost. `first`: who begins. */
  constructor(frame: Frame, write: (member: number) => Offer, isCosted: boolean, first?: readonly number[]) {
    this.frame = frame
    this.write = write
    this.isCosted = isCosted
    if (first === undefined) this.begin()
    else for (const member of first) this.enter(member)
  }

  /** Lines in the programme. */
  get firms(): readonly number[] {
    return this.pool
  }

  private tag(member: number): Tag {
    return (this.tags[member] ??= tagOf(this.write(member), this.isCosted))
  }

  /** Solves the programme of a part, and brings in firms until none outside would add to it. Null where it holds no set. */
  async relax(
    part: Part,
    basis: Basis | null,
    { solver, signal }: Limits,
  ): Promise<Relaxed | 'infeasible' | 'interrupted'> {
    part.state.forEach((state, member) => {
      if (state === 1) this.enter(member)
    })
    for (let warm = basis; ;) {
      const programme = this.restricted(part)
      const answer = await solver.solve(programme, {
        ...(warm === null ? {} : { basis: warm }),
        ...(signal === undefined ? {} : { signal }),
      })
      if (answer.status === 'infeasible' || answer.status === 'interrupted') return answer.status
      if (answer.status === 'limit') throw new Error('A programme without a limit reached one')
      const prices = this.pricesOf(answer.prices?.rows)
      const better = this.worthMost(part, prices)
      if (better.length > 0) {
        for (const member of better) this.enter(member)
        warm = answer.basis
        continue
      }
      return this.read(answer, prices)
    }
  }

  private read({ objective, values, prices: own, basis }: Optimum, prices: Float64Array): Relaxed {
    const known = new Map<number, number>()
    const shares = new Map<number, number>()
    const bound = objective + pointsOf(this.frame.constant, this.isCosted)
    // What is left without any member.
    let empty = bound
    this.pool.forEach((member, at) => {
      const column = this.starts[at] ?? 0
      const share = values[column] ?? 0
      const value = own?.columns[column] ?? 0
      if (share > 0) shares.set(member, share)
      known.set(member, value)
      empty -= share * value
    })
    const value = (member: number) => {
      let own = known.get(member)
      if (own === undefined) known.set(member, (own = valueOf(this.tag(member), prices)))
      return own
    }
    const glance = (member: number) => known.get(member) ?? valueAtMost(this.tag(member), prices)
    const atMost = (members: readonly number[]) => members.reduce((sum, member) => sum + value(member), empty)
    return { bound, shares, valueOf: value, valueAtMost: glance, atMost, basis }
  }

  private enter(member: number): void {
    if (this.isIn.has(member)) return
    this.isIn.add(member)
    this.pool.push(member)
    this.written = null
  }

  /** Those who would bring most if all that is made and delivered were paid alike. */
  private begin(): void {
    const { frame } = this
    const prices = new Float64Array(frame.rows.length)
    frame.team.question.checkpoints.forEach((_, at) => {
      const rows = frame.flow.flatMap(flows => flows[at] ?? [])
      const gain =
        frame.columns.find(({ entries }) => entries.some(([row]) => row === frame.lawful[at]))?.gain ?? 0
      for (const row of rows) prices[row] = gain / rows.length
    })
    const all = frame.team.lines.map((_, member) => ({
      member,
      value: valueAtMost(this.tag(member), prices),
    }))
    all.sort((a, b) => b.value - a.value || a.member - b.member)
    for (const { member } of all.slice(0, firstOverall)) this.enter(member)
    for (const { lines } of frame.counts) {
      const can = new Set(lines)
      for (const { member } of all.filter(each => can.has(each.member)).slice(0, firstOfEach))
        this.enter(member)
    }
  }

  /** Of the firms outside, those that would add most; none where none would. */
  private worthMost({ state }: Part, prices: Float64Array): number[] {
    const outside = this.frame.team.lines.flatMap((_, member) => {
      if (state[member] === -1 || this.isIn.has(member)) return []
      const most = valueAtMost(this.tag(member), prices)
      return most > worthEntering ? [{ member, most }] : []
    })
    outside.sort((a, b) => b.most - a.most || a.member - b.member)
    const found: { member: number; value: number }[] = []
    for (const { member } of outside) {
      const value = valueOf(this.tag(member), prices)
      if (value > worthEntering) found.push({ member, value })
      if (found.length >= 2 * entering) break
    }
    return found
      .sort((a, b) => b.value - a.value || a.member - b.member)
      .slice(0, entering)
      .map(({ member }) => member)
  }

  /** Prices of rows that only bind one way have one sign, but for rounding. */
  private pricesOf(rows: Float64Array | undefined): Float64Array {
    return Float64Array.from(this.frame.rows, ({ lower, upper }, at) => {
      const price = rows?.[this.rowOf[at] ?? -1] ?? 0
      if (lower === -Infinity) return Math.max(0, price)
      return upper === Infinity ? Math.min(0, price) : price
    })
  }

  private restricted({ state, counts }: Part): Programme {
    const whole = (this.written ??= this.programme())
    const lower = whole.lower.slice()
    const upper = whole.upper.slice()
    this.pool.forEach((member, at) => {
      const column = this.starts[at] ?? 0
      if (state[member] === 1) lower[column] = 1
      if (state[member] === -1) upper[column] = 0
    })
    const rows = { ...whole.rows, lower: whole.rows.lower.slice(), upper: whole.rows.upper.slice() }
    this.frame.counts.forEach(({ row }, at) => {
      rows.lower[row] = counts[at]?.lower ?? 0
      rows.upper[row] = counts[at]?.upper ?? 0
    })
    return { ...whole, lower, upper, rows }
  }

  private programme(): Programme {
    const { frame } = this
    const cost: number[] = []
    const upper: number[] = []
    const terms: [column: number, value: number][][] = []
    const limits: Frame['rows'] = []
    const owned = new Map<number, number[]>()
    const rowOf = new Int32Array(frame.rows.length).fill(-1)
    const place = (row: number) => {
      const limit = frame.rows[row]
      if (limit !== undefined) limits[terms.length] = limit
      rowOf[row] = terms.push([]) - 1
    }
    frame.rows.forEach(({ owner }, row) => {
      if (owner === null) place(row)
      else owned.set(owner, [...(owned.get(owner) ?? []), row])
    })
    const ownRows = this.pool.map(member => {
      const first = terms.length
      this.tag(member).offer.rows.forEach(() => terms.push([]))
      for (const row of owned.get(member) ?? []) place(row)
      return first
    })
    const column = (
      gain: number,
      most: number,
      entries: readonly (readonly [row: number, value: number])[],
    ) => {
      const number = cost.push(gain) - 1
      upper.push(most)
      for (const [row, value] of entries) terms[rowOf[row] ?? -1]?.push([number, value])
    }
    for (const each of frame.columns) column(pointsOf(each, this.isCosted), each.upper, each.entries)
    for (const { row } of frame.counts) column(-missing, Infinity, [[row, 1]])
    this.starts = this.pool.map((member, at) => {
      const start = cost.length
      const { columns, rows } = this.tag(member).offer
      columns.forEach((each, own) =>
        column(pointsOf(each, this.isCosted), own === 0 ? 1 : Infinity, each.entries),
      )
      rows.forEach((own, row) => {
        terms[(ownRows[at] ?? 0) + row] = own.map(([column, value]) => [start + column, value])
      })
      return start
    })
    this.rowOf = rowOf
    const size = terms.reduce((sum, row) => sum + row.length, 0)
    const starts = new Int32Array(terms.length + 1)
    const columns = new Int32Array(size)
    const values = new Float64Array(size)
    let next = 0
    terms.forEach((row, at) => {
      for (const [number, value] of row) {
        columns[next] = number
        values[next] = value
        next++
      }
      starts[at + 1] = next
    })
    return {
      cost: Float64Array.from(cost),
      lower: new Float64Array(cost.length),
      upper: Float64Array.from(upper),
      integer: new Uint8Array(cost.length),
      rows: {
        lower: Float64Array.from(terms, (_, at) => limits[at]?.lower ?? -Infinity),
        upper: Float64Array.from(terms, (_, at) => limits[at]?.upper ?? 0),
        starts,
        columns,
        values,
      },
    }
  }
}
