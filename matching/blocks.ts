/**
 * Firms of a class, some dozens together that are near one another and ask for much the same: what the best of them may
 * be is known before any of them is looked at.
 */
import type { FirmColumns } from './columns.ts'
import { kilometres } from './geography.ts'
import { longer, room } from './growing.ts'
import type { Place } from './supply.ts'

/** Most firms of a block. */
export const perBlock = 64

/** Slots are below it: with what firms are sorted by, that fills the whole numbers that there are exactly. */
const mostSlots = 2 ** 23

/** Levels of hours that firms are kept apart by. */
const levels = 16

/** Words of 32 bits that departments are marked in. */
export const words = 4

type Point = Pick<Place, 'latitude' | 'longitude'>

/** Blocks by number. Of each figure of their firms the least or the most is kept, in a column of its own. */
export class Blocks {
  readonly #columns: FirmColumns
  readonly #idOf: (slot: number) => string
  #length = 0
  readonly #free: number[] = []
  /** Slots of its firms, `perBlock` a block, and how many there are. */
  slots = new Int32Array(0)
  sizes = new Uint8Array(0)
  /** Slot of the firm whose id comes first. */
  first = new Int32Array(0)
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
  /** A point, and how far from it the farthest site is, in road kilometres. */
  latitude = new Float32Array(0)
  longitude = new Float32Array(0)
  radius = new Float32Array(0)
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
    const keys = Float64Array.from(slots, slot => this.#keyOf(slot) * mostSlots + slot).sort()
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

  /** No site of its firms is nearer, in road kilometres. */
  distance(block: number, to: Point): number {
    const [latitude, longitude] = [this.latitude[block] ?? 0, this.longitude[block] ?? 0]
    return Math.max(0, kilometres({ latitude, longitude }, to) - (this.radius[block] ?? 0))
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

  /** Firms with proofs apart; then by least order, each four times the one before, and by hours, each twice the one before; then by place. */
  #keyOf(slot: number): number {
    const { proofs, minimumOrder, firstSite, places, hours } = this.#columns
    const size = Math.min(levels - 1, Math.floor(Math.log2(1 + (hours[slot] ?? 0))))
    const order = minimumOrder[slot] ?? 0
    const site = firstSite[slot] ?? 0
    const place = interleaved(
      ((places.latitude[site] ?? 0) + 90) / 180,
      ((places.longitude[site] ?? 0) + 180) / 360,
    )
    const apart =
      (proofs[slot] ?? 0) * 16 + (order <= 0 ? 0 : Math.min(15, 1 + Math.floor(Math.log2(1 + order) / 2)))
    return (apart * levels + size) * 2 ** 20 + place
  }

  #measure(block: number): void {
    const { preparation, minimumOrder, hours, fullest, jobs, jobsForOperator, reliability, confirmed } =
      this.#columns
    const { structure, wishes, proofs } = this.#columns
    const members = this.members(block)
    const least = (of: (slot: number) => number) =>
      members.reduce((sum, slot) => Math.min(sum, of(slot)), Infinity)
    const most = (of: (slot: number) => number) =>
      members.reduce((sum, slot) => Math.max(sum, of(slot)), -Infinity)
    const bits = (of: (slot: number) => number) =>
      members.reduce((all, slot) => all | (1 << (of(slot) & 31)), 0)
    this.first[block] = members.reduce((first, slot) => (this.#idOf(slot) < this.#idOf(first) ? slot : first))
    this.leastPreparation[block] = least(slot => preparation[slot] ?? 0)
    this.mostPreparation[block] = most(slot => preparation[slot] ?? 0)
    this.leastOrder[block] = least(slot => minimumOrder[slot] ?? 0)
    this.mostOrder[block] = most(slot => minimumOrder[slot] ?? 0)
    this.hours[block] = most(slot => (hours[slot] ?? 0) * (fullest[slot] ?? 1)) * (1 + 1e-6)
    this.jobs[block] = most(slot => jobs[slot] ?? 0)
    this.jobsForOperator[block] = most(slot => jobsForOperator[slot] ?? 0)
    this.reliability[block] = most(slot => reliability[slot] ?? 0)
    this.confirmed[block] = most(slot => confirmed[slot] ?? 0)
    this.structures[block] = bits(slot => structure[slot] ?? 0)
    this.wishes[block] = bits(slot => wishes[slot] ?? 0)
    this.proofs[block] = most(slot => proofs[slot] ?? 0)
    this.#place(block, members)
  }

  #place(block: number, members: Int32Array): void {
    const { firstSite, sites, places } = this.#columns
    const marks = new Uint32Array(words)
    const points: Point[] = []
    for (const slot of members) {
      const first = firstSite[slot] ?? 0
      for (let at = first; at < first + (sites[slot] ?? 0); at++) {
        points.push({ latitude: places.latitude[at] ?? 0, longitude: places.longitude[at] ?? 0 })
        const department = places.department[at] ?? 0
        const word = (department >> 5) % words
        marks[word] = (marks[word] ?? 0) | (1 << (department & 31))
      }
    }
    const middle = (of: (point: Point) => number) =>
      points.length === 0 ? 0 : (Math.min(...points.map(of)) + Math.max(...points.map(of))) / 2
    this.latitude[block] = middle(({ latitude }) => latitude)
    this.longitude[block] = middle(({ longitude }) => longitude)
    const centre = { latitude: this.latitude[block] ?? 0, longitude: this.longitude[block] ?? 0 }
    // A kilometre more for what rounding takes.
    this.radius[block] = 1 + points.reduce((most, point) => Math.max(most, kilometres(centre, point)), 0)
    this.departments.set(marks, block * words)
  }

  #grow(): void {
    const length = Math.max(8, room(this.sizes))
    this.slots = longer(this.slots, new Int32Array(length * perBlock))
    this.departments = longer(this.departments, new Uint32Array(length * words))
    for (const column of ['first', 'confirmed'] as const)
      this[column] = longer(this[column], new Int32Array(length))
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
      'latitude',
      'longitude',
      'radius',
    ] as const)
      this[column] = longer(this[column], new Float32Array(length))
    this.wishes = longer(this.wishes, new Uint32Array(length))
  }
}

/** Two coordinates in [0, 1] as one number of 20 bits: what is near in it is mostly near in both (the order of Morton). */
function interleaved(x: number, y: number): number {
  const [a, b] = [Math.floor(x * 1023), Math.floor(y * 1023)]
  let all = 0
  for (let bit = 0; bit < 10; bit++)
    all |= (((a >> bit) & 1) << (2 * bit)) | (((b >> bit) & 1) << (2 * bit + 1))
  return all
}
