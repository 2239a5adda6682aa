/** A value that is kept, between those used just before and just after it. */
interface Kept<Key, Value> {
  key: Key
  value: Value
  older: Kept<Key, Value> | null
  newer: Kept<Key, Value> | null
}

/** Values worth keeping while they are used: the least recently used goes when there is no room. */
export class BoundedCache<Key, Value> {
  readonly #most: number
  readonly #kept = new Map<Key, Kept<Key, Value>>()
  #oldest: Kept<Key, Value> | null = null
  #newest: Kept<Key, Value> | null = null

  /** `most`: how many values are kept. */
  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#kept.size
  }

  /** The value of a key, worked out where it is not kept. */
  get(key: Key, make: () => Value): Value {
    // Links are changed rather than the order of the map, which would be written anew again and again.
    const known = this.#kept.get(key)
    if (known === undefined) return this.#keep(key, make())
    if (known !== this.#newest) {
      this.#unlink(known)
      this.#append(known)
    }
    return known.value
  }

  delete(key: Key): void {
    const known = this.#kept.get(key)
    if (known === undefined) return
    this.#kept.delete(key)
    this.#unlink(known)
  }

  clear(): void {
    this.#kept.clear()
    this.#oldest = this.#newest = null
  }

  #keep(key: Key, value: Value): Value {
    // Whoever worked it out may have asked for it too.
    this.delete(key)
    const kept: Kept<Key, Value> = { key, value, older: null, newer: null }
    this.#kept.set(key, kept)
    this.#append(kept)
    if (this.#kept.size > this.#most && this.#oldest !== null) this.delete(this.#oldest.key)
    return value
  }

  #append(kept: Kept<Key, Value>): void {
    kept.older = this.#newest
    kept.newer = null
    if (this.#newest === null) this.#oldest = kept
    else this.#newest.newer = kept
    this.#newest = kept
  }

  #unlink({ older, newer }: Kept<Key, Value>): void {
    if (older === null) this.#oldest = newer
    else older.newer = newer
    if (newer === null) this.#newest = older
    else newer.older = older
  }
}
