/** Writes a programme for the solver, column by column and row by row. */
import type { Programme } from './solver.ts'

export class ProgrammeBuilder {
  private readonly cost: number[]
  private readonly upper: number[]
  private readonly rowLower: number[] = []
  private readonly rowUpper: number[] = []
  private readonly starts = [0]
  private readonly columns: number[] = []
  private readonly values: number[] = []

  /** Begins with columns from 0 up, of these objectives. */
  constructor(objective: readonly number[]) {
    this.cost = [...objective]
    this.upper = objective.map(() => Infinity)
  }

  /** A column from 0 to `upper`; its number. */
  column(cost: number, upper: number): number {
    this.cost.push(cost)
    return this.upper.push(upper) - 1
  }

  /** A row; its number. A column that comes several times counts with the sum of its coefficients. */
  row(
    terms: readonly (readonly [column: number, value: number])[],
    upper: number,
    lower = -Infinity,
  ): number {
    const sums = new Map<number, number>()
    for (const [column, value] of terms) sums.set(column, (sums.get(column) ?? 0) + value)
    for (const [column, value] of sums) {
      if (value === 0) continue
      this.columns.push(column)
      this.values.push(value)
    }
    this.starts.push(this.columns.length)
    this.rowLower.push(lower)
    return this.rowUpper.push(upper) - 1
  }

  /** `whole`: the columns that take whole numbers alone. */
  programme(whole: Iterable<number>): Programme {
    const integer = new Uint8Array(this.cost.length)
    for (const column of whole) integer[column] = 1
    return {
      cost: Float64Array.from(this.cost),
      lower: new Float64Array(this.cost.length),
      upper: Float64Array.from(this.upper),
      integer,
      rows: {
        lower: Float64Array.from(this.rowLower),
        upper: Float64Array.from(this.rowUpper),
        starts: Int32Array.from(this.starts),
        columns: Int32Array.from(this.columns),
        values: Float64Array.from(this.values),
      },
    }
  }
}
