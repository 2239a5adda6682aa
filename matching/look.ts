/** Goes from classes to their blocks to their firms, each with the most that any of it may score. */
import { perBlock } from './blocks.ts'
import { Bound, type Linear, type Own, unknown } from './bound.ts'
import { perRow, row } from './columns.ts'
import { type Glance, Glances, ideal } from './glance.ts'
import { Highest } from './highest.ts'
import type { LinePlan } from './line-plan.ts'
import { hoursOf } from './most-by-hours.ts'
import { candidacies, type Candidacy } from './part.ts'
import type { Question } from './question.ts'
import type { Supply } from './rank.ts'
import type { FirmIndex } from './retrieve.ts'
import type { FirmClass } from './roll.ts'
import type { Sketch } from './sketch.ts'
import type { Certificate } from './supply.ts'
import { type Called, candidacyOf, type Standings, type Survey } from './survey.ts'
import type { Chain } from './unfold.ts'

/** What is looked at: the called blocks of a class, a block, those of its firms that were not taken yet, or a firm by one chain. */
export type Looked =
  | { is: 'class'; of: FirmClass; called: Called[] }
  | { is: 'block'; of: FirmClass; called: Called; glance: Glance }
  | Members
  | FirmLook

export interface FirmLook {
  is: 'by chain'
  sketches: readonly Sketch[]
  slot: number
  glance: Glance
  chain: number
  candidacy: Candidacy
  /** What was looked at: its figures alone; its proofs too, where some may count; and its hours and sites. */
  seen: 'figures' | 'proofs' | 'all'
  /** Null where they were not looked at. */
  certificates: Certificate[] | null
}

/** Firms of a block that were not taken yet, side by side. */
interface Members {
  is: 'members'
  slots: Int32Array
  /** Those of each firm; one where they are the same for all. */
  ways: readonly Ways[]
  /** The most that each may score; -Infinity once it is taken, and where it is left out. */
  most: number[]
  /** Position of the highest. */
  next: number
}

/** A chain that firms of a block come by. */
interface Way {
  chain: number
  candidacy: Candidacy
  bound: Bound
  sketches: readonly Sketch[]
}

/** All of them, and what is above each with the days, hours and proofs of the best of the block. */
interface Ways {
  list: Way[]
  most: Linear
}

interface ChainLook {
  chain: Chain
  bound: Bound
}

export class Look {
  readonly #index: FirmIndex
  readonly #survey: Survey
  readonly #glances: Glances
  readonly #question: Question
  readonly #chains: ChainLook[]
  /** By number of wishes, and by bit of a block: what they add to know-how by any chain. */
  readonly #wishes: Float64Array
  /** Of each firm of the block last opened: what is read of its row first, and the most that it may score. */
  readonly #latitudes = new Float64Array(perBlock)
  readonly #wished = new Int32Array(perBlock)
  readonly #most = new Float64Array(perBlock)
  readonly #lists = { whole: new Map<Standings, Way[]>(), others: new Map<Standings, Way[]>() }

  constructor(question: Question, { index }: Supply, survey: Survey) {
    this.#index = index
    this.#survey = survey
    this.#question = question
    this.#glances = new Glances(question, index, survey.roll.blocks)
    this.#chains = survey.chains.map(({ chain }) => ({ chain, bound: new Bound(index, question, chain) }))
    this.#wishes = Float64Array.from(index.columns.wished, (_, number) =>
      Math.max(0, ...this.#chains.map(({ bound }) => bound.wish(number))),
    )
  }

  chain(number: number): ChainLook {
    const chain = this.#chains[number]
    if (chain === undefined) throw new RangeError(`No chain ${number}`)
    return chain
  }

