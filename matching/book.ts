/** The sets of firms judged for a need, and the list of those that count. */
import { isDominated, mayBeWhole, type Scored } from './assemble.ts'
import { bestOutcome } from './best-outcome.ts'
import type { ChainCandidates } from './candidates.ts'
import { scoreOf } from './criteria/criteria.ts'
import { scarceOperation } from './division.ts'
import type { Line } from './line.ts'
import { type Outcome, required } from './outcome.ts'
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

/** What is known about the sets of a chain before they are judged. */
export interface Outlook {
  /** A set that scores no more is of no use to know: `atMost` is what it could score. */
  atMost: (members: Line[]) => number
  /** By due date: whether anybody can deliver anything by then. */
  reached: boolean[]
}

interface Page {
  chain: Chain
  lineOf: Map<string, Line>
  judged: Map<string, Judged | null>
  /** By key. */
  scored: Map<string, Scored>
  outlook: Outlook | null
  /** Of the sets that do all the work, those looked at so far, and those that are enough by this chain. */
  looked: number
  enough: Enough[]
}

/** A set that does everything, as far as anybody could. */
export interface Enough {
  members: Line[]
  score: number
}

/** A set that does all the work by some chain; by due date: whether it delivers all that is asked by then. */
interface Able {
  ids: string[]
  score: number
  inTime: boolean[]
}

/** Routes of a set whose judging takes as long as a programme of the search does. */
const routesOfProgramme = 70

export class Book {
  /** What the judging has taken so far, in programmes of the search. */
  work = 0
  /** What sets may score at most that rounding leaves nothing to be said of. */
  unjudged = -Infinity
  private readonly question: Question
  private readonly options: BookOptions
  private readonly pages: Map<Chain, Page>
  private readonly best = new Map<string, Scored>()
  private readonly able: Able[] = []
  /** Sets whose parts were judged. */
  private readonly taken = new Set<Scored>()
  /** Null where a set was judged since that may come into it. */
  private listed: Scored[] | null = []

  constructor(question: Question, chains: ChainCandidates[], options: BookOptions) {
    this.question = question
    this.options = options
    const page = ({ chain, lines }: ChainCandidates): Page => {
      const lineOf = new Map(lines.map(line => [line.firm.firm.id, line]))
      return { chain, lineOf, judged: new Map(), scored: new Map(), outlook: null, looked: 0, enough: [] }
    }
    this.pages = new Map(chains.map(each => [each.chain, page(each)]))
  }

  /** What is found out about the sets of a chain as a whole. */
  expect(chain: Chain, outlook: Outlook): void {
    this.page(chain).outlook = outlook
  }

  /** What a set of firms is by a chain, worked out once; null where it is no whole partnership of all of them. */
  judge(chain: Chain, members: Line[]): Judged | null {
    const page = this.page(chain)
    const key = keyOf(members)
    const before = page.judged.get(key)
    if (before !== undefined) return before
    const found = this.look(chain, members)
    const judged = found === null ? null : this.enter(page, key, found)
    page.judged.set(key, judged)
    return judged
  }

  /** The best sets, none that a part of it does as well. Whoever is in it has had all its parts judged that could. */
  list(): Scored[] {
    while (this.listed === null) {
      this.listed = []
      for (const scored of [...this.best.values()].sort(byScore)) {
        if (this.listed.length >= this.options.limit) break
        this.judgeParts(scored)
        if (this.listed === null) break
        const isDone = [...this.pages.values()].some(page => isDominated(scored, page.scored))
        if (!isDone) this.listed.push(scored)
      }
    }
    return this.listed
  }

  /** What a further set has to pass. */
  cut(): number {
    const last = this.list()[this.options.limit - 1]
    return last === undefined ? -Infinity : last.score * (1 + this.options.gap)
  }

  /** The sets judged so far, by whatever chain, that do everything that anybody could by this one. */
  enough(chain: Chain): readonly Enough[] {
    const page = this.page(chain)
    for (; page.looked < this.able.length; page.looked++) {
      const able = this.able[page.looked]
      if (able === undefined || !isEnoughBy(page, able)) continue
      const members = able.ids.flatMap(id => page.lineOf.get(id) ?? [])
      // Whoever is no candidate of this chain is in none of its sets.
      if (members.length === able.ids.length) page.enough.push({ members, score: able.score })
    }
    return page.enough
  }

  private page(chain: Chain): Page {
    const page = this.pages.get(chain)
    if (page === undefined) throw new RangeError(`No chain ${chain.key}`)
    return page
  }

  private look(chain: Chain, members: Line[]): Outcome | null {
    if (members.length === 0 || !mayBeWhole(chain, members)) return null
    if (this.options.resilient && !isResilient(chain, members)) return null
    // A simplex takes about the square of what there is to decide.
    this.work += (members.reduce((sum, { routes }) => sum + routes.length, 0) / routesOfProgramme) ** 2
    const found = bestOutcome(this.question, chain, members)
    if (found === 'spoilt') {
      this.unjudged = Math.max(this.unjudged, this.page(chain).outlook?.atMost(members) ?? Infinity)
      return null
    }
    return found === null || found.work.missing.length > 0 ? null : found
  }

  private enter(page: Page, key: string, found: Outcome): Judged {
    const score = scoreOf(found, this.question.weights)
    const scored = { key, score, outcome: found }
    page.scored.set(key, scored)
    const known = this.best.get(key)
    if (known === undefined || score > known.score) {
      this.best.set(key, scored)
      const last = this.listed?.[this.options.limit - 1]
      if (last === undefined || score >= last.score) this.listed = null
    }
    const { team, division, delivered, work } = found
    const inTime = delivered.map((share, at) => share >= required(this.question, at) - 1e-9)
    const isAble = work.coveredWeight >= 1 - 1e-9
    if (isAble) this.able.push({ ids: team.lines.map(({ firm }) => firm.firm.id), score, inTime })
    const isEnough = isAble && isEnoughBy(page, { inTime })
    return { score, isEnough, scarce: scarceOperation(team, division) }
  }

  /** Judges the parts of a set that could do as well. */
  private judgeParts(scored: Scored): void {
    if (this.taken.has(scored)) return
    this.taken.add(scored)
    const {
      score,
      outcome: { team, work },
    } = scored
    const ids = team.lines.map(({ firm }) => firm.firm.id)
    const mayDo = (chain: Chain, { atMost }: Outlook, members: Line[]) =>
      coverable(chain, members) >= work.coveredWeight - 1e-6 && atMost(members) >= score - 1e-6
    for (let mask = 1; mask < 2 ** ids.length - 1; mask++) {
      const part = ids.filter((_, at) => (mask >> at) & 1)
      for (const { chain, lineOf, outlook } of this.pages.values()) {
        const members = part.flatMap(id => lineOf.get(id) ?? [])
        if (members.length !== part.length) continue
        if (outlook === null || mayDo(chain, outlook, members)) this.judge(chain, members)
      }
    }
  }
}

/** Share of the work of a chain that a set could cover at most, and services for it. */
function coverable({ operations }: Chain, members: Line[]): number {
  return operations.reduce((sum, { number, weight, reference }) => {
    const isDone = reference.service !== null || members.some(({ states }) => states[number] !== 'missing')
    return isDone ? sum + weight : sum
  }, 0)
}

/** Delivers by each date all that is asked, or nobody delivers anything by then. */
function isEnoughBy({ outlook }: Page, { inTime }: Pick<Able, 'inTime'>): boolean {
  return inTime.every((isMet, at) => isMet || outlook?.reached[at] === false)
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
