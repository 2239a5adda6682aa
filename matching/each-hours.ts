/** Free hours a week of each firm's people and machines, side by side: site by site those of its pools, then of its machine groups. */
import type { CompiledFirm } from './firm.ts'
import { longer, room } from './growing.ts'

/** Rounding to 32 bits must not lower what an upper bound is made of. */
const upward = 1 + 1e-6

export class EachHours {
  /** How many there are of a firm, then they themselves. */
  hours = new Float32Array(64)
  /** By how many: where so many may stand. What nobody has any more is used again. */
  readonly #free = new Map<number, number[]>()
  #length = 0

  /** Where those of a firm stand. */
  add({ sites }: CompiledFirm): number {
    const own = sites.flatMap(({ pools, machines }) =>
      [...pools, ...machines].map(({ hours }) => hours * upward),
    )
    const first = this.#free.get(own.length)?.pop() ?? this.#length
    if (first === this.#length) this.#length += own.length + 1
    while (this.#length > this.hours.length)
      this.hours = longer(this.hours, new Float32Array(room(this.hours)))
    this.hours[first] = own.length
    this.hours.set(own, first + 1)
    return first
  }

  remove(first: number): void {
    const count = this.hours[first] ?? 0
    const free = this.#free.get(count) ?? []
    free.push(first)
    this.#free.set(count, free)
  }

  /** Those at a place among a firm's own. */
  at(first: number, place: number): number {
    return this.hours[first + 1 + place] ?? 0
  }
}
