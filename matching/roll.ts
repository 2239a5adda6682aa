/**
 * All firms by what they are to the chains of a need: kinds that are the same to all of them are one class. Worked out
 * when the chains first come up, and kept up with every change.
 */
import { Blocks } from './blocks.ts'
import { candidacies, type Candidacy, type Part } from './part.ts'
import { isUnwilling } from './firm.ts'
import { compare } from './reference.ts'
import type { FirmIndex } from './retrieve.ts'
import type { Sketch } from './sketch.ts'
import type { Chain } from './unfold.ts'
import type { Reason } from './words/reasons.ts'

/** A rule of the trade that closes routes of a firm, by its id. */
export interface Closed {
  rule: string
  reason: Reason
}

/** A change of who has a slot: the number of the kind before and after, null where there is nobody. */
export interface Change {
  slot: number
  before: number | null
  after: number | null
}

/** Firms that are the same to all chains of a need, but for dates, quantity and the buyer's choices. */
export interface FirmClass {
  /** Its place among the classes. */
  number: number
  /** By chain: what they are to it; null where they have no part in it. Some chain has a part for them. */
  parts: (Part | null)[]
  /** One of its kinds. */
  kind: number
  /** Rules that close routes of theirs, by id. */
  closed: Closed[]
  firms: number
  /** Numbers of its blocks, in their order; and in that of the first ids of their firms, where that was asked for. */
  blocks: number[]
  byFirstId: number[] | null
  /** Of those that could make the whole, and of the others: by chain, and of each by candidacy, what any may be worth alone. */
  whole: (readonly Sketch[])[]
  others: (readonly Sketch[])[]
}

/** As what firms mostly come: the rest is for norms out of reach. */
const usual: Candidacy[] = ['whole', 'supplier']

/** Numbers of classes by kind: not known yet, and no part in any chain. */
const unknown = 0
const none = 1

export class Roll {
  readonly #index: FirmIndex
  readonly #chains: Chain[]
  readonly #byKey = new Map<string, number>()
  readonly #parts = new Map<string, Part>()
  /** By kind: `unknown`, `none`, or two more than the number of its class. */
  #classes = new Uint16Array(0)
  /** Operations of the chains, each once, with the item that they make. */
  readonly #operations: { index: number; item: { id: string; family: string | null } }[]
  /** Positions of the rules about own materials that may tell. */
  readonly #rules: number[]
  #looked: number
  classes: FirmClass[] = []
  blocks: Blocks

