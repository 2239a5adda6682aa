/** The best partnerships for a need, with the proof of how good they are. */
import type { Scored } from './assemble.ts'
import { Book } from './book.ts'
import type { Candidates, ChainCandidates } from './candidates.ts'
import { combinations, visitSets } from './combinations.ts'
import { mostPartners, mostTriedAll } from './defaults.ts'
import type { Line } from './line.ts'
import { type Membership, membershipOf } from './membership.ts'
import { searchNeighbours } from './neighbours.ts'
import type { Question } from './question.ts'
import { type Judge, search, type Search } from './search.ts'
import type { Solver } from './solver.ts'
import { gather } from './team.ts'
import type { Chain } from './unfold.ts'

export interface OptimiseOptions {
  solver: Solver
  /** How many partnerships, each of other members. */
  limit: number
  /** Relative gap of the score within which the list is proven to be the best. */
  gap: number
  /** Most linear programmes solved for a chain. */
  nodes: number
  /** Every operation of the product needs two members who can do it, or a service. */
  resilient: boolean
  /** Where the candidates have no more sets than this, all are judged and no programme is solved. */
  triedAll?: number
  /** Sets of a chain judged before its programmes are solved. */
  beginnings?: number
  signal?: AbortSignal | undefined
}

export interface Optimised {
  /** Best first, each set of firms once, none that a part of it does as well. */
  found: Scored[]
  /** No partnership scores more. */
  bound: number
  status: Search['status']
  /** True where every set of the candidates was judged. */
  exact: boolean
}

/** Sets judged before the programmes are solved. */
const usualBeginnings = 40
/** A narrower programme is written where it leaves out at least this share of the lines. */
const worthNarrowing = 0.3

export async function optimise(
  question: Question,
  candidates: Candidates,
  options: OptimiseOptions,
): Promise<Optimised> {
  const { triedAll = mostTriedAll } = options
  const chains = candidates.chains.filter(({ lines }) => lines.length > 0)
  const book = new Book(question, chains, options)
  const result = { status: 'optimal' as Search['status'], bound: -Infinity, exact: true }
  for (const chainCandidates of chains) {
    const { lines } = chainCandidates
    const most = Math.min(question.need.maximumPartners, mostPartners)
    if (combinations(lines.length, most) <= triedAll / chains.length) {
      visitSets(lines.length, most, set => {
        book.judge(chainCandidates.chain, membersOf(lines, set))
        return 'open'
      })
      continue
    }
    result.exact = false
    for (const scored of linearScores(question)) {
      const proven = await searchChain(scored, chainCandidates, book, most, options)
      result.bound = Math.max(result.bound, proven.bound)
      if (proven.status !== 'optimal') result.status = proven.status
    }
    if (result.status === 'interrupted') {
      result.bound = Infinity
      break
    }
  }
  const found = book.list()
  return { ...result, found, bound: Math.max(result.bound, found[0]?.score ?? -Infinity) }
}

/** Where cost ends at 0, a set is worth what it is without the cost: the higher of the two scores is the right one. */
function linearScores(question: Question): Question[] {
  const { weights } = question
  return weights.cost === 0 ? [question] : [question, { ...question, weights: { ...weights, cost: 0 } }]
}

async function searchChain(
  question: Question,
  { chain, lines }: ChainCandidates,
  book: Book,
  most: number,
  { solver, nodes, resilient, beginnings = usualBeginnings, signal }: OptimiseOptions,
): Promise<Search> {
  const limits = { most, resilient }
  let kept = lines
  let left: Search = { bound: -Infinity, status: 'optimal', nodes: 0 }
  for (;;) {
    const team = gather(question, chain, kept)
    if (team === null) return left
    const membership = membershipOf(team, limits)
    const judge: Judge = {
      judge: set => book.judge(chain, membersOf(team.lines, set)),
      cut: () => book.cut(),
    }
    const narrowed = await narrow(question, chain, team.lines, membership, book, {
      most,
      beginnings,
      solver,
      signal,
    })
    if (narrowed === 'infeasible') return left
    if (narrowed === 'interrupted') return { ...left, bound: Infinity, status: 'interrupted' }
    left = { ...left, bound: Math.max(left.bound, narrowed.left) }
    if (narrowed.lines.length > kept.length * (1 - worthNarrowing)) {
      const found = await search(membership, judge, { solver, nodes, signal })
      return { ...found, bound: Math.max(found.bound, left.bound) }
    }
    kept = narrowed.lines
  }
}

/** Leaves out the lines that no set above the cut can have; `left`: what the sets with one of them score at most. */
async function narrow(
  question: Question,
  chain: Chain,
  lines: Line[],
  { programme, constant, members }: Membership,
  book: Book,
  {
    most,
    beginnings,
    solver,
    signal,
  }: { most: number; beginnings: number; solver: Solver; signal: AbortSignal | undefined },
): Promise<{ lines: Line[]; left: number } | 'infeasible' | 'interrupted'> {
  const relaxed = { ...programme, integer: new Uint8Array(programme.integer.length) }
  const answer = await solver.solve(relaxed, signal === undefined ? {} : { signal })
  if (answer.status === 'infeasible' || answer.status === 'interrupted') return answer.status
  if (answer.status === 'limit') throw new Error('A programme without a limit reached one')
  const bound = answer.objective + constant
  const bounds = lines.map((line, at) => {
    const column = members[at] ?? 0
    const share = answer.values[column] ?? 0
    const without = share > 0 ? bound : bound + (answer.prices?.columns[column] ?? 0)
    return { line, share, bound: Math.min(bound, without) }
  })
  const near = [...bounds].sort((a, b) => b.bound - a.bound || b.share - a.share).slice(0, nearest(most))
  const judge = (set: Line[]) => {
    const verdict = book.judge(chain, set)
    return verdict === null ? null : { score: verdict.score, sufficient: false, scarce: verdict.scarce }
  }
  const inOrder = lines.filter(line => near.some(each => each.line === line))
  searchNeighbours(question, { chain, lines: inOrder }, { most, limit: beginnings, required: null }, judge)
  const cut = book.cut()
  const isKept = (each: (typeof bounds)[number]) => each.bound > cut
  return {
    lines: bounds.filter(isKept).map(({ line }) => line),
    left: bounds.reduce(
      (highest, each) => (isKept(each) ? highest : Math.max(highest, each.bound)),
      -Infinity,
    ),
  }
}

const nearest = (most: number) => 5 * most

function membersOf(lines: Line[], set: number[]): Line[] {
  return set.flatMap(position => lines[position] ?? [])
}
