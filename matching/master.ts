/**
 * The programme over some of the firms, and what it proves about all: the others are priced, and enter where they would
 * bring something. So the programme stays small however many candidates there are, and its bound is that of all of them.
 */
import type { Frame } from './frame.ts'
import type { Offer } from './offer.ts'
import { type Part, Pool } from './pool.ts'
import { type Pricing, valueAtMost, valueOf } from './pricing.ts'
import type { Basis, Optimum, Solver } from './solver.ts'

/** All sets of firms. */
export function everySet({ team, counts, rows }: Frame): Part {
  return {
    state: new Int8Array(team.lines.length),
    counts: counts.map(({ row }) => ({ lower: rows[row]?.lower ?? 0, upper: rows[row]?.upper ?? 0 })),
  }
}

/** What no set of a part passes, and what each firm adds to it. */
export interface Relaxed {
  bound: number
  /** What the firms of the programme come to alone. */
  optimum: number
  /** Where the bound was good enough before all was priced, it is no optimum: values outside may be above 0. */
  isClosed: boolean
  /** By line: the share of it that is a member; most are 0. */
  shares: Map<number, number>
  /** What a set with the firm scores at most, less the bound; where it is a whole member, what a set without it does. */
  valueOf: (member: number) => number
  /** The same or more, at a glance. */
  valueAtMost: (member: number) => number
  /** What a set scores at most. */
  atMost: (members: readonly number[]) => number
  warm: Warm | null
}

/** Where a programme ended: another begins there, as long as it is written for the same firms, or for more. */
export interface Warm {
  pool: Pool
  basis: Basis
  /** Lines of which a share is a member. */
  near: readonly number[]
}

export interface Relaxing {
  solver: Solver
  signal?: AbortSignal | undefined
  /** By the score, or by the score without the cost. */
  isCosted: boolean
  /** A bound no higher closes the part: how much lower it is, is of no interest. */
  cut: number
}

/** What enters is worth more than rounding. */
const worthEntering = 1e-7
/** Firms that enter at a time. */
const entering = 12
/** Firms to begin with, for each operation and over all. */
const firstOfEach = 1
const firstOverall = 5

/** Firms in a programme, above which it is written anew for those that matter: from far away a small one is solved sooner. */
const crowded = 40

export class Master {
  readonly frame: Frame
  private readonly offer: (member: number) => Offer
  private readonly near: readonly number[]
  /** Null until the first programme. */
  private known: Pool | null = null

  /** `write`: the offer of each line, asked for once. `near`: whom it begins with; who seems best where there is none. */
  constructor(frame: Frame, write: (member: number) => Offer, near: readonly number[] = []) {
    this.frame = frame
    const offers: (Offer | undefined)[] = []
    this.offer = member => (offers[member] ??= write(member))
    this.near = near
  }

  private get pool(): Pool {
    return (this.known ??= this.near.length === 0 ? this.begin() : this.poolOf(this.near))
  }

  /** Solves the programme of a part, and brings in firms until none outside would add to it. */
  async relax(
    part: Part,
    from: Warm | null,
    { solver, signal, isCosted, cut }: Relaxing,
  ): Promise<Relaxed | 'infeasible' | 'interrupted'> {
    if (from !== null && this.pool.members.length > crowded) this.known = this.poolOf(from.near)
    part.state.forEach((state, member) => {
      if (state === 1) this.pool.enter(member)
    })
    for (let warm = from?.pool === this.pool ? from.basis : null; ;) {
      const answer = await solver.solve(this.pool.programme(part, isCosted), {
        ...(warm === null ? {} : { basis: warm }),
        ...(signal === undefined ? {} : { signal }),
      })
      if (answer.status === 'infeasible' || answer.status === 'interrupted') return answer.status
      if (answer.status === 'limit') throw new Error('A programme without a limit reached one')
      const pricing = this.pricingBy(answer, isCosted)
      const { better, atMost } = this.outside(part, pricing, cut - this.boundOf(answer, isCosted))
      if (better.length === 0) return this.read(answer, pricing, this.boundOf(answer, isCosted), atMost)
      for (const member of better) this.pool.enter(member)
      warm = answer.basis
    }
  }

  private poolOf(members: readonly number[]): Pool {
    const pool = new Pool(this.frame, this.offer)
    for (const member of members) pool.enter(member)
    return pool
  }

  private boundOf({ objective }: Optimum, isCosted: boolean): number {
    const { constant, dear } = this.frame
    if (!isCosted) return objective + constant.gain
    return objective + constant.gain - constant.cost - (dear?.least ?? 0)
  }

