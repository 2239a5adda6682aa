/** The firms an engine holds, packed, and what each is to an operation of the catalogue. Kept up with every change. */
import { Abilities } from './abilities.ts'
import { BoundedCache } from './bounded-cache.ts'
import { FirmColumns } from './columns.ts'
import { type Ability, type Equipment, equipmentKey, equipmentOf, nothing } from './equipment.ts'
import { compileFirm, type CompiledFirm, isUnwilling } from './firm.ts'
import { Holders } from './holders.ts'
import { type LinePlan, PlanParts, planOf } from './line-plan.ts'
import { Makers } from './makers.ts'
import { pack, type PackedFirm, unpack, unpackCertificates, Vocabulary } from './packed.ts'
import { type Candidacy, type Part, partOf, type Steps, stepsKey, stepsOf } from './part.ts'
import { compare, type Reference } from './reference.ts'
import { type Change, Roll } from './roll.ts'
import type { Sketch } from './sketch.ts'
import { Sketches } from './sketches.ts'
import type { Certificate, Firm } from './supply.ts'
import type { Chain } from './unfold.ts'

/** A firm of the index: its packed profile, and what decides at a glance whether it is a candidate. */
export interface StoredFirm extends PackedFirm, Pick<Firm, 'structure' | 'minimumOrder'> {
  /** Its place in the index; one that leaves gives its own to another. */
  readonly slot: number
  /** Number of its kind: firms equipped alike that refuse the same share it. */
  kind: number
  /** Calendar days from an order to the first work. */
  preparation: number
}

/** Rolls that are kept: what firms are to the chains of needs that were asked lately. */
export const mostRolls = 128

/** Firms made ready for computing that are kept; the others are made ready again when they are looked at. */
const mostCompiled = 4096

/** Plans of a kind by a chain that are kept, and lines that they share. */
const mostPlanned = 16_384
const mostLines = 8192

/** Numbers of kinds are below it. */
const mostKinds = 2 ** 24

/** So many changes are remembered: whoever has missed more looks at everything again. */
const mostRemembered = 1024

export class FirmIndex {
  readonly reference: Reference
  readonly #vocabulary = new Vocabulary()
  readonly #firms = new Map<string, StoredFirm>()
  readonly #slots: (StoredFirm | undefined)[] = []
  readonly #freeSlots: number[] = []
  readonly #compiled = new BoundedCache<number, CompiledFirm>(mostCompiled)
  /** By number, each with a profile that has it. Those that nobody has any more are kept. */
  readonly #equipment: { equipment: Equipment; example: PackedFirm }[] = []
  readonly #equipmentNumbers = new Map<string, number>()
  readonly #kinds: { equipment: number; unwilling: string[]; slots: number[] }[] = []
  readonly #kindNumbers = new Map<string, number>()
  readonly #rolls = new BoundedCache<string, Roll>(mostRolls)
  /** By chain, then by kind. */
  readonly #plans = new BoundedCache<number, LinePlan>(mostPlanned)
  readonly #planParts = new PlanParts(mostLines)
  readonly #chainNumbers = new WeakMap<Chain, number>()
  #chains = 0
  readonly #steps = new WeakMap<Chain, Steps>()
  readonly #stepsByKey = new Map<string, Steps>()
  /** By steps the last kind that was looked at: a changed firm is, for need after need. */
  readonly #lastParts = new WeakMap<Steps, { kind: number; part: Part | null }>()
  readonly #sketches = new Sketches()
  readonly #abilities: Abilities[]
  readonly #holders = new Holders()
  /** Who can begin soonest to make a product. */
  readonly makers = new Makers(this)
  /** What firms are ranked by at a glance, by slot. */
  readonly columns = new FirmColumns()
  #changes = 0
  readonly #recent: Change[] = []
  /** What changed since, by number of changes: what was asked for after the last one. */
  readonly #asked = new Map<number, readonly Change[]>()

  constructor(reference: Reference) {
    this.reference = reference
    this.#abilities = reference.operations.map(operation => new Abilities(reference, operation))
  }

  get size(): number {
    return this.#firms.size
  }

