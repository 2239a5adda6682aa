/** Goes through all firms for a need, class by class: who is a candidate by which chain, and why each other one is not. */
import { perBlock } from './blocks.ts'
import type { KnockOut } from './match.ts'
import { Lefts, Routes } from './left-out.ts'
import { barOf, type Candidacy, judgeBy, mostDays, type Standing } from './part.ts'
import { structures } from './packed.ts'
import type { Question } from './question.ts'
import { Reach } from './reach.ts'
import type { FirmIndex } from './retrieve.ts'
import type { FirmClass, Roll } from './roll.ts'
import type { Chain } from './unfold.ts'

/** A chain of the need, and who may sell what it makes. */
export interface ChainSurvey {
  chain: Chain
  reach: Reach
}

/** A block with candidates: what all of its firms are to each chain; null where they have to be looked at one by one. */
export interface Called {
  of: FirmClass
  block: number
  standings: Standings | null
}

/** By chain: a candidate, or why not; undefined where it has no part in it. */
export type Standings = readonly (Standing | undefined)[]

export interface Survey {
  roll: Roll
  chains: ChainSurvey[]
  called: Called[]
  /** What one firm is to each chain. */
  standingsOf: (of: FirmClass, slot: number) => Standings
  /** Firms that are candidates by any chain. */
  candidates: number
  left: LeftOut
}

/** Firms, and routes of those that stay, that are left out. */
export interface LeftOut {
  /** How many, by the code of the nearest reason of each; routes by their own. */
  byReason: Record<string, number>
  /** Firms left out, those not counted that have no part in it. */
  firms: number
  /** Those whom something could bring back, nearest first, then routes: `mostNamed` of each at most. */
  nearest: KnockOut[]
}

/** As what a firm comes; null where it does not. */
export function candidacyOf(standing: Standing | undefined): Candidacy | null {
  return standing === 'whole' || standing === 'supplier' || standing === 'helper' ? standing : null
}

function isCalled(standings: Standings): boolean {
  for (const standing of standings) if (candidacyOf(standing) !== null) return true
  return false
}

/** Of a firm left out by all chains, the nearest reason is kept. */
export function survey(question: Question, chains: Chain[], index: FirmIndex): Survey {
  const roll = index.roll(chains)
  const surveys = chains.map(chain => ({ chain, reach: new Reach(index, question, chain) }))
  const judging = new Judging(question, surveys, roll, index)
  const lefts = new Lefts(question, surveys, roll, index)
  const routes = new Routes(roll, index)
  const called: Called[] = []
  let candidates = 0
  const { sizes } = roll.blocks
  for (const of of roll.classes) {
    let staying = 0
    for (const block of of.blocks) {
      const alike = judging.ofBlock(of, block)
      let some = 0
      if (alike !== null) {
        const size = sizes[block] ?? 0
        if (isCalled(alike)) some = size
        else lefts.add(of, alike, block, size, () => true)
      } else
        for (const [standings, firms] of judging.apart(of, block))
          if (isCalled(standings)) some += firms
          else lefts.add(of, standings, block, firms, slot => judging.ofFirm(of, slot) === standings)
      if (some === 0) continue
      staying += some
      called.push({ of, block, standings: alike })
    }
    candidates += staying
    routes.add(of, staying, called, slot => isCalled(judging.ofFirm(of, slot)))
  }
  const { firms } = lefts
  return {
    roll,
    chains: surveys,
    called,
    standingsOf: (of, slot) => judging.ofFirm(of, slot),
    candidates,
    left: {
      firms,
      byReason: { ...lefts.byReason(), ...routes.byReason() },
      nearest: [...lefts.nearest(), ...routes.nearest()],
    },
  }
}

/** Judges firms by figures side by side: those of a block together where they are all the same to the need. */
class Judging {
  readonly #question: Question
  readonly #chains: ChainSurvey[]
  readonly #roll: Roll
  readonly #index: FirmIndex
  /** A bit for each structure that the need is open to. */
  readonly #open: number
  /** Slots of the firms that the buyer excludes. */
  readonly #excluded: Set<number>
  /** Days of preparation that tell firms apart: what takes longer than one of them, and what does not, may stand otherwise. */
  readonly #limits: number[]
  /** By terms as far as the need goes: firms of the block last looked at. */
  readonly #counts: Int32Array
  readonly #days = new Float64Array(perBlock)
  readonly #orders = new Float64Array(perBlock)
  /** By class, then by terms as far as the need goes: few. */
  readonly #known: Standings[][] = []

  constructor(question: Question, chains: ChainSurvey[], roll: Roll, index: FirmIndex) {
    const { reservedFor, excludedFirms } = question.need
    this.#question = question
    this.#chains = chains
    this.#roll = roll
    this.#index = index
    this.#open =
      reservedFor.length === 0
        ? -1
        : reservedFor.reduce((all, each) => all | (1 << structures.indexOf(each)), 0)
    this.#excluded = new Set(excludedFirms.flatMap(id => index.get(id)?.slot ?? []))
    const limits = [mostDays(question), ...chains.map(({ reach }) => reach.latestStart)]
    this.#limits = [...new Set(limits)].filter(days => days < Infinity)
    this.#counts = new Int32Array((this.#limits.length + 1) * 2 * bars.length)
  }

