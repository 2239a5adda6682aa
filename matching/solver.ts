/**
 * What the engine asks of a solver of linear and mixed-integer programmes. The engine writes programmes and reads answers;
 * who solves them, and where, is handed in.
 */

/** Maximise `cost · x` where lower ≤ x ≤ upper and every row holds lower ≤ Σ value × x ≤ upper; infinite where free. */
export interface Programme {
  cost: Float64Array
  lower: Float64Array
  upper: Float64Array
  /** 1 where a column takes whole numbers alone. */
  integer: Uint8Array
  rows: CompressedRows
}

/** Row `r` holds the terms from `starts[r]` up to, but not with, `starts[r + 1]`; no column twice in a row. */
export interface CompressedRows {
  lower: Float64Array
  upper: Float64Array
  starts: Int32Array
  columns: Int32Array
  values: Float64Array
}

/** Limits are of work, never of time: the same programme with the same limits has the same answer anywhere. */
export interface SolveOptions {
  /** A known solution to begin with; where it breaks a row it is no help. */
  start?: Float64Array
  /**
   * Where the simplex of a linear programme begins: what ended a programme of the same first rows and columns. Those that
   * came after them begin as if they were not there.
   */
  basis?: Basis
  /**
   * Where the simplex of a linear programme begins without a basis: each of these columns stands in place of a row, all others at
   * their lower limit.
   */
  inPlace?: readonly (readonly [column: number, row: number])[]
  /** Walks from solution to solution, where it begins at one: to few costs from far away. Else from price to price, where its beginning is no solution. */
  primal?: boolean
  /** Looks first whether the programme is smaller than it is written, which may tell at once that nothing solves it. */
  smaller?: boolean
  /** Relative gap, |bound − objective| ÷ |objective|, at which a mixed-integer answer is good enough. 0 by default. */
  gap?: number
  /** Most steps of the simplex, over all programmes solved on the way to the answer. */
  iterations?: number
  /** Most nodes of the search tree. */
  nodes?: number
  /** Aborted: the work ends at once, and the answer is `interrupted`. */
  signal?: AbortSignal
  /** Told now and then how many steps the simplex has taken on a linear programme so far: every 200 of them. */
  watch?: (steps: number) => void
}

/** What a solution of a linear programme says besides; none of a mixed-integer one. */
export interface Prices {
  /** By row: what one more unit of its binding bound would add to the objective. */
  rows: Float64Array
  /** By column: what one more unit of it would add, once the rows are paid for. */
  columns: Float64Array
}

/** Where the simplex ended: a state of each column and row, known to the solver alone. */
export interface Basis {
  columns: Int32Array
  rows: Int32Array
}

/** Prices and basis belong to linear programmes. */
export interface Optimum {
  status: 'optimal'
  values: Float64Array
  objective: number
  bound: number
  gap: number
  prices: Prices | null
  basis: Basis | null
}

export type Answer =
  | Optimum
  /** A limit of work was reached. `values` is the best found so far; no solution is better than `bound`. */
  | { status: 'limit'; values: Float64Array | null; objective: number; bound: number; gap: number }
  | { status: 'infeasible' }
  | { status: 'interrupted' }

/** Throws (rejects) where the programme is malformed or unbounded. */
export interface Solver {
  solve(programme: Programme, options?: SolveOptions): Promise<Answer>
}