  constructor(index: FirmIndex, chains: Chain[]) {
    this.#index = index
    this.#chains = chains
    const references = chains.flatMap(({ operations }) => operations.map(({ reference }) => reference))
    this.#operations = [...new Set(references)].map(({ index, item }) => ({ index, item }))
    const items = new Set(chains.flatMap(({ nodes }) => nodes.map(({ item }) => item.id)))
    this.#rules = index.reference.ownMaterialRules.flatMap((rule, at) =>
      rule.items.some(item => items.has(item)) ? [at] : [],
    )
    this.blocks = this.#fill()
    this.#looked = index.changes
  }

  /** Takes in what has changed since it was last asked. */
  follow(): void {
    const { changes } = this.#index
    if (this.#looked === changes) return
    const missed = this.#index.changedSince(this.#looked)
    if (missed === null) this.blocks = this.#fill()
    else for (const change of missed) this.#take(change)
    this.#looked = changes
  }

  /** Works out what most rankings ask of it. */
  prepare(): void {
    for (const { recipe } of this.#chains) this.#index.makers.of(recipe)
    for (const each of this.classes)
      if (each.closed.length > 0) this.byFirstId(each)
      else for (const block of each.blocks) this.blocks.firstId(block)
    // Those that lack something are mostly asked for where nobody could make the whole.
    if (!this.#sketchAll(true)) this.#sketchAll(false)
  }

  /** The blocks of a class, those with the first ids first. */
  byFirstId(of: FirmClass): readonly number[] {
    const { blocks } = this
    return (of.byFirstId ??= of.blocks.toSorted((a, b) => compare(blocks.firstId(a), blocks.firstId(b))))
  }

  /** Whether there are any. */
  #sketchAll(isWhole: boolean): boolean {
    let some = false
    for (const each of this.classes)
      each.parts.forEach((part, chain) => {
        if (each.firms === 0 || part === null || part.unable !== null) return
        for (const candidacy of usual)
          if (this.sketches(each, chain, candidacy, isWhole).length > 0) some = true
      })
    return some
  }

  /** What firms of a class may be worth alone by a chain: the best of these. None where they are not those that could make the whole, or not the others. */
  sketches(
    { whole, others, kind }: FirmClass,
    chain: number,
    candidacy: Candidacy,
    isWhole: boolean,
  ): readonly Sketch[] {
    const of = this.#chains[chain]
    if (of === undefined) throw new RangeError(`No chain ${chain}`)
    const known = isWhole ? whole : others
    const at = chain * candidacies.length + candidacies.indexOf(candidacy)
    return (known[at] ??= this.#index.sketches(kind, of, candidacy, isWhole))
  }

  /** The class of a kind; null where it has no part in any chain. */
  classOf(kind: number): FirmClass | null {
    if (kind >= this.#classes.length) {
      const longer = new Uint16Array(this.#index.kinds)
      longer.set(this.#classes)
      this.#classes = longer
    }
    const known = this.#classes[kind] ?? unknown
    const number = known === unknown ? this.#find(kind) : known
    this.#classes[kind] = number
    return this.classes[number - 2] ?? null
  }

  #fill(): Blocks {
    const index = this.#index
    const blocks = new Blocks(index.columns, slot => index.at(slot)?.id ?? '')
    for (const each of this.classes) each.firms = 0
    const slots: number[][] = []
    this.#classify()
    for (let kind = 0; kind < index.kinds; kind++) {
      const members = index.slotsOfKind(kind)
      const own = members.length === 0 ? null : this.classOf(kind)
      if (own === null) continue
      const list = (slots[own.number] ??= [])
      for (const slot of members) list.push(slot)
    }
    for (const each of this.classes) {
      const members = slots[each.number] ?? []
      each.firms = members.length
      each.blocks = blocks.settle(members)
      each.byFirstId = null
    }
    return blocks
  }

  /** Finds the classes of all kinds, operation by operation: those that no operation tells apart are one. */
  #classify(): void {
    const index = this.#index
    const { kinds } = index
    const equipment = Int32Array.from({ length: kinds }, (_, kind) => index.refusalsOf(kind).equipment)
    const refusing = [...equipment.keys()].filter(kind => index.refusalsOf(kind).unwilling.length > 0)
    const groups = new Groups(kinds)
    const marks = new Int32Array(kinds)
    for (const { index: operation, item } of this.#operations) {
      const numbers = index.abilityNumbers(operation)
      for (let kind = 0; kind < kinds; kind++) marks[kind] = 2 * (numbers[equipment[kind] ?? 0] ?? 0)
      for (const kind of refusing)
        if (isUnwilling(index.refusalsOf(kind), item)) marks[kind] = (marks[kind] ?? 0) + 1
      groups.split(marks)
    }
    for (const rule of this.#rules) {
      const family = index.reference.ownMaterialRules[rule]?.family ?? ''
      for (let kind = 0; kind < kinds; kind++)
        marks[kind] = Number(index.materialsOfKind(kind).includes(family))
      groups.split(marks)
    }
    const classes = new Uint16Array(kinds)
    const found = new Uint16Array(groups.count)
    for (let kind = 0; kind < kinds; kind++) {
      const group = groups.of[kind] ?? 0
      if (found[group] === unknown) found[group] = this.#find(kind)
      classes[kind] = found[group] ?? unknown
    }
    this.#classes = classes
  }

  #take({ slot, before, after }: Change): void {
    const left = before === null ? null : this.classOf(before)
    if (left !== null) {
      left.firms -= 1
      left.byFirstId = null
      this.blocks.remove(left.blocks, slot)
    }
    const joined = after === null ? null : this.classOf(after)
    if (joined !== null) {
      joined.firms += 1
      joined.byFirstId = null
      this.blocks.add(joined.blocks, slot)
    }
  }

  #find(kind: number): number {
    const key = this.#keyOf(kind)
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const parts = this.#chains.map(chain => this.#once(this.#index.partOfKind(kind, chain)))
    let number = none
    if (parts.some(part => part !== null)) {
      const closed = this.#closedOf(kind, parts)
      const place = this.classes.length
      const nobody = { firms: 0, blocks: [], byFirstId: null, whole: [], others: [] }
      this.classes.push({ number: place, parts, kind, closed, ...nobody })
      number = place + 2
    }
    this.#byKey.set(key, number)
    return number
  }

  /** Few parts differ. */
  #once(part: Part | null): Part | null {
    if (part === null) return null
    const { unable, days, makerDays, supplierDays, helperDays } = part
    const key = `${days} ${makerDays} ${supplierDays} ${helperDays} ${unable && JSON.stringify(unable)}`
    const known = this.#parts.get(key)
    if (known === undefined) this.#parts.set(key, part)
    return known ?? part
  }

  /** Says the same of kinds that are the same to all chains: what they can do, what they refuse, what is closed to them. */
  #keyOf(kind: number): string {
    const { equipment, unwilling } = this.#index.refusalsOf(kind)
    const worked = this.#rules.length === 0 ? [] : this.#index.materialsOfKind(kind)
    const signs: number[] = []
    for (const { index, item } of this.#operations) {
      if (unwilling.length > 0 && isUnwilling({ unwilling }, item)) signs.push(0)
      signs.push(this.#index.ability(index, equipment).number)
    }
    for (const at of this.#rules)
      signs.push(worked.includes(this.#index.reference.ownMaterialRules[at]?.family ?? '') ? 1 : 0)
    return String.fromCharCode(...signs)
  }

  #closedOf(kind: number, parts: (Part | null)[]): Closed[] {
    const worked = this.#index.materialsOfKind(kind)
    const closed = new Map<string, Reason>()
    this.#chains.forEach((chain, at) => {
      if ((parts[at] ?? null) === null) return
      for (const { rules } of this.#index.abilitiesOfKind(kind, chain))
        for (const { id, machineType, process } of rules)
          closed.set(id, { code: 'route.machine-rule', figures: { rule: id, machineType, process } })
      const items = new Set(chain.nodes.map(({ item }) => item.id))
      for (const { id, family, items: unfit } of this.#index.reference.ownMaterialRules)
        if (worked.includes(family) && unfit.some(item => items.has(item)))
          closed.set(id, { code: 'route.own-material', figures: { rule: id, family } })
    })
    return [...closed].map(([rule, reason]) => ({ rule, reason })).sort((a, b) => compare(a.rule, b.rule))
  }
}

/** Kinds in groups that are split again and again. */
class Groups {
  /** By kind: the number of its group. */
  of: Int32Array
  count = 1

  constructor(kinds: number) {
    this.of = new Int32Array(kinds)
  }

  /** Keeps together those of a group that have the same mark. */
  split(marks: Int32Array): void {
    const width = marks.reduce((most, mark) => Math.max(most, mark), 0) + 1
    const numbers = new Int32Array(this.count * width).fill(-1)
    let count = 0
    for (let kind = 0; kind < marks.length; kind++) {
      const place = (this.of[kind] ?? 0) * width + (marks[kind] ?? 0)
      if (numbers[place] === -1) numbers[place] = count++
      this.of[kind] = numbers[place] ?? 0
    }
    this.count = count
  }
}
