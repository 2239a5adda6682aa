/** What a firm, or any of a block, is bounded by: figures that need nothing computed, read from the columns. */
import { type Blocks, groups, words } from './blocks.ts'
import { type FirmColumns, never, perRow, row } from './columns.ts'
import { nearnessOf } from './criteria/proximity.ts'
import { freshnessAt, freshPart } from './criteria/reliability.ts'
import { regionalWeight } from './criteria/sustainability.ts'
import { kilometres, leastKilometres, type Origin, originOf } from './geography.ts'
import type { Question } from './question.ts'
import type { FirmIndex } from './retrieve.ts'
import { mostFromText } from './text-hits.ts'

/** Of a block, each is the best of any of its firms. */
export interface Glance {
  /** Its slot; null for a block. */
  slot: number | null
  /** Slots of those that are seen together. */
  slots: Int32Array
  preparation: number
  reliability: number
  jobs: number
  /** Free hours of all its people in its fullest week, and how many times the usual ones these are. */
  hours: number
  fullest: number
  /** Of the site nearest to the delivery. */
  nearness: number
  isRegional: boolean
  /** What words of its profile may add to know-how. */
  words: number
  /** A bit for each number of wishes, modulo 32. */
  wishes: number
  /** Whether anybody has any proof. */
  proofs: boolean
}

/** No firm is worth more by any figure. */
export const ideal: Glance = {
  slot: null,
  slots: new Int32Array(0),
  preparation: 0,
  reliability: 1,
  jobs: 1,
  hours: Infinity,
  fullest: 1,
  nearness: 1,
  isRegional: true,
  words: mostFromText,
  wishes: -1,
  proofs: true,
}

/** Looks at firms for a question. */
export class Glances {
  readonly #question: Question
  readonly #columns: FirmColumns
  readonly #blocks: Blocks
  /** By number of department: 1 where it is of the region; and the marks of all of these. */
  readonly #regional: Uint8Array
  readonly #marks = new Uint32Array(words)
  /** What words add, by slot. */
  readonly #words = new Map<number, number>()
  /** Points of the score for work in the region. */
  readonly #regionalPoints: number
  readonly #delivery: Origin

