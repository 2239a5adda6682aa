/**
 * The firms that are in the programme of a chain, and the programme itself: what all share comes first, then what each firm
 * brings, in the order they came in, so that a basis stays true to what was there before.
 */
import type { Frame, Points } from './frame.ts'
import type { Lists, Offer } from './offer.ts'
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
  gains: number[]
  costs: number[]
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
    const { gains, costs, ...whole } = (this.written ??= this.write())
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
    // Where costs have a row of their own, what is above the least is paid there.
    const isPaid = isCosted && dear === null
    const cost = Float64Array.from(gains, (gain, at) => (isPaid ? gain - (costs[at] ?? 0) : gain))
    return { ...whole, cost, lower, upper, rows }
  }

  private write(): Written {
    const { frame } = this
    const offers = this.members.map(member => this.offer(member))
    const limits = this.placeRows(offers)
    const { rowOf } = this
    const gains: number[] = []
    const costs: number[] = []
    const upper: number[] = []
    const column = ({ gain, cost }: Points, most: number) => {
      gains.push(gain)
      costs.push(cost)
      return upper.push(most) - 1
    }
    for (const each of frame.columns) column(each, each.upper)
    const ofCounts = frame.counts.map(({ row }) => ({
      row,
      own: column({ gain: -missing, cost: 0 }, Infinity),
    }))
    this.starts = offers.map(offer => {
      const start = upper.length
      offer.gains.forEach((gain, at) => column({ gain, cost: offer.costs[at] ?? 0 }, at === 0 ? 1 : Infinity))
      return start
    })
    const visit = (term: (row: number, column: number, value: number) => void) => {
      const { dear } = frame
      if (dear !== null) costs.forEach((cost, number) => cost !== 0 && term(dear.row, number, cost))
      frame.columns.forEach(({ entries }, number) => {
        for (const [row, value] of entries) term(row, number, value)
      })
      for (const { row, own } of ofCounts) term(row, own, 1)
      offers.forEach(({ entries, rows }, place) => {
        const start = this.column(place)
        eachPair(entries, (own, row, value) => {
          const into = rowOf[row] ?? -1
          if (into !== -1) term(into, start + own, value)
        })
        const first = this.firstRows[place] ?? 0
        eachPair(rows(), (row, own, value) => term(first + row, start + own, value))
      })
    }
    const matrix = new Matrix(limits.length)
    visit(row => matrix.count(row))
    matrix.open()
    visit((row, column, value) => matrix.put(row, column, value))
    const { starts, columns, values } = matrix
    return {
      gains,
      costs,
      lower: new Float64Array(upper.length),
      upper: Float64Array.from(upper),
      integer: new Uint8Array(upper.length),
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
      for (let row = 1; row < rows().starts.length; row++) limits.push(own)
      for (const row of owned.get(member) ?? []) this.rowOf[row] = limits.push(frame.rows[row] ?? own) - 1
      return first
    })
    return limits
  }
}

/** Visits the pairs of lists, with the position of their list. */
function eachPair(
  { starts, pairs }: Lists,
  visit: (list: number, first: number, second: number) => void,
): void {
  for (let list = 0; list + 1 < starts.length; list++)
    for (let at = starts[list] ?? 0; at < (starts[list + 1] ?? 0); at += 2)
      visit(list, pairs[at] ?? 0, pairs[at + 1] ?? 0)
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
