/** Values worth keeping while they are used: the least recently used one goes when there is no room. */
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
    if (this.#values.size > this.#most) {
      const [oldest] = this.#values.keys()
      if (oldest !== undefined) this.#values.delete(oldest)
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
