/** Keeps the smallest of many values, so that nobody sorts them all. */
export class Smallest<Value> {
  readonly #most: number
  readonly #compare: (a: Value, b: Value) => number
  /** In their order. */
  readonly values: Value[] = []

  /** `most`: how many are kept. */
  constructor(most: number, compare: (a: Value, b: Value) => number) {
    this.#most = most
    this.#compare = compare
  }

  /** The largest that is kept, once there are as many as are kept. */
  get last(): Value | undefined {
    return this.values.length < this.#most ? undefined : this.values.at(-1)
  }

  add(value: Value): void {
    const { last } = this
    if (this.#most === 0 || (last !== undefined && this.#compare(value, last) >= 0)) return
    // After all that are no larger.
    let [from, to] = [0, this.values.length]
    while (from < to) {
      const middle = (from + to) >> 1
      const other = this.values[middle]
      if (other !== undefined && this.#compare(other, value) <= 0) from = middle + 1
      else to = middle
    }
    this.values.splice(from, 0, value)
    if (this.values.length > this.#most) this.values.pop()
  }

  /** Takes back one that was added, where it is kept. */
  remove(value: Value): void {
    const place = this.values.indexOf(value)
    if (place !== -1) this.values.splice(place, 1)
  }
}
