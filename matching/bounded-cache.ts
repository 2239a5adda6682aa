/** Values worth keeping while they are used: the least recently used one goes when there is no room. */
export class BoundedCache<Key, Value> {
  readonly #most: number
  readonly #values = new Map<Key, Value>()
  /** Goes on at the oldest: one that begins anew passes by all that has been taken out. */
  readonly #oldest = this.#values.keys()

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
    if (this.#values.size > this.#most) {
      const oldest = this.#oldest.next()
      if (oldest.done !== true) this.#values.delete(oldest.value)
    }
    return value
  }

  delete(key: Key): void {
    this.#values.delete(key)
  }

  clear(): void {
    this.#values.clear()
  }
}
