/**
 * Firms of a class, some dozens together that are near one another and ask for much the same: what the best of them may
 * be is known before any of them is looked at.
 */
import { type FirmColumns, perRow, row } from './columns.ts'
import { type Box, leastKilometresTo, type Origin } from './geography.ts'
import { longer, room } from './growing.ts'

/** Most firms of a block, and of a group: those of a block that stand near one another, in a box of their own. */
export const perBlock = 64
const perGroup = 16
export const groups = perBlock / perGroup

/** Slots are below it: with what firms are sorted by, that fills the whole numbers that there are exactly. */
const mostSlots = 2 ** 23

/** Levels of hours that firms are kept apart by. */
const levels = 16

/** Figures of a box: south, north, west, east, and the least cosine. */
const perBox = 5

/** Words of 32 bits that departments are marked in. */
export const words = 4

/** Blocks by number. Of each figure of their firms the least or the most is kept, in a column of its own. */
export class Blocks {
  readonly #columns: FirmColumns
  readonly #idOf: (slot: number) => string
  #length = 0
  readonly #free: number[] = []
  /** Slots of its firms, `perBlock` a block, and how many there are. */
  slots = new Int32Array(0)
  sizes = new Uint8Array(0)
  /** The first of the ids of its firms, where it was asked for. */
  readonly #firstIds: (string | undefined)[] = []
  leastPreparation = new Float32Array(0)
  mostPreparation = new Float32Array(0)
  leastOrder = new Float64Array(0)
  mostOrder = new Float64Array(0)
  /** Most hours in the fullest week. */
  hours = new Float32Array(0)
  jobs = new Float32Array(0)
  jobsForOperator = new Float32Array(0)
  reliability = new Float32Array(0)
  confirmed = new Int32Array(0)
  /** The box that the sites of each group stand in, `groups` a block: `perBox` figures each. */
  #boxes = new Float32Array(0)
  /** A bit for each structure; for each number of wishes, modulo 32; for each department, modulo 32 times `words`. */
  structures = new Uint8Array(0)
  wishes = new Uint32Array(0)
  departments = new Uint32Array(0)
  /** 1 where somebody has any proof. */
  proofs = new Uint8Array(0)

  constructor(columns: FirmColumns, idOf: (slot: number) => string) {
    this.#columns = columns
    this.#idOf = idOf
  }

  /** Puts firms in blocks of their own; the numbers of these, in order. */
  settle(slots: readonly number[]): number[] {
    const keys = new Float64Array(slots.length)
    for (let at = 0; at < keys.length; at++)
      keys[at] = this.#keyOf(slots[at] ?? 0) * mostSlots + (slots[at] ?? 0)
    keys.sort()
    const blocks: number[] = []
    for (let from = 0; from < keys.length; from += perBlock) {
      const block = this.#new()
      for (const key of keys.subarray(from, from + perBlock)) this.#put(block, key % mostSlots)
      this.#measure(block)
      blocks.push(block)
    }
    return blocks
  }