  constructor(question: Question, index: FirmIndex, blocks: Blocks) {
    this.#question = question
    this.#columns = index.columns
    this.#blocks = blocks
    this.#regionalPoints = question.weights.sustainability * regionalWeight(question)
    this.#delivery = originOf(question.need.place)
    const { departments } = index.columns.places
    this.#regional = Uint8Array.from(departments, code => Number(question.region.has(code)))
    this.#regional.forEach((isOf, department) => {
      const word = (department >> 5) % words
      if (isOf === 1) this.#marks[word] = (this.#marks[word] ?? 0) | (1 << (department & 31))
    })
    for (const { firm, score } of question.textHits.values()) {
      const stored = index.get(firm)
      if (stored !== undefined) this.#words.set(stored.slot, mostFromText * score)
    }
  }

  ofFirm(slot: number): Glance {
    const columns = this.#columns
    const { fullest, hours, preparation, proofs } = columns
    const most = fullest[slot] ?? 1
    return {
      slot,
      slots: none,
      preparation: preparation[slot] ?? 0,
      reliability: this.reliability(slot),
      jobs: this.#jobsOf(slot),
      hours: (hours[slot] ?? 0) * most,
      fullest: most,
      nearness: this.nearness(slot),
      isRegional: this.#isRegional(slot),
      words: this.#words.get(slot) ?? 0,
      wishes: columns.figure(slot, row.wishes),
      proofs: proofs[slot] === 1,
    }
  }

  /** The reliability of a firm. */
  reliability(slot: number): number {
    const { rows } = this.#columns
    const at = slot * perRow
    return this.#reliabilityOf(rows[at + row.confirmed] ?? never, rows[at + row.reliability] ?? 0)
  }

  /** Points of the own work of a firm, but for its wishes. `latitude`: that of its row. `mayBe`: whether it may be in the region. */
  ownWorth(slot: number, latitude: number, mayBe: boolean): number {
    const { proximity, jobs, 'know-how': knowHow } = this.#question.weights
    return (
      proximity * this.#nearnessFrom(slot, latitude) +
      jobs * this.#jobsOf(slot) +
      (mayBe && this.#isRegional(slot) ? this.#regionalPoints : 0) +
      (this.#words.size === 0 ? 0 : knowHow * (this.#words.get(slot) ?? 0))
    )
  }

  /** Points of work for where it is done, at a site of a firm. */
  placeWorth(slot: number, site: number): number {
    const { weights, need } = this.#question
    const { firstSite, places } = this.#columns
    const at = (firstSite[slot] ?? 0) + site
    const from = { latitude: places.latitude[at] ?? 0, longitude: places.longitude[at] ?? 0 }
    // Half a kilometre less for what rounding takes.
    const near = nearnessOf(Math.max(0, kilometres(from, need.place) - 0.5))
    const isRegional = this.#regional[places.department[at] ?? 0] === 1
    return weights.proximity * near + (isRegional ? this.#regionalPoints : 0)
  }

  nearness(slot: number): number {
    return this.#nearnessFrom(slot, this.#columns.figure(slot, row.latitude))
  }

  #nearnessFrom(slot: number, latitude: number): number {
    if (Number.isNaN(latitude)) return nearnessOf(this.#columns.leastDistance(slot, this.#delivery))
    const { rows } = this.#columns
    const at = slot * perRow
    const [longitude, cosine] = [rows[at + row.longitude] ?? 0, rows[at + row.cosine] ?? 0]
    return nearnessOf(Math.max(0, leastKilometres(this.#delivery, latitude, longitude, cosine) - 0.5))
  }

  ofBlock(block: number): Glance {
    const blocks = this.#blocks
    const { viewer } = this.#question
    const { jobs, jobsForOperator, departments } = blocks
    let nearest = Infinity
    for (let group = 0; group < groups; group++)
      nearest = Math.min(nearest, blocks.distance(block, group, this.#delivery))
    return {
      slot: null,
      slots: blocks.members(block),
      preparation: blocks.leastPreparation[block] ?? 0,
      reliability: this.#reliabilityOf(blocks.confirmed[block] ?? never, blocks.reliability[block] ?? 0),
      jobs:
        (viewer.kind === 'other' ? jobs[block] : viewer.kind === 'operator' ? jobsForOperator[block] : 1) ??
        1,
      hours: blocks.hours[block] ?? 0,
      fullest: 1,
      nearness: nearnessOf(nearest),
      isRegional: this.#marks.some((marks, word) => (marks & (departments[block * words + word] ?? 0)) !== 0),
      words: this.#words.size > 0 ? mostFromText : 0,
      wishes: blocks.wishes[block] ?? 0,
      proofs: blocks.proofs[block] === 1,
    }
  }

  #reliabilityOf(confirmed: number, steady: number): number {
    const age = confirmed === never ? Infinity : this.#question.today - confirmed
    return freshPart * freshnessAt(age) + steady
  }

  /** What the viewer counts of jobs; 1 where that is not known at a glance. */
  #jobsOf(slot: number): number {
    const { kind } = this.#question.viewer
    if (kind === 'other') return this.#columns.figure(slot, row.jobs)
    return kind === 'operator' ? (this.#columns.jobsForOperator[slot] ?? 1) : 1
  }

  /** Whether a site is in the region. */
  #isRegional(slot: number): boolean {
    const { firstSite, sites, places, rows } = this.#columns
    const at = slot * perRow
    if (!Number.isNaN(rows[at + row.latitude])) return this.#regional[rows[at + row.department] ?? 0] === 1
    const first = firstSite[slot] ?? 0
    for (let site = first; site < first + (sites[slot] ?? 0); site++)
      if (this.#regional[places.department[site] ?? 0] === 1) return true
    return false
  }
}

const none = new Int32Array(0)
