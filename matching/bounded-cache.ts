/** Values worth keeping while they are used: the least recently used go when there is no room. */
export class BoundedCache<Key, Value> {
  readonly #most: number
  readonly #values = new Map<Key, Value>()

  /** `most`: how many values are kept. */
  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#values.size
  }

  /** The value of a key, worked out where it is not kept. */
  get(key: Key, make: () => Value): Value {
    const kept = this.#values.get(key)
    const value = kept === undefined ? make() : kept
    this.#values.delete(key)
    this.#values.set(key, value)
    if (this.#values.size > this.#most) this.#makeRoom()
    return value
  }

  /** Of a large one several go at a time: whoever looks for the oldest passes by all that has been taken out. */
  #makeRoom(): void {
    let left = Math.max(1, this.#most >> 5)
    for (const key of this.#values.keys()) {
      this.#values.delete(key)
      left -= 1
      if (left === 0) return
    }
  }

  delete(key: Key): void {
    this.#values.delete(key)
  }

  clear(): void {
    this.#values.clear()
  }
}