  /** Adds a firm to some blocks, in their order. */
  add(blocks: number[], slot: number): void {
    const key = this.#keyOf(slot)
    let at = 0
    while (at + 1 < blocks.length && this.#keyOf(this.slots[(blocks[at + 1] ?? 0) * perBlock] ?? 0) <= key)
      at += 1
    const block = blocks[at]
    if (block === undefined) {
      blocks.splice(0, 0, ...this.settle([slot]))
      return
    }
    const members = [...this.members(block), slot]
    if (members.length <= perBlock) {
      this.#put(block, slot)
      this.#measure(block)
      return
    }
    // Two halves, with room for more in both.
    members.sort((a, b) => this.#keyOf(a) - this.#keyOf(b) || a - b)
    this.#drop(block)
    const half = members.length >> 1
    blocks.splice(at, 1, ...this.settle(members.slice(0, half)), ...this.settle(members.slice(half)))
  }

  /** Takes a firm out of the block that has it. */
  remove(blocks: number[], slot: number): void {
    const at = blocks.findIndex(block => this.members(block).includes(slot))
    const block = blocks[at]
    if (block === undefined) throw new RangeError(`No block has the slot ${slot}`)
    const left = this.members(block).filter(member => member !== slot)
    if (left.length === 0) {
      this.#drop(block)
      blocks.splice(at, 1)
      return
    }
    this.slots.set(left, block * perBlock)
    this.sizes[block] = left.length
    this.#measure(block)
  }

  /** Slots of the firms of a block. */
  members(block: number): Int32Array {
    return this.slots.subarray(block * perBlock, block * perBlock + (this.sizes[block] ?? 0))
  }

  /** The first of the ids of the firms of a block. */
  firstId(block: number): string {
    return (this.#firstIds[block] ??= Array.from(this.members(block), this.#idOf).reduce((first, id) =>
      id < first ? id : first,
    ))
  }

  /** Of a group of a block, no site is nearer, half a kilometre less for what rounding takes; Infinity where there is none. */
  distance(block: number, group: number, from: Origin): number {
    const at = (block * groups + group) * perBox
    const boxes = this.#boxes
    const box: Box = {
      south: boxes[at] ?? 0,
      north: boxes[at + 1] ?? 0,
      west: boxes[at + 2] ?? 0,
      east: boxes[at + 3] ?? 0,
      cosine: boxes[at + 4] ?? 0,
    }
    return box.south > box.north ? Infinity : Math.max(0, leastKilometresTo(from, box) - 0.5)
  }

  #put(block: number, slot: number): void {
    const size = this.sizes[block] ?? 0
    this.slots[block * perBlock + size] = slot
    this.sizes[block] = size + 1
  }

