/** Open needs by what their chains ask for: what a firm brings to it is worked out once for all needs that call for it. */
import { Calls } from './calls.ts'
import type { Need } from './demand.ts'
import { longer, room } from './growing.ts'
import { isCandidate, judge, mostDays, type Part, startDays, type Steps } from './part.ts'
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
  /** What any of its chains asks for, each once. */
  steps: Steps[]
}

/** Instead of a quantity: the buyer leaves anybody out by name or structure, so that each firm is judged. */
const choosy = -1

const isReached = (reach: Reach) => reach.someone()

export class NeedIndex {
  readonly #index: FirmIndex
  readonly #needs = new Map<string, StoredNeed>()
  /** In the order of their ids, with the slot of each. */
  readonly #ids: string[] = []
  readonly #slots: number[] = []
  readonly #calls = new Map<Steps, Calls>()
  readonly #stored: (StoredNeed | undefined)[] = []
  /** By slot: the last search that found it. */
  #found = new Uint32Array(64)
  readonly #freeSlots: number[] = []
  #searches = 0

  constructor(index: FirmIndex) {
    this.#index = index
  }

  /** Adds a need or replaces the one of the same id. `question`: as anybody would ask it. */
  add(question: Question, chains: Chain[]): void {
    const { need } = question
    this.remove(need.id)
    const slot = this.#freeSlots.pop() ?? this.#stored.length
    const reaches = new Map<Steps, Reach[]>()
    for (const chain of chains) {
      const steps = this.#index.stepsOf(chain)
      const reach = new Reach(this.#index, question, chain)
      // Looked for now rather than while somebody waits for a firm's needs.
      reach.someone()
      const own = reaches.get(steps)
      if (own === undefined) reaches.set(steps, [reach])
      else own.push(reach)
    }
    const stored: StoredNeed = { need, question, slot, steps: [...reaches.keys()] }
    this.#stored[slot] = stored
    if (slot >= this.#found.length)
      this.#found = longer(this.#found, new Uint32Array(room({ length: slot + 1 })))
    this.#found[slot] = 0
    const isChoosy = need.excludedFirms.length + need.reservedFor.length > 0
    const quantity = isChoosy ? choosy : need.quantity
    for (const [steps, own] of reaches) {
      let calls = this.#calls.get(steps)
      if (calls === undefined) this.#calls.set(steps, (calls = new Calls()))
      calls.add({ slot, reaches: own, mostDays: mostDays(question), quantity })
    }
    this.#needs.set(need.id, stored)
    const place = this.#place(need.id)
    this.#ids.splice(place, 0, need.id)
    this.#slots.splice(place, 0, slot)
  }

  remove(id: string): void {
    const stored = this.#needs.get(id)
    if (stored === undefined) return
    for (const steps of stored.steps) {
      const calls = this.#calls.get(steps)
      if (calls?.remove(stored.slot) !== true)
        throw new Error(`Need ${id} is not among those that ask for the same`)
      if (calls.length === 0) this.#calls.delete(steps)
    }
    this.#stored[stored.slot] = undefined
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
    let count = 0
    this.#calls.forEach((calls, steps) => {
      const part = this.#index.partInSteps(firm.kind, steps)
      if (part !== null && part.unable === null) count += this.#search(calls, part, firm)
    })
    // As long as it will be: a list of thousands that grows is copied over and over.
    const ids: string[] = []
    ids.length = count
    let next = 0
    for (let place = 0; next < count; place++)
      if (this.#found[this.#slots[place] ?? -1] === this.#searches) ids[next++] = this.#ids[place] ?? ''
    return ids
  }

  /** Marks the needs that call for a firm, and says how many were not yet. Most are told at a glance, as `judge` would have it; for the others it is judged. */
  #search(calls: Calls, part: Part, firm: StoredFirm): number {
    const { length, slots, mostDays: days, latestStarts, quantities } = calls
    const found = this.#found
    const search = this.#searches
    const start = startDays(firm, part.days)
    const makerStart = part.makerDays === Infinity ? -Infinity : startDays(firm, part.makerDays)
    const supplierStart = startDays(firm, part.supplierDays)
    const helperStart = startDays(firm, part.helperDays)
    const minimum = firm.minimumOrder ?? 0
    let count = 0
    for (let call = 0; call < length; call++) {
      const slot = slots[call] ?? 0
      const most = days[call] ?? 0
      if (start > most || found[slot] === search) continue
      const quantity = quantities[call] ?? 0
      let isCalled: boolean
      if (quantity === choosy) isCalled = this.#isCalled(slot, calls.reaches[call], part, firm)
      else if (minimum > quantity) isCalled = supplierStart <= most
      else
        isCalled =
          makerStart <= (latestStarts[call] ?? 0) ||
          helperStart <= most ||
          calls.reaches[call]?.some(isReached) === true
      if (!isCalled) continue
      found[slot] = search
      count += 1
    }
    return count
  }

  #isCalled(slot: number, reaches: Reach[] = [], part: Part, firm: StoredFirm): boolean {
    const question = this.#stored[slot]?.question
    return question !== undefined && reaches.some(reach => isCandidate(judge(question, part, firm, reach)))
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