  /** Adds a firm or replaces the one of the same id, which keeps its slot. */
  add(firm: Firm): StoredFirm {
    const before = this.#firms.get(firm.id)
    if (before !== undefined) this.#forget(before)
    const slot = before?.slot ?? this.#freeSlots.pop() ?? this.#slots.length
    const packed = pack(firm, this.#vocabulary)
    const compiled = compileFirm(firm, this.reference)
    const equipment = this.#equipmentNumber(compiled, packed)
    const stored: StoredFirm = {
      slot,
      id: firm.id,
      figures: packed.figures,
      texts: packed.texts,
      structure: firm.structure,
      minimumOrder: firm.minimumOrder,
      kind: this.#kindNumber(equipment, firm.unwilling),
      preparation: compiled.preparation,
    }
    this.#firms.set(firm.id, stored)
    this.#slots[slot] = stored
    this.#join(stored)
    this.columns.set(stored, compiled)
    this.#holders.add(stored, firm)
    this.#note({ slot, before: before?.kind ?? null, after: stored.kind })
    return stored
  }

  remove(id: string): void {
    const stored = this.#firms.get(id)
    if (stored === undefined) return
    this.#forget(stored)
    this.#firms.delete(id)
    this.#slots[stored.slot] = undefined
    this.columns.clear(stored.slot)
    this.#freeSlots.push(stored.slot)
    this.#note({ slot: stored.slot, before: stored.kind, after: null })
  }

  get(id: string): StoredFirm | undefined {
    return this.#firms.get(id)
  }

  /** Every firm, in no order that means anything. */
  stored(): Iterable<StoredFirm> {
    return this.#firms.values()
  }

  /** The firm that has a slot now. */
  at(slot: number): StoredFirm | undefined {
    return this.#slots[slot]
  }

  /** The profile, as it was given, in objects of its own. */
  profile(stored: StoredFirm): Firm {
    return unpack(stored, this.#vocabulary)
  }

  /** The firm made ready for computing: mostly the same object until it changes, so hold it while it matters. */
  compiled(stored: StoredFirm): CompiledFirm {
    return this.#compiled.get(stored.slot, () => compileFirm(this.profile(stored), this.reference))
  }

  /** The proofs of the firm that has a slot. */
  certificates(slot: number): Certificate[] {
    return unpackCertificates(this.#storedAt(slot), this.#vocabulary)
  }

  /** What a firm and all of its kind bring to a chain, but for numbers and hours. */
  plan(slot: number, chain: Chain): LinePlan {
    const stored = this.#storedAt(slot)
    return this.#plans.get(this.#numberOf(chain) * mostKinds + stored.kind, () => {
      const abilities = this.abilitiesOfKind(stored.kind, chain)
      return planOf(this.reference, this.compiled(stored), chain, abilities, this.#planParts)
    })
  }

  #storedAt(slot: number): StoredFirm {
    const stored = this.#slots[slot]
    if (stored === undefined) throw new RangeError(`Nobody has the slot ${slot}`)
    return stored
  }

  #numberOf(chain: Chain): number {
    let number = this.#chainNumbers.get(chain)
    if (number === undefined) this.#chainNumbers.set(chain, (number = this.#chains++))
    return number
  }

  /** What firms of an equipment are to an operation, by its position in the catalogue. */
  ability(operation: number, equipment: number): Ability {
    const abilities = this.#abilities[operation]
    if (abilities === undefined) throw new RangeError(`No operation ${operation}`)
    return abilities.known(equipment) ?? this.#workOut(abilities, equipment)
  }

