/** A programme being written: columns and rows in the order they come. Minimised. */
import type { Programme } from '../solver.ts'

/** A column and its coefficient. */
export type Term = readonly [column: number, value: number]

/** The first columns and rows of a sheet: what is in these rows alone. */
export interface Size {
  columns: number
  rows: number
}

/** Limits of a column that differ from its own, and its cost where it does. */
export interface Within {
  lower: number
  upper: number
  cost?: number
}
export type Kept = ReadonlyMap<number, Within>

export class Sheet {
  readonly #cost: number[] = []
  readonly #lower: number[] = []
  readonly #upper: number[] = []
  readonly #rowLower: number[] = []
  readonly #rowUpper: number[] = []
  readonly #starts: number[] = [0]
  readonly #columns: number[] = []
  readonly #values: number[] = []

  get columns(): number {
    return this.#cost.length
  }

  /** How much is written so far. */
  get size(): Size {
    return { columns: this.#cost.length, rows: this.#rowLower.length }
  }

  /** Adds a column from `lower` to `upper` and answers its number. */
  column(cost: number, upper = Infinity, lower = 0): number {
    this.#lower.push(lower)
    this.#upper.push(upper)
    return this.#cost.push(cost) - 1
  }

  /** Adds lower ≤ Σ value × column ≤ upper and answers its number. A row without terms is left out: 0 has to be within. */
  row(terms: readonly Term[], lower: number, upper: number): number | undefined {
    if (terms.length === 0) {
      if (lower > 0 || upper < 0) throw new RangeError('A row without terms cannot hold')
      return undefined
    }
    for (const [column, value] of terms) {
      this.#columns.push(column)
      this.#values.push(value)
    }
    this.#starts.push(this.#columns.length)
    this.#rowLower.push(lower)
    return this.#rowUpper.push(upper) - 1
  }

  /**
   * The relaxed programme, for a solver that maximises, with some columns kept within other limits. `costs`: those of some
   * columns, where nothing else is to count. `of`: the first columns and rows alone.
   */
  programme(kept: Kept, costs: ReadonlyMap<number, number> | null = null, of: Size = this.size): Programme {
    const first = (values: readonly number[]) =>
      Float64Array.from({ length: of.columns }, (_, at) => values[at] ?? 0)
    const [lower, upper, cost] = [first(this.#lower), first(this.#upper), first(this.#cost)]
    for (const [column, limits] of kept) {
      if (column >= of.columns) continue
      lower[column] = limits.lower
      upper[column] = limits.upper
      cost[column] = limits.cost ?? cost[column] ?? 0
    }
    const terms = this.#starts[of.rows] ?? 0
    return {
      cost: cost.map((own, column) => -(costs === null ? own : (costs.get(column) ?? 0))),
      lower,
      upper,
      integer: new Uint8Array(of.columns),
      rows: {
        lower: Float64Array.from(this.#rowLower.slice(0, of.rows)),
        upper: Float64Array.from(this.#rowUpper.slice(0, of.rows)),
        starts: Int32Array.from(this.#starts.slice(0, of.rows + 1)),
        columns: Int32Array.from(this.#columns.slice(0, terms)),
        values: Float64Array.from(this.#values.slice(0, terms)),
      },
    }
  }
}
