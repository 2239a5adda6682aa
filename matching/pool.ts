/**
 * The firms that are in the programme of a chain, and the programme itself: what all share comes first, then what each firm
 * brings, in the order they came in, so that a basis stays true to what was there before.
 */
import type { Frame, Points } from './frame.ts'
import type { Offer } from './offer.ts'
import type { Programme } from './solver.ts'

/** A part of the sets of firms. */
export interface Part {
  /** By line: 1 a member, -1 none, 0 open. */
  state: Int8Array
  /** By count of the frame: how many members there may be. */
  counts: { lower: number; upper: number }[]
}

/** What a member too few costs, in points of the score: more than any set can score. */
const missing = 8

/** The programme but for its objective and its limits, which each part has of its own. */
interface Written extends Omit<Programme, 'cost'> {
  points: Points[]
}

export class Pool {
  readonly members: number[] = []
  private readonly frame: Frame
  private readonly offer: (member: number) => Offer
  private readonly isIn: Uint8Array
  /** By place among the members: the number of its first column. */
  private starts: number[] = []
  /** By row of the frame: its number in the programme; -1 where its owner is no part of it. */
  private rowOf = new Int32Array(0)
  private written: Written | null = null

  constructor(frame: Frame, offer: (member: number) => Offer) {
    this.frame = frame
    this.offer = offer
    this.isIn = new Uint8Array(frame.team.lines.length)
  }

  has(member: number): boolean {
    return this.isIn[member] === 1
  }

  enter(member: number): void {
    if (this.has(member)) return
    this.isIn[member] = 1
    this.members.push(member)
    this.written = null
  }

  /** The column that says how much of a member is one; by its place among the members. */
  column(place: number): number {
    return this.starts[place] ?? 0
  }

  /** Prices of the rows of the frame, by those of the programme. Those of rows that only bind one way have one sign, but for rounding. */
  pricesOf(rows: Float64Array | undefined): Float64Array {
    const { rowOf } = this
    return Float64Array.from(this.frame.rows, ({ lower, upper }, at) => {
      const price = rows?.[rowOf[at] ?? -1] ?? 0
      if (lower === -Infinity) return Math.max(0, price)
      return upper === Infinity ? Math.min(0, price) : price
    })
  }

  /** The programme of a part, by the score, or by the score without the cost. */
  programme({ state, counts }: Part, isCosted: boolean): Programme {
    const { points, ...whole } = (this.written ??= this.write())
    const lower = whole.lower.slice()
    const upper = whole.upper.slice()
    this.members.forEach((member, place) => {
      if (state[member] === 1) lower[this.column(place)] = 1
      if (state[member] === -1) upper[this.column(place)] = 0
    })
    const rows = { ...whole.rows, lower: whole.rows.lower.slice(), upper: whole.rows.upper.slice() }
    this.frame.counts.forEach(({ row }, at) => {
      rows.lower[row] = counts[at]?.lower ?? 0
      rows.upper[row] = counts[at]?.upper ?? 0
    })
    const { dear } = this.frame
    if (dear !== null) rows.upper[dear.row] = isCosted ? dear.least : Infinity
    const isInPoints = isCosted && dear === null
    const cost = Float64Array.from(points, ({ gain, cost }) => (isInPoints ? gain - cost : gain))
    return { ...whole, cost, lower, upper, rows }
  }

  private write(): Written {
    const { frame } = this
    const offers = this.members.map(member => this.offer(member))
    const limits = this.placeRows(offers)
    const points: Points[] = []
    const upper: number[] = []
    const column = (own: Points, most: number) => {
      upper.push(most)
      return points.push(own) - 1
    }
    const matrix = new Matrix(limits.length)
    const { rowOf } = this
    const shared: [column: number, entries: readonly number[]][] = []
    for (const each of frame.columns) shared.push([column(each, each.upper), each.entries.flat()])
    for (const { row } of frame.counts) shared.push([column({ gain: -missing, cost: 0 }, Infinity), [row, 1]])
    this.starts = offers.map(({ columns }) => {
      const start = points.length
      columns.forEach((each, at) => shared.push([column(each, at === 0 ? 1 : Infinity), each.entries]))
      return start
    })
    const visit = (term: (row: number, column: number, value: number) => void) => {
      const { dear } = frame
      if (dear !== null) points.forEach(({ cost }, number) => cost !== 0 && term(dear.row, number, cost))
      for (const [number, entries] of shared) {
        for (let at = 0; at < entries.length; at += 2) {
          const row = rowOf[entries[at] ?? 0] ?? -1
          if (row !== -1) term(row, number, entries[at + 1] ?? 0)
        }
      }
      offers.forEach(({ rows }, place) => {
        const start = this.column(place)
        const first = this.firstRows[place] ?? 0
        rows.forEach((pairs, row) => {
          for (let at = 0; at < pairs.length; at += 2)
            term(first + row, start + (pairs[at] ?? 0), pairs[at + 1] ?? 0)
        })
      })
    }
    visit(row => matrix.count(row))
    matrix.open()
    visit((row, column, value) => matrix.put(row, column, value))
    const { starts, columns, values } = matrix
    return {
      points,
      lower: new Float64Array(points.length),
      upper: Float64Array.from(upper),
      integer: new Uint8Array(points.length),
      rows: {
        lower: Float64Array.from(limits, ({ lower }) => lower),
        upper: Float64Array.from(limits, ({ upper }) => upper),
        starts,
        columns,
        values,
      },
    }
  }

  /** By place among the members: the first row of its own. */
  private firstRows: number[] = []

  /** Numbers the rows: those that all share, then of each member its own, and those of the frame that it owns. */
  private placeRows(offers: Offer[]): { lower: number; upper: number }[] {
    const { frame } = this
    const limits: { lower: number; upper: number }[] = []
    const owned = new Map<number, number[]>()
    this.rowOf = new Int32Array(frame.rows.length).fill(-1)
    frame.rows.forEach((limit, row) => {
      const { owner } = limit
      if (owner === null) this.rowOf[row] = limits.push(limit) - 1
      else if (this.has(owner)) owned.set(owner, [...(owned.get(owner) ?? []), row])
    })
    this.firstRows = offers.map(({ member, rows }) => {
      const first = limits.length
      rows.forEach(() => limits.push(own))
      for (const row of owned.get(member) ?? []) this.rowOf[row] = limits.push(frame.rows[row] ?? own) - 1
      return first
    })
    return limits
  }
}

/** A row of a firm: its terms add up to 0 at most. */
const own = { lower: -Infinity, upper: 0 }

/** Rows one after the other: counted first, then filled. */
class Matrix {
  readonly starts: Int32Array
  columns = new Int32Array(0)
  values = new Float64Array(0)
  private next = new Int32Array(0)

  constructor(rows: number) {
    this.starts = new Int32Array(rows + 1)
  }

  count(row: number): void {
    this.starts[row + 1] = (this.starts[row + 1] ?? 0) + 1
  }

  open(): void {
    for (let row = 1; row < this.starts.length; row++)
      this.starts[row] = (this.starts[row] ?? 0) + (this.starts[row - 1] ?? 0)
    const size = this.starts.at(-1) ?? 0
    this.columns = new Int32Array(size)
    this.values = new Float64Array(size)
    this.next = this.starts.slice()
  }

  put(row: number, column: number, value: number): void {
    const at = this.next[row] ?? 0
    this.columns[at] = column
    this.values[at] = value
    this.next[row] = at + 1
  }
}