  /**
   * Looks at a firm more closely, and says the most that it may score by that. Its proofs come first, where some may count: they
   * leave out most of those that are left out so, and take less than what hours and sites are read by.
   */
  closely(item: FirmLook): { most: number; item: FirmLook } {
    const { sketches, slot, glance, candidacy } = item
    const { chain, bound } = this.chain(item.chain)
    if (item.seen === 'figures' && bound.mayHold(glance)) {
      const certificates = this.#index.certificates(slot)
      const most = bound.of(sketches, glance, { ...unknown, certificates })
      return { most, item: { ...item, seen: 'proofs', certificates } }
    }
    const { columns } = this.#index
    const first = columns.firstHours[slot] ?? 0
    // What is left of a line by a lesser candidacy is not planned; where something lacks, hours and places say nothing.
    const isPlanned = candidacy === 'whole' && sketches.some(({ lacking }) => lacking === null)
    const plan = isPlanned ? this.#index.plan(slot, chain) : null
    const hours = plan && {
      operations: plan.line.operations,
      ofRows: hoursOf(plan, place => columns.eachHours.at(first, place)),
    }
    const { certificates } = item
    const most = bound.of(sketches, glance, { hours, certificates, places: this.#placesOf(slot, plan) })
    return { most, item: { ...item, seen: 'all' } }
  }

  #placesOf(slot: number, plan: LinePlan | null): Own['places'] {
    const sites = plan?.sites ?? null
    if (sites === null) return null
    const best = (list: number[]) => Math.max(0, ...list.map(site => this.#glances.placeWorth(slot, site)))
    let [sum, all] = [0, 0]
    for (const { weight, sites: own } of sites.product) {
      sum += weight * best(own)
      all += weight
    }
    return { product: all === 0 ? 0 : sum / all, others: best(sites.others) }
  }

  /** The classes of those who could make the whole, or of the others. */
  begin(isWhole: boolean): Highest<Looked> {
    const highest = new Highest<Looked>()
    let called: Called[] = []
    for (const each of this.#survey.called) {
      if (called[0]?.of !== each.of) this.#addClass(called, isWhole, highest)
      called = called[0]?.of === each.of ? called : []
      called.push(each)
    }
    this.#addClass(called, isWhole, highest)
    return highest
  }

  /** The chains that those come by who stand so, where they are of those who could make the whole, or of the others. */
  #listOf(of: FirmClass, standings: Standings, isWhole: boolean): Way[] {
    const known = this.#lists[isWhole ? 'whole' : 'others']
    let list = known.get(standings)
    if (list === undefined) {
      list = standings.flatMap((standing, chain): Way[] => {
        const candidacy = candidacyOf(standing)
        if (candidacy === null) return []
        const sketches = this.#survey.roll.sketches(of, chain, candidacy, isWhole)
        return sketches.length > 0 ? [{ chain, candidacy, bound: this.chain(chain).bound, sketches }] : []
      })
      known.set(standings, list)
    }
    return list
  }

  /** Adds what stands behind what was looked at, but what may not score `least`. */
  into(item: Exclude<Looked, FirmLook>, isWhole: boolean, least: number, highest: Highest<Looked>): void {
    const add = (most: number, looked: Looked) => {
      if (most >= least) highest.add(most, looked)
    }
    switch (item.is) {
      case 'class': {
        const { of } = item
        for (const called of item.called) {
          const glance = this.#glances.ofBlock(called.block)
          add(this.#mostOf(of, called.standings, glance, isWhole), { is: 'block', of, called, glance })
        }
        return
      }
      case 'block': {
        const members = this.#membersOf(item, isWhole, least)
        if (members !== null) add(members.most[members.next] ?? -Infinity, members)
        return
      }
      case 'members': {
        const { slots, ways, most, next } = item
        const slot = slots[next] ?? 0
        const glance = this.#glances.ofFirm(slot)
        for (const { chain, candidacy, bound, sketches } of waysAt(ways, next)?.list ?? []) {
          const own = { sketches, slot, glance, chain, candidacy, certificates: null }
          add(bound.of(sketches, glance), { is: 'by chain', seen: 'figures', ...own })
        }
        most[next] = -Infinity
        item.next = highestOf(most)
        if ((most[item.next] ?? -Infinity) > -Infinity) add(most[item.next] ?? -Infinity, item)
      }
    }
  }

  /** The firms of a block that may score `least`; null where none does. */
  #membersOf(
    { of, called: { standings: alike }, glance }: Extract<Looked, { is: 'block' }>,
    isWhole: boolean,
    least: number,
  ): Members | null {
    const { slots, isRegional } = glance
    const ways =
      alike === null
        ? this.#waysApart(of, slots, glance, isWhole)
        : [this.#waysOf(of, alike, glance, isWhole)]
    const knowHow = this.#question.weights['know-how']
    const { rows } = this.#index.columns
    const [latitudes, wishes, most] = [this.#latitudes, this.#wished, this.#most]
    // Both ends of all rows are read before anything is worked out: memory brings many of them at a time.
    for (let at = 0; at < slots.length; at++) {
      const first = (slots[at] ?? 0) * perRow
      latitudes[at] = rows[first + row.latitude] ?? NaN
      wishes[at] = rows[first + row.wishes] ?? 0
    }
    let next = -1
    let highest = least
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at] ?? 0
      const own = waysAt(ways, at)
      most[at] = -Infinity
      if (own === undefined) continue
      const worth =
        this.#glances.ownWorth(slot, latitudes[at] ?? NaN, isRegional) +
        knowHow * (this.#wishes[wishes[at] ?? 0] ?? 0)
      const value = valueAt(own.most, worth, this.#glances.reliability(slot))
      if (value < least) continue
      most[at] = value
      if (value < highest) continue
      highest = value
      next = at
    }
    return next === -1 ? null : { is: 'members', slots, ways, most: firstOf(most, slots.length), next }
  }

  /** The ways of each firm of a block where they differ. */
  #waysApart(of: FirmClass, slots: Int32Array, best: Glance, isWhole: boolean): Ways[] {
    const known = new Map<Standings, Ways>()
    const all: Ways[] = []
    for (const slot of slots) {
      const standings = this.#survey.standingsOf(of, slot)
      let ways = known.get(standings)
      if (ways === undefined) known.set(standings, (ways = this.#waysOf(of, standings, best, isWhole)))
      all.push(ways)
    }
    return all
  }

  #waysOf(of: FirmClass, standings: Standings, best: Glance, isWhole: boolean): Ways {
    const list = this.#listOf(of, standings, isWhole)
    const most = nothing()
    for (const { bound, sketches } of list)
      for (const sketch of sketches) raise(most, bound.timed(sketch, best).line)
    return { list, most }
  }

  #addClass(called: Called[], isWhole: boolean, highest: Highest<Looked>): void {
    const [first] = called
    if (first === undefined) return
    const { of } = first
    let most = -Infinity
    const known = new Set(called.map(({ standings }) => standings))
    // As whatever any may come.
    if (known.has(null)) most = this.#mostOf(of, null, ideal, isWhole)
    else for (const standings of known) most = Math.max(most, this.#mostOf(of, standings, ideal, isWhole))
    if (most > -Infinity) highest.add(most, { is: 'class', of, called })
  }

  /** The most by any chain of those who stand so; as whatever they may come where that is not known. */
  #mostOf(of: FirmClass, standings: Standings | null, glance: Glance, isWhole: boolean): number {
    let most = -Infinity
    if (standings !== null) {
      for (const { bound, sketches } of this.#listOf(of, standings, isWhole))
        most = Math.max(most, bound.of(sketches, glance))
      return most
    }
    of.parts.forEach((part, chain) => {
      if (part === null || part.unable !== null) return
      for (const candidacy of candidacies) {
        // A maker helps alone where nobody could sell in time.
        if (candidacy === 'helper' && this.#survey.chains[chain]?.reach.someone() === true) continue
        const sketches = this.#survey.roll.sketches(of, chain, candidacy, isWhole)
        if (sketches.length > 0) most = Math.max(most, this.chain(chain).bound.of(sketches, glance))
      }
    })
    return most
  }
}

const nothing = (): Linear => ({ least: -Infinity, base: -Infinity, own: 0, slope: 0 })

/** Raises a line to what is nowhere below another. */
function raise(most: Linear, { least, base, own, slope }: Linear): void {
  most.least = Math.max(most.least, least)
  most.base = Math.max(most.base, base)
  most.own = Math.max(most.own, own)
  most.slope = Math.max(most.slope, slope)
}

/** What a line says of work worth so many points, by a firm so reliable. */
function valueAt({ least, base, own, slope }: Linear, worth: number, reliability: number): number {
  return Math.max(least, base + own * worth + slope * reliability)
}

/** The ways of a firm of a block. */
function waysAt(ways: readonly Ways[], at: number): Ways | undefined {
  return ways[ways.length === 1 ? 0 : at]
}

/** A list of the first values. */
function firstOf(values: Float64Array, length: number): number[] {
  const list: number[] = []
  for (let at = 0; at < length; at++) list.push(values[at] ?? 0)
  return list
}

/** Position of the highest. */
function highestOf(values: readonly number[]): number {
  let highest = 0
  for (let at = 1; at < values.length; at++)
    if ((values[at] ?? -Infinity) > (values[highest] ?? -Infinity)) highest = at
  return highest
}
