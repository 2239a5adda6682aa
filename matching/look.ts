/** Goes from classes to their blocks to their firms, each with the most that any of it may score. */
import { Bound, type Timed } from './bound.ts'
import { type Glance, Glances, ideal } from './glance.ts'
import { Highest } from './highest.ts'
import type { Candidacy } from './part.ts'
import type { Question } from './question.ts'
import type { Supply } from './rank.ts'
import type { FirmClass } from './roll.ts'
import type { Sketch } from './sketch.ts'
import { type Called, candidacyOf, type Standings, type Survey } from './survey.ts'
import type { Chain } from './unfold.ts'

/** Called blocks of a class, a block, or a firm by one chain. */
export type Looked =
  | { of: FirmClass; called: Called[] }
  | { of: FirmClass; called: Called }
  | { of: FirmClass; slot: number; chain: number; candidacy: Candidacy }

interface ChainLook {
  chain: Chain
  bound: Bound
}

export class Look {
  readonly #survey: Survey
  readonly #glances: Glances
  readonly #chains: ChainLook[]

  constructor(question: Question, { index }: Supply, survey: Survey) {
    this.#survey = survey
    this.#glances = new Glances(question, index, survey.roll.blocks)
    this.#chains = survey.chains.map(({ chain }) => ({ chain, bound: new Bound(index, question, chain) }))
  }

  chain(number: number): ChainLook {
    const chain = this.#chains[number]
    if (chain === undefined) throw new RangeError(`No chain ${number}`)
    return chain
  }

  ofFirm(slot: number): Glance {
    return this.#glances.ofFirm(slot)
  }

  sketches(of: FirmClass, chain: number, candidacy: Candidacy): Sketch[] {
    return this.#survey.roll.sketches(of, chain, candidacy)
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

  /** Adds what a class or a block is made of, but what may not score `least`. */
  into(
    { of, called }: Extract<Looked, { called: unknown }>,
    isWhole: boolean,
    least: number,
    highest: Highest<Looked>,
  ): void {
    if (Array.isArray(called)) {
      for (const each of called) {
        const glance = this.#glances.ofBlock(each.block)
        const most = this.#mostOf(of, each.standings === null ? null : [each.standings], glance, isWhole)
        if (most >= least) highest.add(most, { of, called: each })
      }
      return
    }
    this.#intoBlock(of, called, isWhole, least, highest)
  }

  /** Most firms of a block are told from its best by figures that take no time. */
  #intoBlock(
    of: FirmClass,
    { block, standings: alike }: Called,
    isWhole: boolean,
    least: number,
    highest: Highest<Looked>,
  ): void {
    const best = this.#glances.ofBlock(block)
    const timed = new Map<Sketch, Timed>()
    for (const slot of this.#survey.roll.blocks.members(block)) {
      const standings = alike ?? this.#survey.standingsOf(of, slot)
      const glance = this.#glances.ofFirm(slot, best)
      let isNear = false
      for (let chain = 0; chain < standings.length; chain++) {
        const candidacy = candidacyOf(standings[chain])
        if (candidacy === null) continue
        const sketches = this.sketches(of, chain, candidacy)
        const { bound } = this.chain(chain)
        if (!isOf(sketches, isWhole) || this.#roughly(bound, sketches, glance, best, timed) < least) continue
        if (!isNear) glance.nearness = this.#glances.nearness(slot)
        isNear = true
        if (this.#roughly(bound, sketches, glance, best, timed) < least) continue
        const most = bound.of(sketches, glance)
        if (most >= least) highest.add(most, { of, slot, chain, candidacy })
      }
    }
  }

  /** With the days and hours of the best of its block. */
  #roughly(
    bound: Bound,
    sketches: Sketch[],
    glance: Glance,
    best: Glance,
    known: Map<Sketch, Timed>,
  ): number {
    let most = -Infinity
    for (const sketch of sketches) {
      let timed = known.get(sketch)
      if (timed === undefined) known.set(sketch, (timed = bound.timed(sketch, best)))
      most = Math.max(most, bound.total(sketch, glance, timed))
    }
    return most
  }

  #addClass(called: Called[], isWhole: boolean, highest: Highest<Looked>): void {
    const [first] = called
    if (first === undefined) return
    const lists = called.some(({ standings }) => standings === null)
      ? null
      : called.flatMap(({ standings }) => (standings === null ? [] : [standings]))
    const most = this.#mostOf(first.of, lists, ideal, isWhole)
    if (most > -Infinity) highest.add(most, { of: first.of, called })
  }

  /** The most by any chain, as it comes in any of the lists; as whatever it may come where there is none. */
  #mostOf(of: FirmClass, lists: Standings[] | null, glance: Glance, isWhole: boolean): number {
    let most = -Infinity
    of.parts.forEach((part, chain) => {
      if (part === null || part.unable !== null) return
      for (const candidacy of candidacies) {
        if (lists !== null && !lists.some(standings => standings[chain] === candidacy)) continue
        most = Math.max(most, this.#most(of, chain, candidacy, glance, isWhole))
      }
    })
    return most
  }

  #most(of: FirmClass, chain: number, candidacy: Candidacy, glance: Glance, isWhole: boolean): number {
    const sketches = this.sketches(of, chain, candidacy)
    return isOf(sketches, isWhole) ? this.chain(chain).bound.of(sketches, glance) : -Infinity
  }
}

/** Whether it is one of those who could make the whole, or of the others. */
const isOf = ([sketch]: Sketch[], isWhole: boolean) => sketch !== undefined && sketch.tier > 0 === isWhole

const candidacies: Candidacy[] = ['whole', 'supplier', 'helper']