  private pricingBy(answer: Optimum, isCosted: boolean): Pricing {
    const { dear } = this.frame
    const prices = this.pool.pricesOf(answer.prices?.rows)
    if (!isCosted) return { prices, ofCost: 0 }
    return { prices, ofCost: dear === null ? 1 : (prices[dear.row] ?? 0) }
  }

  /** `further`: what firms outside could add at most. */
  private read(answer: Optimum, pricing: Pricing, optimum: number, further: number): Relaxed {
    const { values, prices: own, basis } = answer
    const known = new Map<number, number>()
    const shares = new Map<number, number>()
    // What is left without any member.
    let empty = optimum
    this.pool.members.forEach((member, place) => {
      const column = this.pool.column(place)
      const share = values[column] ?? 0
      const value = own?.columns[column] ?? 0
      if (share > 0) shares.set(member, share)
      known.set(member, value)
      empty -= share * value
    })
    const value = (member: number) => {
      let own = known.get(member)
      if (own === undefined) known.set(member, (own = valueOf(this.offer(member), pricing)))
      return own
    }
    const glance = (member: number) => known.get(member) ?? valueAtMost(this.offer(member), pricing)
    const atMost = (members: readonly number[]) => members.reduce((sum, member) => sum + value(member), empty)
    const isClosed = further > 0
    return {
      bound: optimum + further,
      optimum,
      isClosed,
      shares,
      valueOf: value,
      valueAtMost: glance,
      atMost,
      warm: basis === null ? null : { pool: this.pool, basis, near: [...shares.keys()] },
    }
  }

  /**
   * Those who would bring most where hours are scarce, all that is delivered being paid alike; and where they are not, nothing
   * being paid but what the work itself is worth.
   */
  private begin(): Pool {
    const { frame } = this
    const pool = this.poolOf([])
    const scarce = new Float64Array(frame.rows.length)
    frame.team.question.checkpoints.forEach((_, at) => {
      const rows = frame.flow.flatMap(flows => flows[at] ?? [])
      const gain =
        frame.columns.find(({ entries }) => entries.some(([row]) => row === frame.lawful[at]))?.gain ?? 0
      for (const row of rows) scarce[row] = gain / rows.length
    })
    const plenty = new Float64Array(frame.rows.length)
    for (const prices of [scarce, plenty]) {
      const all = frame.team.lines.map((_, member) => ({
        member,
        value: valueAtMost(this.offer(member), { prices, ofCost: 1 }),
      }))
      all.sort(byValue)
      for (const { member } of all.slice(0, firstOverall)) pool.enter(member)
      for (const { isCounted } of frame.counts) {
        let left = firstOfEach
        for (let at = 0; at < all.length && left > 0; at++) {
          const member = all[at]?.member ?? 0
          if (!isCounted(member)) continue
          pool.enter(member)
          left -= 1
        }
      }
    }
    return pool
  }

  /**
   * Of the firms outside, those that would add most, or none and what they all could add at most: nothing but rounding, or no
   * more than `enough`.
   */
  private outside(
    { state, counts }: Part,
    pricing: Pricing,
    enough: number,
  ): { better: number[]; atMost: number } {
    const most = counts[0]?.upper ?? 0
    const all: { member: number; value: number }[] = []
    this.frame.team.lines.forEach((_, member) => {
      if (state[member] === -1 || this.pool.has(member)) return
      const value = valueAtMost(this.offer(member), pricing)
      if (value > worthEntering) all.push({ member, value })
    })
    const first = all.sort(byValue).slice(0, most)
    if (sumOf(first) <= enough) return { better: [], atMost: sumOf(first) }
    const better: { member: number; value: number }[] = []
    for (const each of all) {
      each.value = valueOf(this.offer(each.member), pricing)
      if (each.value > worthEntering) better.push(each)
      if (better.length >= 2 * entering) break
    }
    const atMost = sumOf(all.sort(byValue).slice(0, most))
    if (better.length === 0 || atMost <= enough) return { better: [], atMost: Math.max(0, atMost) }
    return {
      better: better
        .sort(byValue)
        .slice(0, entering)
        .map(({ member }) => member),
      atMost,
    }
  }
}

const byValue = (a: { member: number; value: number }, b: { member: number; value: number }) =>
  b.value - a.value || a.member - b.member

const sumOf = (values: { value: number }[]) => values.reduce((sum, { value }) => sum + Math.max(0, value), 0)
