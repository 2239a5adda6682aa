/** Goes from classes to their blocks to their firms, each with the most that any of it may score. */
import { perGroup } from './blocks.ts'
import { Bound, type Linear, type Own } from './bound.ts'
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
import { type Called, candidacyOf, type Standings, type Survey } from './survey.ts'
import type { Chain } from './unfold.ts'

/** What is looked at: the called blocks of a class, a block, a group of it, those of a group that were not taken yet, a firm, or it by one chain. */
export type Looked =
  | { is: 'class'; of: FirmClass; called: Called[] }
  | { is: 'block'; of: FirmClass; called: Called }
  | {
      is: 'group'
      of: FirmClass
      slots: Int32Array
      from: number
      ways: readonly Ways[]
      mayBeRegional: boolean
    }
  | Members
  | { is: 'firm'; of: FirmClass; slot: number; ways: Way[] }
  | FirmLook

/** `isClose`: its own hours and proofs were looked at. */
export interface FirmLook {
  is: 'by chain'
  sketches: readonly Sketch[]
  slot: number
  chain: number
  candidacy: Candidacy
  isClose: boolean
}

/** Firms of a group that were not taken yet, side by side. */
interface Members {
  is: 'members'
  of: FirmClass
  slots: Int32Array
  /** Where its firms begin among those of the block. */
  from: number
  /** Those of each firm of the block; one where they are the same for all. */
  ways: readonly Ways[]
  /** The most that each may score; -Infinity once it is taken. */
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
  readonly #wishesByBit = new Float64Array(32)
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
    this.#wishes.forEach((value, number) => {
      this.#wishesByBit[number & 31] = Math.max(this.#wishesByBit[number & 31] ?? 0, value)
    })
  }

  chain(number: number): ChainLook {
    const chain = this.#chains[number]
    if (chain === undefined) throw new RangeError(`No chain ${number}`)
    return chain
  }

  /** The most that a firm may score by its own hours and proofs. */
  closely({ sketches, slot, chain: number, candidacy }: FirmLook): number {
    const { chain, bound } = this.chain(number)
    const { columns } = this.#index
    const glance = this.#glances.ofFirm(slot)
    const stored = bound.mayHold(glance) ? this.#index.at(slot) : undefined
    const first = columns.firstHours[slot] ?? 0
    // What is left of a line by a lesser candidacy is not planned; where something lacks, hours and places say nothing.
    const isPlanned = candidacy === 'whole' && sketches.some(({ lacking }) => lacking === null)
    const plan = isPlanned ? this.#index.plan(slot, chain) : null
    const hours = plan && {
      operations: plan.line.operations,
      ofRows: hoursOf(plan, place => columns.eachHours.at(first, place)),
    }
    const firm = stored === undefined ? null : this.#index.profile(stored)
    return bound.of(sketches, glance, {
      hours,
      firm,
      places: this.#placesOf(slot, plan),
    })
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
    const { of } = item
    const add = (most: number, looked: Looked) => {
      if (most >= least) highest.add(most, looked)
    }
    switch (item.is) {
      case 'class':
        for (const called of item.called) {
          const glance = this.#glances.ofBlock(called.block)
          const most = this.#mostOf(of, called.standings, glance, isWhole)
          add(most, { is: 'block', of, called })
        }
        return
      case 'block': {
        this.#addGroups(of, item.called, isWhole, add)
        return
      }
      case 'group': {
        const members = this.#membersOf(item)
        add(members.most[members.next] ?? -Infinity, members)
        return
      }
      case 'members': {
        const { slots, from, ways, most, next } = item
        const slot = slots[from + next] ?? 0
        add(most[next] ?? -Infinity, { is: 'firm', of, slot, ways: waysAt(ways, from + next)?.list ?? [] })
        most[next] = -Infinity
        item.next = highestOf(most)
        if ((most[item.next] ?? -Infinity) > -Infinity) add(most[item.next] ?? -Infinity, item)
        return
      }
      case 'firm': {
        const glance = this.#glances.ofFirm(item.slot)
        for (const { chain, candidacy, bound, sketches } of item.ways) {
          const looked = { sketches, slot: item.slot, chain, candidacy, isClose: false } as const
          add(bound.of(sketches, glance), { is: 'by chain', ...looked })
        }
      }
    }
  }

  /** The groups of a block: each by how near it is, and with the best of the block for all the rest. */
  #addGroups(
    of: FirmClass,
    { block, standings: alike }: Called,
    isWhole: boolean,
    add: (most: number, looked: Looked) => void,
  ): void {
    const best = this.#glances.ofBlock(block)
    const { slots } = best
    const known = new Map<Standings, Ways>()
    const waysOf = (standings: Standings) => {
      let ways = known.get(standings)
      if (ways === undefined) known.set(standings, (ways = this.#waysOf(of, standings, best, isWhole)))
      return ways
    }
    const ways =
      alike === null ? Array.from(slots, slot => waysOf(this.#survey.standingsOf(of, slot))) : [waysOf(alike)]
    const most = nothing()
    for (const each of known.values()) raise(most, each.most)
    const worth =
      this.#glances.worth(best) + this.#question.weights['know-how'] * this.#mostWished(best.wishes)
    for (let group = 0; group * perGroup < slots.length; group++) {
      const nearness = this.#glances.nearnessOfGroup(block, group)
      add(valueAt(most, this.#question.weights.proximity * nearness + worth, best.reliability), {
        is: 'group',
        of,
        slots,
        from: group * perGroup,
        ways,
        mayBeRegional: best.isRegional,
      })
    }
  }

  #membersOf({ of, slots, from, ways, mayBeRegional }: Extract<Looked, { is: 'group' }>): Members {
    const knowHow = this.#question.weights['know-how']
    const { wishes } = this.#index.columns
    const most: number[] = []
    for (let at = from; at < Math.min(slots.length, from + perGroup); at++) {
      const slot = slots[at] ?? 0
      const worth =
        this.#glances.ownWorth(slot, mayBeRegional) + knowHow * (this.#wishes[wishes[slot] ?? 0] ?? 0)
      const own = waysAt(ways, at)
      most.push(own === undefined ? -Infinity : valueAt(own.most, worth, this.#glances.reliability(slot)))
    }
    return { is: 'members', of, slots, from, ways, most, next: highestOf(most) }
  }

  /** The most that wishes marked so add to know-how. */
  #mostWished(marks: number): number {
    let most = 0
    for (let bit = 0; bit < 32; bit++)
      if ((marks & (1 << bit)) !== 0) most = Math.max(most, this.#wishesByBit[bit] ?? 0)
    return most
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

/** Position of the highest. */
function highestOf(values: readonly number[]): number {
  let highest = 0
  for (let at = 1; at < values.length; at++)
    if ((values[at] ?? -Infinity) > (values[highest] ?? -Infinity)) highest = at
  return highest
}