  /** Null where they differ. */
  ofBlock(of: FirmClass, block: number): Standings | null {
    const { blocks } = this.#roll
    const { quantity } = this.#question.need
    const marks = blocks.structures[block] ?? 0
    const shut = marks & ~this.#open
    if (shut !== 0 && shut !== marks) return null
    if (this.#excluded.size > 0 && blocks.members(block).some(slot => this.#excluded.has(slot))) return null
    const leastOrder = blocks.leastOrder[block] ?? 0
    if (leastOrder <= quantity && (blocks.mostOrder[block] ?? 0) > quantity) return null
    const bar = shut === 0 ? null : 'firm.not-eligible'
    const latest = this.#by(of, blocks.mostPreparation[block] ?? 0, leastOrder, bar)
    const soonest = this.#by(of, blocks.leastPreparation[block] ?? 0, leastOrder, bar)
    // With a longer preparation a firm never comes back to what it was.
    return latest === soonest || latest.every((standing, at) => standing === soonest[at]) ? latest : null
  }

  /** How many firms of a block stand so or so. */
  apart(of: FirmClass, block: number): [Standings, number][] {
    const counts = this.#counts.fill(0)
    const different: number[] = []
    const members = this.#roll.blocks.members(block)
    const { preparation, minimumOrder } = this.#index.columns
    const [days, orders] = [this.#days, this.#orders]
    // All are read before any is judged: memory brings many of them at a time.
    for (let at = 0; at < members.length; at++) {
      const slot = members[at] ?? 0
      days[at] = preparation[slot] ?? 0
      orders[at] = minimumOrder[slot] ?? 0
    }
    for (let at = 0; at < members.length; at++) {
      const slot = members[at] ?? 0
      const key = this.#keyBy(days[at] ?? 0, orders[at] ?? 0, this.#barOf(slot))
      const before = counts[key] ?? 0
      counts[key] = before + 1
      if (before === 0) different.push(slot)
    }
    return different.map(slot => [this.ofFirm(of, slot), counts[this.#keyOf(slot)] ?? 0])
  }

  ofFirm(of: FirmClass, slot: number): Standings {
    const { preparation, minimumOrder } = this.#index.columns
    return this.#by(of, preparation[slot] ?? 0, minimumOrder[slot] ?? 0, this.#barOf(slot))
  }

  #barOf(slot: number): Bar {
    if (this.#excluded.size > 0 && this.#excluded.has(slot)) return 'firm.excluded'
    if (this.#open === -1) return null
    const structure = this.#index.columns.structure[slot] ?? 0
    return (this.#open & (1 << structure)) === 0 ? 'firm.not-eligible' : null
  }

  /** Firms of a class whose terms are on the same side of all that the need asks are judged once. */
  #by(of: FirmClass, preparation: number, minimumOrder: number, bar: Bar): Standings {
    const known = (this.#known[of.number] ??= [])
    return (known[this.#keyBy(preparation, minimumOrder, bar)] ??= of.parts.map((part, at) => {
      const reach = this.#chains[at]?.reach
      return part === null || reach === undefined
        ? undefined
        : judgeBy(this.#question, part, { preparation, minimumOrder }, bar, reach)
    }))
  }

  #keyOf(slot: number): number {
    const { preparation, minimumOrder } = this.#index.columns
    return this.#keyBy(preparation[slot] ?? 0, minimumOrder[slot] ?? 0, this.#barOf(slot))
  }

  /** Says on which side of all that the need asks terms are. */
  #keyBy(preparation: number, minimumOrder: number, bar: Bar): number {
    let passed = 0
    for (const limit of this.#limits) if (preparation > limit) passed += 1
    const isAbove = minimumOrder > this.#question.need.quantity
    return (passed * 2 + (isAbove ? 1 : 0)) * bars.length + bars.indexOf(bar)
  }
}

type Bar = ReturnType<typeof barOf>

const bars: Bar[] = [null, 'firm.excluded', 'firm.not-eligible']

/** Candidates of one chain, side by side: their slots, and as what they come. */
export interface Candidates {
  chain: Chain
  slots: number[]
  candidacies: Candidacy[]
}

/** The candidates of each chain. */
export function candidatesBy({ called, chains, roll, standingsOf }: Survey): Candidates[] {
  const lists = chains.map(({ chain }): Candidates => ({ chain, slots: [], candidacies: [] }))
  for (const { of, block, standings } of called)
    for (const slot of roll.blocks.members(block)) {
      const own = standings ?? standingsOf(of, slot)
      lists.forEach(({ slots, candidacies }, at) => {
        const candidacy = candidacyOf(own[at])
        if (candidacy === null) return
        slots.push(slot)
        candidacies.push(candidacy)
      })
    }
  return lists
}
