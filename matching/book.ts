/** The sets of firms judged for a need, and the list of those that count. */
import { isDominated, mayBeWhole, type Scored } from './assemble.ts'
import type { ChainCandidates } from './candidates.ts'
import { scoreOf } from './criteria/criteria.ts'
import { scarceOperation } from './division.ts'
import type { Line } from './line.ts'
import { type Outcome, outcome, required } from './outcome.ts'
import { keyOf } from './partnership.ts'
import type { Question } from './question.ts'
import { byScore } from './score.ts'
import type { Verdict } from './search.ts'
import type { Chain } from './unfold.ts'

export interface BookOptions {
  /** Length of the list. */
  limit: number
  /** Relative gap of the score that is of no interest. */
  gap: number
  /** Every operation of the product needs two members who can do it, or a service. */
  resilient: boolean
}

export interface Judged extends Verdict {
  /** Number of the operation that limits it, where one does. */
  scarce: number | null
}

export class Book {
  private readonly question: Question
  private readonly chains: { chain: Chain; lineOf: Map<string, Line> }[]
  private readonly options: BookOptions
  private readonly judged = new Map<Chain, Map<string, Judged | null>>()
  private readonly best = new Map<string, Scored>()
  /** Null once a set was judged since. */
  private listed: Scored[] | null = []

  constructor(question: Question, chains: ChainCandidates[], options: BookOptions) {
    this.question = question
    this.options = options
    this.chains = chains.map(({ chain, lines }) => ({
      chain,
      lineOf: new Map(lines.map(line => [line.firm.firm.id, line])),
    }))
  }

  /** What a set of firms is by a chain, worked out once; null where it is no whole partnership of all of them. */
  judge(chain: Chain, members: Line[]): Judged | null {
    const key = keyOf(members)
    let known = this.judged.get(chain)
    if (known === undefined) this.judged.set(chain, (known = new Map()))
    const before = known.get(key)
    if (before !== undefined) return before
    const found = this.look(chain, members)
    const judged = found === null ? null : this.enter(key, found)
    known.set(key, judged)
    return judged
  }

  /** The best sets, none that a part of it does as well. Whoever is in it has had all its parts judged. */
  list(): Scored[] {
    while (this.listed === null) {
      this.listed = []
      for (const scored of [...this.best.values()].sort(byScore)) {
        if (this.listed.length >= this.options.limit) break
        this.judgeParts(scored)
        if (this.listed === null) break
        if (!isDominated(scored, this.best)) this.listed.push(scored)
      }
    }
    return this.listed
  }

  /** What a further set has to pass. */
  cut(): number {
    const last = this.list()[this.options.limit - 1]
    return last === undefined ? -Infinity : last.score * (1 + this.options.gap)
  }

  private look(chain: Chain, members: Line[]): Outcome | null {
    if (members.length === 0 || !mayBeWhole(chain, members)) return null
    if (this.options.resilient && !isResilient(chain, members)) return null
    const found = outcome(this.question, chain, members)
    return found === null || found.work.missing.length > 0 || !meetsOrders(found) ? null : found
  }

  private enter(key: string, found: Outcome): Judged {
    const score = scoreOf(found, this.question.weights)
    const known = this.best.get(key)
    if (known === undefined || score > known.score) {
      this.best.set(key, { key, score, outcome: found })
      this.listed = null
    }
    const { team, division, delivered, work } = found
    const isEnough =
      work.coveredWeight >= 1 - 1e-9 &&
      delivered.every((share, at) => share >= required(this.question, at) - 1e-9)
    return { score, isEnough, scarce: scarceOperation(team, division) }
  }

  private judgeParts({ outcome: { team } }: Scored): void {
    const ids = team.lines.map(({ firm }) => firm.firm.id)
    for (let mask = 1; mask < 2 ** ids.length - 1; mask++) {
      const part = ids.filter((_, at) => (mask >> at) & 1)
      for (const { chain, lineOf } of this.chains) {
        const members = part.flatMap(id => lineOf.get(id) ?? [])
        if (members.length === part.length) this.judge(chain, members)
      }
    }
  }
}

/** Whoever drops out, somebody is left for each operation of the product that is no service. */
function isResilient({ operations }: Chain, members: Line[]): boolean {
  return operations.every(
    ({ node, number, reference }) =>
      node !== 0 ||
      reference.service !== null ||
      members.filter(({ states }) => states[number] !== 'missing').length > 1,
  )
}

/** Nobody works on the product for less than the firm's least order. */
function meetsOrders({ team, work }: Outcome): boolean {
  const { quantity } = team.question.need
  return team.lines.every(({ firm: { firm } }, member) => {
    const shares = work.worked
      .filter(({ route, operation }) => route.member === member && operation.node === 0)
      .map(({ share }) => share)
    const least = firm.minimumOrder ?? 0
    return shares.length === 0 || Math.max(...shares) * quantity >= least - 1e-6
  })
}
