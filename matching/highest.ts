/** Values taken from the highest down, as far as somebody asks, while others are added: a heap, since few are looked at. */
export class Highest<Item> {
  readonly #values: number[] = []
  readonly #items: Item[] = []

  add(value: number, item: Item): void {
    const [values, items] = [this.#values, this.#items]
    let at = values.length
    values.push(value)
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
    const [lastValue, lastItem] = [this.#values.pop(), this.#items.pop()]
    if (value === undefined || item === undefined || lastValue === undefined || lastItem === undefined)
      return undefined
    if (this.#values.length > 0) this.#sink(lastValue, lastItem)
    return { value, item }
  }

  /** Puts the last one in the place of the highest, and brings it down to where it belongs. */
  #sink(value: number, item: Item): void {
    const [values, items] = [this.#values, this.#items]
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const child = (values[left + 1] ?? -Infinity) > (values[left] ?? -Infinity) ? left + 1 : left
      const [below, itsItem] = [values[child], items[child]]
      if (below === undefined || itsItem === undefined || below <= value) break
      values[at] = below
      items[at] = itsItem
      at = child
    }
    values[at] = value
    items[at] = item
  }
}
