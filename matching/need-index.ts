/** Open needs by chain: what a firm brings to a chain is worked out once for all needs that call for it. */
import type { Need } from './demand.ts'
import { isCandidate, judge, mostDays, type Part, startDays } from './part.ts'
import type { Question } from './question.ts'
import { Reach } from './reach.ts'
import { compare } from './reference.ts'
import type { FirmIndex, StoredFirm } from './retrieve.ts'
import type { Chain } from './unfold.ts'

interface StoredNeed {
  need: Need
  question: Question
  /** Its place in the columns. */
  slot: number
  chains: Chain[]
}

/** Needs that one chain could meet, with what most firms are judged by at a glance, side by side. */
interface Calls {
  slots: number[]
  reaches: Reach[]
  /** Days from today after which nothing begins in time. */
  mostDays: number[]
  /** Days from today after which nobody without a proof begins what could be sold lawfully in time. */
  latestStarts: number[]
  /** Quantities asked for; -1 where the buyer leaves anybody out by name or structure: each firm is judged then. */
  quantities: number[]
}

/** By slot. */
interface Columns {
  stored: (StoredNeed | undefined)[]
  /** The last search that found it. */
  found: number[]
}

const noCalls = (): Calls => ({ slots: [], reaches: [], mostDays: [], latestStarts: [], quantities: [] })

export class NeedIndex {
  readonly #index: FirmIndex
  readonly #needs = new Map<string, StoredNeed>()
  /** In the order of their ids, with the slot of each. */
  readonly #ids: string[] = []
  readonly #slots: number[] = []
  readonly #byChain = new Map<Chain, Calls>()
  readonly #columns: Columns = { stored: [], found: [] }
  readonly #freeSlots: number[] = []
  #searches = 0

  constructor(index: FirmIndex) {
    this.#index = index
  }

  /** Adds a need or replaces the one of the same id. `question`: as anybody would ask it. */
  add(question: Question, chains: Chain[]): void {
    const { need } = question
    this.remove(need.id)
    const { stored: list, found } = this.#columns
    const slot = this.#freeSlots.pop() ?? list.length
    const stored: StoredNeed = { need, question, slot, chains }
    list[slot] = stored
    found[slot] = 0
    const isChoosy = need.excludedFirms.length + need.reservedFor.length > 0
    for (const chain of chains) {
      const calls = this.#byChain.get(chain) ?? noCalls()
      const reach = new Reach(this.#index, question, chain)
      calls.slots.push(slot)
      calls.reaches.push(reach)
      calls.mostDays.push(mostDays(question))
      calls.latestStarts.push(reach.latestStart)
      calls.quantities.push(isChoosy ? -1 : need.quantity)
      // Looked for now rather than while somebody waits for a firm's needs.
      reach.someone()
      this.#byChain.set(chain, calls)
    }
    this.#needs.set(need.id, stored)
    const place = this.#place(need.id)
    this.#ids.splice(place, 0, need.id)
    this.#slots.splice(place, 0, slot)
  }

  remove(id: string): void {
    const stored = this.#needs.get(id)
    if (stored === undefined) return
    for (const chain of stored.chains) {
      const calls = this.#byChain.get(chain)
      const at = calls?.slots.indexOf(stored.slot) ?? -1
      if (calls === undefined || at === -1) throw new Error(`Need ${id} is not among those of its chain`)
      for (const list of Object.values(calls)) list.splice(at, 1)
      if (calls.slots.length === 0) this.#byChain.delete(chain)
    }
    this.#columns.stored[stored.slot] = undefined
    this.#freeSlots.push(stored.slot)
    const place = this.#place(id)
    for (const list of [this.#ids, this.#slots]) list.splice(place, 1)
    this.#needs.delete(id)
  }

  get(id: string): Need | undefined {
    return this.#needs.get(id)?.need
  }

  /** Every need, in no order that means anything. */
  *needs(): Iterable<Need> {
    for (const { need } of this.#needs.values()) yield need
  }

  /** Ids of the needs that a firm is a candidate for, in their order. */
  calling(firm: StoredFirm): string[] {
    this.#searches += 1
    for (const [chain, calls] of this.#byChain) {
      const part = this.#index.partOfKind(firm.kind, chain)
      if (part !== null && part.unable === null) this.#search(calls, part, firm)
    }
    const { found } = this.#columns
    return this.#ids.filter((_, place) => found[this.#slots[place] ?? 0] === this.#searches)
  }

  /** Most firms fit all that is asked; the others are judged. */
  #search(
    { slots, reaches, mostDays: days, latestStarts, quantities }: Calls,
    part: Part,
    firm: StoredFirm,
  ): void {
    const { stored, found } = this.#columns
    const search = this.#searches
    const start = startDays(firm, part.days)
    const makerStart = part.makerDays === Infinity ? -Infinity : startDays(firm, part.makerDays)
    const minimum = firm.minimumOrder ?? 0
    for (let call = 0; call < slots.length; call++) {
      if (start > (days[call] ?? 0)) continue
      const slot = slots[call] ?? 0
      if (makerStart <= (latestStarts[call] ?? 0) && minimum <= (quantities[call] ?? 0)) found[slot] = search
      else if (found[slot] !== search) {
        const [reach, question] = [reaches[call], stored[slot]?.question]
        if (reach === undefined || question === undefined) continue
        if (isCandidate(judge(question, part, firm, reach))) found[slot] = search
      }
    }
  }

  /** Where an id stands, or would, among those in order. */
  #place(id: string): number {
    let [from, to] = [0, this.#ids.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (compare(this.#ids[middle] ?? '', id) < 0) from = middle + 1
      else to = middle
    }
    return from
  }
}
