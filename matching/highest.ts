import { longer } from './growing.ts'

/** Values taken from the highest down, as far as somebody asks, while others are added: a heap, since few are looked at. */
export class Highest<Item> {
  #size = 0
  #values = new Float64Array(64)
  readonly #items: Item[] = []

  add(value: number, item: Item): void {
    if (this.#size === this.#values.length)
      this.#values = longer(this.#values, new Float64Array(2 * this.#size))
    const [values, items] = [this.#values, this.#items]
    let at = this.#size++
    items.push(item)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const [above, itsItem] = [values[parent], items[parent]]
      if (above === undefined || itsItem === undefined || above >= value) break
      values[at] = above
      items[at] = itsItem
      at = parent
    }
    values[at] = value
    items[at] = item
  }

  /** The highest that was not taken yet, with its value; undefined where none is left. */
  take(): { value: number; item: Item } | undefined {
    const [value, item] = [this.#values[0], this.#items[0]]
    const lastItem = this.#items.pop()
    if (value === undefined || item === undefined || lastItem === undefined) return undefined
    this.#size -= 1
    if (this.#size > 0) this.#sink(this.#values[this.#size] ?? 0, lastItem)
    return { value, item }
  }

  /** Puts the last one in the place of the highest, and brings it down to where it belongs. */
  #sink(value: number, item: Item): void {
    const [size, values, items] = [this.#size, this.#values, this.#items]
    let at = 0
    for (let left = 1; left < size; left = 2 * at + 1) {
      const right = left + 1
      const child = right < size && (values[right] ?? 0) > (values[left] ?? 0) ? right : left
      const [below, itsItem] = [values[child] ?? 0, items[child]]
      if (itsItem === undefined || below <= value) break
      values[at] = below
      items[at] = itsItem
      at = child
    }
    values[at] = value
    items[at] = item
  }
}
