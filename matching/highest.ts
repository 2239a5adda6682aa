/** Goes through values from the highest down, as far as somebody asks: a heap, since few of many are looked at. */
export class Highest {
  readonly #values: Float64Array
  /** Positions of the values, the highest first of any branch. */
  readonly #heap: Int32Array
  #size: number

  /** Of the first `size` values. */
  constructor(values: Float64Array, size: number) {
    this.#values = values
    this.#heap = new Int32Array(size)
    for (let at = 0; at < size; at++) this.#heap[at] = at
    this.#size = size
    for (let at = (this.#size >> 1) - 1; at >= 0; at--) this.#sink(at)
  }

  /** Position of the highest that was not taken yet; undefined where none is left. */
  take(): number | undefined {
    if (this.#size === 0) return undefined
    const highest = this.#heap[0]
    this.#size -= 1
    this.#heap[0] = this.#heap[this.#size] ?? 0
    this.#sink(0)
    return highest
  }

  #sink(from: number): void {
    const [heap, values] = [this.#heap, this.#values]
    const position = heap[from] ?? 0
    const value = values[position] ?? 0
    let at = from
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.#size) break
      let highest = values[heap[child] ?? 0] ?? 0
      const right = child + 1 < this.#size ? (values[heap[child + 1] ?? 0] ?? 0) : -Infinity
      if (right > highest) [child, highest] = [child + 1, right]
      if (highest <= value) break
      heap[at] = heap[child] ?? 0
      at = child
    }
    heap[at] = position
  }
}