  /** By number of equipment: that of what firms so equipped are to an operation. */
  abilityNumbers(operation: number): Uint16Array {
    const abilities = this.#abilities[operation]
    if (abilities === undefined) throw new RangeError(`No operation ${operation}`)
    return abilities.numbers(this.#equipment.length, number => this.#workOut(abilities, number))
  }

  /** How many kinds of firms there are. */
  get kinds(): number {
    return this.#kinds.length
  }

  /** What firms of a kind have in common: the number of their equipment, and what they refuse. */
  refusalsOf(kind: number): { equipment: number; unwilling: string[] } {
    return this.#kind(kind)
  }

  /** All firms by what they are to the chains of a need, as they are now. */
  roll(chains: Chain[]): Roll {
    const key = chains.map(chain => chain.key).join(' ')
    const roll = this.#rolls.get(key, () => new Roll(this, chains))
    roll.follow()
    return roll
  }

  /** What firms of a kind are to a chain; null where they have no part in it. */
  partOfKind(kind: number, chain: Chain): Part | null {
    return this.partInSteps(kind, this.stepsOf(chain))
  }

  /** The same for all chains with these steps. */
  partInSteps(kind: number, steps: Steps): Part | null {
    const last = this.#lastParts.get(steps)
    if (last?.kind === kind) return last.part
    const part = partOf(this, steps, this.#kind(kind))
    if (last === undefined) this.#lastParts.set(steps, { kind, part })
    else [last.kind, last.part] = [kind, part]
    return part
  }

  /** The steps of a chain: one object for all chains that have the same. */
  stepsOf(chain: Chain): Steps {
    let steps = this.#steps.get(chain)
    if (steps === undefined) {
      const key = stepsKey(chain)
      steps = this.#stepsByKey.get(key)
      if (steps === undefined) this.#stepsByKey.set(key, (steps = stepsOf(chain)))
      this.#steps.set(chain, steps)
    }
    return steps
  }

  /** For each operation of a chain: nothing for what they refuse. */
  abilitiesOfKind(kind: number, chain: Chain): Ability[] {
    const { equipment, unwilling } = this.#kind(kind)
    return chain.operations.map(({ reference }) => {
      const refused = unwilling.length > 0 && isUnwilling({ unwilling }, reference.item)
      return refused ? nothing : this.ability(reference.index, equipment)
    })
  }

  /** What firms of a kind may be worth alone by a chain, where they could make the whole, or could not: the same for all that are the same to its operations. */
  sketches(kind: number, chain: Chain, candidacy: Candidacy, isWhole: boolean): readonly Sketch[] {
    return this.#sketches.of(chain, this.abilitiesOfKind(kind, chain), candidacy, isWhole)
  }

  /** Material families that firms of a kind work. */
  materialsOfKind(kind: number): string[] {
    return this.#equipment[this.#kind(kind).equipment]?.equipment.workedMaterials ?? []
  }

  /** Slots of the firms of a kind, in the order of their ids. */
  slotsOfKind(kind: number): readonly number[] {
    return this.#kind(kind).slots
  }

  /** Takes its place among the firms of its kind. */
  #join({ slot, id, kind: number }: StoredFirm): void {
    const kind = this.#kind(number)
    const { slots } = kind
    let [from, to] = [0, slots.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (compare(this.#slots[slots[middle] ?? 0]?.id ?? '', id) < 0) from = middle + 1
      else to = middle
    }
    slots.splice(from, 0, slot)
    // A copy has no room to spare: most kinds have few firms.
    kind.slots = slots.slice()
  }

  #kind(number: number): { equipment: number; unwilling: string[]; slots: number[] } {
    const kind = this.#kinds[number]
    if (kind === undefined) throw new RangeError(`No kind has the number ${number}`)
    return kind
  }

  /** Firms with a proof by a norm, or about an item, whatever it is worth. */
  holders(normOrItem: string): ReadonlySet<StoredFirm> {
    return this.#holders.of(normOrItem)
  }

  /** How many changes there were. */
  get changes(): number {
    return this.#changes
  }

  /** What changed after so many changes, in order; null where that is too much to remember. */
  changedSince(changes: number): readonly Change[] | null {
    const missed = this.#changes - changes
    if (missed > this.#recent.length) return null
    if (missed === 0) return []
    // Many ask for the same after each change.
    let list = this.#asked.get(changes)
    if (list === undefined) this.#asked.set(changes, (list = this.#recent.slice(-missed)))
    return list
  }

  #forget(stored: StoredFirm): void {
    this.#compiled.delete(stored.slot)
    const { slots } = this.#kind(stored.kind)
    slots.splice(slots.indexOf(stored.slot), 1)
    this.#holders.remove(stored, this.profile(stored))
  }

  #note(change: Change): void {
    this.#changes += 1
    this.#asked.clear()
    this.#recent.push(change)
    if (this.#recent.length > 2 * mostRemembered) this.#recent.splice(0, mostRemembered)
  }

  #equipmentNumber(firm: CompiledFirm, packed: PackedFirm): number {
    const words = this.#vocabulary
    const equipment = equipmentOf(firm, word => words.word(words.number(word)))
    const key = equipmentKey(equipment, word => words.number(word))
    const known = this.#equipmentNumbers.get(key)
    if (known !== undefined) return known
    const number = this.#equipment.push({ equipment, example: packed }) - 1
    this.#equipmentNumbers.set(key, number)
    return number
  }

  #kindNumber(equipment: number, refused: string[]): number {
    const unwilling = [...new Set(refused)].sort(compare)
    const key = [equipment, ...unwilling].join(' ')
    const known = this.#kindNumbers.get(key)
    if (known !== undefined) return known
    const number = this.#kinds.push({ equipment, unwilling, slots: [] }) - 1
    this.#kindNumbers.set(key, number)
    return number
  }

  #workOut(abilities: Abilities, number: number): Ability {
    const known = this.#equipment[number]
    if (known === undefined) throw new RangeError(`No equipment has the number ${number}`)
    return abilities.workOut(number, known.equipment, () =>
      // Not under its slot: whoever is there now may be equipped otherwise.
      this.#compiled.get(-1 - number, () =>
        compileFirm(unpack(known.example, this.#vocabulary), this.reference),
      ),
    )
  }
}
