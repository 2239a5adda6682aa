/**
 * Small linear programmes, solved exactly: maximise `objective · x` where every row holds `Σ coefficients · x ≤ limit`
 * with limits from 0 up and x ≥ 0. Nothing is a solution, so the primal simplex starts there; the same programme always
 * takes the same path. Written for some tens of rows and variables, where a library costs more than the solving.
 */

/** A variable and its coefficient. */
export type Term = readonly [variable: number, coefficient: number]

export interface Row {
  terms: readonly Term[]
  limit: number
}

export interface Solution {
  values: Float64Array
  objective: number
  /** What one more unit of each row's limit would add to the objective. */
  prices: Float64Array
}

const tolerance = 1e-11
/** A coefficient this small is what rounding left of none: to divide by it would make numbers out of nothing. */
const smallest = 1e-9
/** What rounding leaves of the largest objective where nothing is left. */
const rounding = 1e-14
/**
 * Pivots in a row that gain nothing, after which the rule that cannot cycle (Bland's) takes over from the fast one
 * (Dantzig's) until one gains something.
 */
const idlePivots = 60

/** Throws where the programme is unbounded: a row is missing. */
export function maximise(objective: readonly number[], rows: readonly Row[]): Solution {
  const variables = objective.length
  const width = variables + 1
  const height = rows.length
  // One dense table: a line a row, the last line the objective; columns are the variables outside the basis, then limits.
  const table = new Float64Array((height + 1) * width)
  // Names: 0…variables-1 are the variables, variables+r is the slack of row r.
  const columns = new Int32Array(variables)
  const basis = new Int32Array(height)
  let line = 0
  for (const { terms, limit } of rows) {
    for (const term of terms) {
      const cell = line * width + term[0]
      table[cell] = (table[cell] ?? 0) + term[1]
    }
    table[line * width + variables] = limit
    basis[line] = variables + line
    line += 1
  }
  let largest = 0
  for (let c = 0; c < variables; c++) {
    const value = objective[c] ?? 0
    table[height * width + c] = -value
    columns[c] = c
    largest = Math.max(largest, Math.abs(value))
  }
  const filled = new Int32Array(width)
  const least = Math.max(tolerance, rounding * largest)
  for (let idle = 0; ;) {
    const isBland = idle >= idlePivots
    const column = entering(table, height * width, columns, least, isBland)
    if (column === -1) break
    const row = leaving(table, width, height, column, basis, isBland)
    if (row === -1) throw new Error('Unbounded programme')
    const limit = table[row * width + variables] ?? 0
    idle = limit > tolerance * Math.max(1, table[row * width + column] ?? 0) ? 0 : idle + 1
    pivot(table, width, height, row, column, filled)
    const name = columns[column] ?? 0
    columns[column] = basis[row] ?? 0
    basis[row] = name
  }

  const values = new Float64Array(variables)
  const prices = new Float64Array(height)
  for (let r = 0; r < height; r++) {
    const name = basis[r] ?? 0
    if (name < variables) values[name] = table[r * width + variables] ?? 0
  }
  for (let c = 0; c < variables; c++) {
    const name = columns[c] ?? 0
    if (name >= variables) prices[name - variables] = table[height * width + c] ?? 0
  }
  return { values, objective: table[height * width + variables] ?? 0, prices }
}

function entering(table: Float64Array, line: number, columns: Int32Array, least: number, bland: boolean) {
  let best = -1
  let bestCost = -least
  for (let c = 0; c < columns.length; c++) {
    const cost = table[line + c] ?? 0
    if (cost >= -least) continue
    const better = bland
      ? best === -1 || (columns[c] ?? 0) < (columns[best] ?? 0)
      : cost < bestCost - tolerance || best === -1
    if (!better) continue
    best = c
    bestCost = cost
  }
  return best
}

/** Of rows that bind alike, the one with the largest coefficient, which rounds least; by name once cycles threaten. */
function leaving(
  table: Float64Array,
  width: number,
  height: number,
  column: number,
  basis: Int32Array,
  bland: boolean,
) {
  let best = -1
  let bestRatio = Infinity
  let bestCoefficient = 0
  for (let r = 0; r < height; r++) {
    const coefficient = table[r * width + column] ?? 0
    if (coefficient <= smallest) continue
    const ratio = (table[r * width + width - 1] ?? 0) / coefficient
    const isAlike = best !== -1 && ratio <= bestRatio + tolerance
    const isPreferred = bland ? (basis[r] ?? 0) < (basis[best] ?? 0) : coefficient > bestCoefficient
    if (!(ratio < bestRatio - tolerance || best === -1 || (isAlike && isPreferred))) continue
    best = r
    bestRatio = ratio
    bestCoefficient = coefficient
  }
  return best
}

/** `filled`: room for as many columns as there are. */
function pivot(
  table: Float64Array,
  width: number,
  height: number,
  row: number,
  column: number,
  filled: Int32Array,
) {
  const start = row * width
  const inverse = 1 / (table[start + column] ?? 1)
  // Rows begin with few terms: what is 0 in the row changes nothing.
  let count = 0
  for (let c = 0; c < width; c++) {
    const value = table[start + c] ?? 0
    if (value === 0) continue
    table[start + c] = value * inverse
    if (c !== column) filled[count++] = c
  }
  table[start + column] = inverse
  for (let r = 0; r <= height; r++) {
    if (r === row) continue
    const line = r * width
    const factor = table[line + column] ?? 0
    if (factor === 0) continue
    for (let at = 0; at < count; at++) {
      const c = filled[at] ?? 0
      table[line + c] = (table[line + c] ?? 0) - factor * (table[start + c] ?? 0)
    }
    table[line + column] = -factor * inverse
    // Rounding must not push a limit below zero.
    if (r < height && (table[line + width - 1] ?? 0) < 0) table[line + width - 1] = 0
  }
}