  #new(): number {
    const block = this.#free.pop() ?? this.#length++
    if (block >= this.sizes.length) this.#grow()
    this.sizes[block] = 0
    return block
  }

  #drop(block: number): void {
    this.sizes[block] = 0
    this.#free.push(block)
  }

  /**
   * Firms with proofs apart, and those of several sites; then by least order, each four times the one before; then by place and by
   * hours, each twice the one before, by turns.
   */
  #keyOf(slot: number): number {
    const { proofs, minimumOrder, firstSite, sites, places, hours } = this.#columns
    const order = minimumOrder[slot] ?? 0
    const site = firstSite[slot] ?? 0
    const apart =
      ((proofs[slot] ?? 0) * 2 + Number((sites[slot] ?? 0) > 1)) * 16 +
      (order <= 0 ? 0 : Math.min(15, 1 + Math.floor(Math.log2(1 + order) / 2)))
    const level = Math.min(levels - 1, Math.floor(Math.log2(1 + (hours[slot] ?? 0))))
    const north = ((places.latitude[site] ?? 0) + 90) / 180
    const east = ((places.longitude[site] ?? 0) + 180) / 360
    return apart * 2 ** 24 + interleaved(north, east, level)
  }

  #measure(block: number): void {
    const { preparation, minimumOrder, hours, fullest, jobsForOperator, rows, structure, proofs } =
      this.#columns
    const from = block * perBlock
    const to = from + (this.sizes[block] ?? 0)
    let [soonest, latest, least, most] = [Infinity, 0, Infinity, 0]
    let [longest, works, worksForOperator, reliable, newest] = [0, 0, 0, 0, -Infinity]
    let [structureBits, wishBits, proof] = [0, 0, 0]
    for (let at = from; at < to; at++) {
      const slot = this.slots[at] ?? 0
      const [days, order] = [preparation[slot] ?? 0, minimumOrder[slot] ?? 0]
      if (days < soonest) soonest = days
      if (days > latest) latest = days
      if (order < least) least = order
      if (order > most) most = order
      longest = Math.max(longest, (hours[slot] ?? 0) * (fullest[slot] ?? 1))
      works = Math.max(works, rows[slot * perRow + row.jobs] ?? 0)
      worksForOperator = Math.max(worksForOperator, jobsForOperator[slot] ?? 0)
      reliable = Math.max(reliable, rows[slot * perRow + row.reliability] ?? 0)
      newest = Math.max(newest, rows[slot * perRow + row.confirmed] ?? 0)
      structureBits |= 1 << (structure[slot] ?? 0)
      wishBits |= 1 << ((rows[slot * perRow + row.wishes] ?? 0) & 31)
      proof |= proofs[slot] ?? 0
    }
    this.#firstIds[block] = undefined
    this.leastPreparation[block] = soonest
    this.mostPreparation[block] = latest
    this.leastOrder[block] = least
    this.mostOrder[block] = most
    this.hours[block] = longest * (1 + 1e-6)
    this.jobs[block] = works
    this.jobsForOperator[block] = worksForOperator
    this.reliability[block] = reliable
    this.confirmed[block] = newest
    this.structures[block] = structureBits
    this.wishes[block] = wishBits
    this.proofs[block] = proof
    this.#place(block, from, to)
  }

  #place(block: number, from: number, to: number): void {
    const { firstSite, sites, places } = this.#columns
    const marks = this.departments.subarray(block * words, block * words + words).fill(0)
    for (let group = 0; group < groups; group++) {
      const first = from + group * perGroup
      let [south, north, west, east, cosine] = [Infinity, -Infinity, Infinity, -Infinity, 1]
      for (let at = first; at < Math.min(to, first + perGroup); at++) {
        const slot = this.slots[at] ?? 0
        const end = (firstSite[slot] ?? 0) + (sites[slot] ?? 0)
        for (let site = firstSite[slot] ?? 0; site < end; site++) {
          const [latitude, longitude] = [places.latitude[site] ?? 0, places.longitude[site] ?? 0]
          south = Math.min(south, latitude)
          north = Math.max(north, latitude)
          west = Math.min(west, longitude)
          east = Math.max(east, longitude)
          cosine = Math.min(cosine, places.cosine[site] ?? 0)
          const department = places.department[site] ?? 0
          const word = (department >> 5) % words
          marks[word] = (marks[word] ?? 0) | (1 << (department & 31))
        }
      }
      this.#boxes.set([south, north, west, east, cosine], (block * groups + group) * perBox)
    }
  }

  #grow(): void {
    const length = Math.max(8, room(this.sizes))
    this.slots = longer(this.slots, new Int32Array(length * perBlock))
    this.departments = longer(this.departments, new Uint32Array(length * words))
    this.#boxes = longer(this.#boxes, new Float32Array(length * groups * perBox))
    this.confirmed = longer(this.confirmed, new Int32Array(length))
    for (const column of ['leastOrder', 'mostOrder'] as const)
      this[column] = longer(this[column], new Float64Array(length))
    for (const column of ['sizes', 'structures', 'proofs'] as const)
      this[column] = longer(this[column], new Uint8Array(length))
    for (const column of [
      'leastPreparation',
      'mostPreparation',
      'hours',
      'jobs',
      'jobsForOperator',
      'reliability',
    ] as const)
      this[column] = longer(this[column], new Float32Array(length))
    this.wishes = longer(this.wishes, new Uint32Array(length))
  }
}

/**
 * Two coordinates in [0, 1] and a level as one number of 24 bits: what is near in it is mostly near in all of them (the order of Morton).
 * Levels come in where coordinates tell parts of a country apart.
 */
function interleaved(north: number, east: number, level: number): number {
  const [a, b] = [Math.floor(north * 1023), Math.floor(east * 1023)]
  let all = 0
  for (let bit = 9; bit >= 0; bit--) {
    all = (all << 2) | (((a >> bit) & 1) << 1) | ((b >> bit) & 1)
    const ofLevel = bit - 2
    if (ofLevel >= 0 && ofLevel < 4) all = (all << 1) | ((level >> ofLevel) & 1)
  }
  return all
}
