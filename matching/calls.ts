/** Needs that chains of the same steps could meet, with what most firms are judged by at a glance, side by side. */
import { longer, room } from './growing.ts'
import type { Reach } from './reach.ts'

/** What a need is by these chains. */
export interface Call {
  /** Place of the need in the columns of the index. */
  slot: number
  /** Of each of the chains the right to sell. */
  reaches: Reach[]
  /** Days from today after which nothing begins in time. */
  mostDays: number
  /** Units asked for, or a sign that each firm is judged. */
  quantity: number
}

export class Calls {
  length = 0
  slots = new Int32Array(8)
  mostDays = new Float64Array(8)
  quantities = new Float64Array(8)
  /** Days from today after which nobody without a proof begins what could be sold lawfully in time, by any of the chains. */
  latestStarts = new Float64Array(8)
  readonly reaches: Reach[][] = []

  add({ slot, reaches, mostDays, quantity }: Call): void {
    if (this.length === this.slots.length) this.#grow()
    const at = this.length++
    this.slots[at] = slot
    this.mostDays[at] = mostDays
    this.quantities[at] = quantity
    this.latestStarts[at] = Math.max(...reaches.map(({ latestStart }) => latestStart))
    this.reaches[at] = reaches
  }

  /** False where there is none with that slot. The last one takes its place. */
  remove(slot: number): boolean {
    const at = this.slots.subarray(0, this.length).indexOf(slot)
    if (at === -1) return false
    const last = --this.length
    for (const column of [this.slots, this.mostDays, this.quantities, this.latestStarts])
      column[at] = column[last] ?? 0
    const moved = this.reaches.pop()
    if (moved !== undefined && at < last) this.reaches[at] = moved
    return true
  }

  #grow(): void {
    const length = room({ length: this.length + 8 })
    this.slots = longer(this.slots, new Int32Array(length))
    this.mostDays = longer(this.mostDays, new Float64Array(length))
    this.quantities = longer(this.quantities, new Float64Array(length))
    this.latestStarts = longer(this.latestStarts, new Float64Array(length))
  }
}
