/** The table of the simplex: rows, columns and what stands where they meet, and how a variable takes another's place. */

/** A coefficient this small is what rounding left of none: to divide by it would make numbers out of nothing. */
export const smallest = 1e-9

/** Room for a table, used again for the next one: what is asked for thousands of times a second is worth keeping. */
export class Space {
  #numbers = new Float64Array(0)
  #names = new Int32Array(0)

  /** So many numbers, all 0. */
  numbers(count: number): Float64Array {
    if (this.#numbers.length < count) this.#numbers = new Float64Array(2 * count)
    return this.#numbers.subarray(0, count).fill(0)
  }

  /** So many names, whatever they were. */
  names(count: number): Int32Array {
    if (this.#names.length < count) this.#names = new Int32Array(2 * count)
    return this.#names.subarray(0, count)
  }
}

/** One dense table: a line a row, the last line the objective; columns are the variables outside the basis, then limits. */
export class Table {
  /** Names: 0…variables-1 are the variables, variables+r is what row r leaves of its limit. */
  readonly columns: Int32Array
  readonly basis: Int32Array
  readonly height: number
  /** Columns that may enter; those of even rows that have left come after them, and are done with. */
  width: number
  readonly cells: Float64Array
  private readonly stride: number
  private readonly filled: Int32Array
  private readonly line: Float64Array

  /** `space`: what it takes; nobody else may have it meanwhile. */
  constructor(variables: number, height: number, space: Space) {
    this.width = variables
    this.height = height
    this.stride = variables + 1
    const size = (height + 1) * this.stride
    const numbers = space.numbers(size + this.stride)
    const names = space.names(variables + height + this.stride)
    this.cells = numbers.subarray(0, size)
    this.line = numbers.subarray(size)
    this.columns = names.subarray(0, variables)
    this.basis = names.subarray(variables, variables + height)
    this.filled = names.subarray(variables + height)
    for (let c = 0; c < variables; c++) this.columns[c] = c
    for (let r = 0; r < height; r++) this.basis[r] = variables + r
  }

  at(row: number, column: number): number {
    return this.cells[row * this.stride + column] ?? 0
  }

  add(row: number, column: number, value: number): void {
    const cell = row * this.stride + column
    this.cells[cell] = (this.cells[cell] ?? 0) + value
  }

  limit(row: number): number {
    return this.cells[row * this.stride + this.stride - 1] ?? 0
  }

  cost(column: number): number {
    return this.at(this.height, column)
  }

  setLimit(row: number, value: number): void {
    this.cells[row * this.stride + this.stride - 1] = value
  }

  /** Puts another objective in the last line, whatever is in the basis. */
  price(objective: readonly number[]): void {
    const { cells, stride, width, height, basis } = this
    const last = height * stride
    cells.fill(0, last)
    for (let c = 0; c < width; c++) cells[last + c] = -(objective[this.columns[c] ?? -1] ?? 0)
    for (let r = 0; r < height; r++) {
      const gain = objective[basis[r] ?? -1] ?? 0
      if (gain === 0) continue
      const from = r * stride
      for (let c = 0; c < stride; c++)
        cells[last + c] = (cells[last + c] ?? 0) + gain * (cells[from + c] ?? 0)
    }
  }

  /** Brings a variable into the basis for a row that has nothing to leave, and does away with what the row leaves. */
  even(row: number, mayEnter: (name: number) => boolean): void {
    let column = -1
    let largest = smallest
    for (let c = 0; c < this.width; c++) {
      if (!mayEnter(this.columns[c] ?? 0)) continue
      const size = Math.abs(this.at(row, c))
      if (size > largest) [largest, column] = [size, c]
    }
    // What is left of a row that others say as well.
    if (column === -1) return
    this.pivot(row, column, false)
    this.width -= 1
    if (column === this.width) return
    for (let r = 0; r <= this.height; r++) {
      const start = r * this.stride
      this.cells[start + column] = this.cells[start + this.width] ?? 0
    }
    this.columns[column] = this.columns[this.width] ?? 0
  }

  /** `isUp`: no limit goes below zero but by rounding. */
  pivot(row: number, column: number, isUp: boolean): void {
    const { cells, stride, width, height, filled, line } = this
    const start = row * stride
    const limit = stride - 1
    const inverse = 1 / (cells[start + column] ?? 1)
    // Rows begin with few terms: what is 0 in the row changes nothing.
    let count = 0
    for (let c = 0; c <= width; c++) {
      const place = c === width ? limit : c
      const value = (cells[start + place] ?? 0) * inverse
      if (value === 0 || place === column) continue
      cells[start + place] = value
      filled[count] = place
      line[count] = value
      count += 1
    }
    cells[start + column] = inverse
    for (let r = 0; r <= height; r++) {
      if (r === row) continue
      const from = r * stride
      const factor = cells[from + column] ?? 0
      if (factor === 0) continue
      for (let k = 0; k < count; k++) {
        const cell = from + (filled[k] ?? 0)
        cells[cell] = (cells[cell] ?? 0) - factor * (line[k] ?? 0)
      }
      cells[from + column] = -factor * inverse
      // Rounding must not push a limit below zero.
      if (isUp && r < height && (cells[from + limit] ?? 0) < 0) cells[from + limit] = 0
    }
    const name = this.columns[column] ?? 0
    this.columns[column] = this.basis[row] ?? 0
    this.basis[row] = name
  }
}
