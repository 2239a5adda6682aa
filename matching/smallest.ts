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
    let place = this.values.length
    for (let before; place > 0 && (before = this.values[place - 1]) !== undefined; place--) {
      if (this.#compare(before, value) <= 0) break
    }
    this.values.splice(place, 0, value)
    if (this.values.length > this.#most) this.values.pop()
  }

  /** Takes back one that was added, where it is kept. */
  remove(value: Value): void {
    const place = this.values.indexOf(value)
    if (place !== -1) this.values.splice(place, 1)
  }
}
