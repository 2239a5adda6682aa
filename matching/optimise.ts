/** The best partnerships for a need, with the proof of how good they are. */
import type { Scored } from './assemble.ts'
import { Book } from './book.ts'
import type { Candidates, ChainCandidates } from './candidates.ts'
import { combinations, visitSets } from './combinations.ts'
import { mostTriedAll } from './defaults.ts'
import { type Field, fieldOf, type Ground, membersOf, placesOf } from './field.ts'
import type { Line } from './line.ts'
import { everySet, type Relaxed } from './master.ts'
import { mostOfChain } from './most-of-chain.ts'
import { neighbours } from './neighbours.ts'
import type { Question } from './question.ts'
import { type Judge, likeliest, search, type Search, type SearchOptions } from './search.ts'
import type { Solver } from './solver.ts'

export interface OptimiseOptions {
  solver: Solver
  /** How many partnerships, each of other members. */
  limit: number
  /** Relative gap of the score within which the list is proven to be the best. */
  gap: number
  /** Most programmes solved, those of sets judged included; not those that say what each chain could bring at most. */
  nodes: number
  /** Every operation of the product needs two members who can do it, or a service. */
  resilient: boolean
  /** Where the candidates have no more sets than this, all are judged and no programme is solved. */
  triedAll?: number
  /** Awaited between two sets that are judged, where others have to have their turn. */
  pause?: (() => Promise<void>) | undefined
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

/** Sets tried around the firms worth most, before the search of a chain. */
const triedFirst = 40
/** Firms around which they are tried, for each member that there may be. */
const nearest = 5

/** By how much a value may pass what it is at most. */
const rounding = 1e-9

/** A chain to be searched, by the score or by the score without the cost. */
interface Prospect {
  ground: Ground
  field: Field
  isCosted: boolean
  /** No set scores more. */
  bound: number
  /** What its first programme says, and once it is looked at closer, what that says; null where none was needed. */
  root: Relaxed | null
}

export async function optimise(
  question: Question,
  candidates: Candidates,
  options: OptimiseOptions,
): Promise<Optimised> {
  const { triedAll = mostTriedAll } = options
  const chains = candidates.chains.filter(({ lines }) => lines.length > 0)
  const book = new Book(question, chains, options)
  const result = { status: 'optimal' as Search['status'], bound: -Infinity, exact: true }
  const interrupted = (bound = Infinity): Optimised => ({
    exact: false,
    found: book.list(),
    bound,
    status: 'interrupted',
  })
  const { most } = question
  const prospects: Prospect[] = []
  for (const chainCandidates of chains) {
    if (combinations(chainCandidates.lines.length, most) > triedAll / chains.length) {
      result.exact = false
      prospects.push(...prospectsOf(question, chainCandidates, book, options))
    } else if ((await judgeAll(chainCandidates, most, book, options)) === 'interrupted') return interrupted()
  }
  const { signal, nodes, pause } = options
  let solved = 0
  const solver: Solver = {
    solve(programme, solving) {
      solved++
      return options.solver.solve(programme, solving)
    },
  }
  const isSpent = () => solved + book.work >= nodes
  const isOver = () => isSpent() || signal?.aborted === true
  const highest = () => Math.max(...prospects.map(({ bound }) => bound))
  const root = async (prospect: Prospect, cut: number) => {
    if (prospect.root?.isClosed === false) return 'known'
    const found = await relaxAll(prospect, prospects, cut, options)
    if (found === 'interrupted') return found
    if (found !== 'infeasible') {
      prospect.root = found
      prospect.bound = Math.min(prospect.bound, found.bound)
    } else if (prospect.root === null) prospect.bound = -Infinity
    // Else what the first programme says stands: rounding has left none of the next.
    return 'known'
  }
  prospects.sort((a, b) => b.bound - a.bound)
  // A first programme says more of those that may hold the best.
  let best = -Infinity
  for (const prospect of prospects) {
    if (prospect.bound <= best) break
    if ((await root(prospect, best)) === 'interrupted') return interrupted(highest())
    best = Math.max(best, prospect.root?.optimum ?? -Infinity)
  }
  // The best come first, so that the others are closed at a glance.
  const promise = ({ root, bound }: Prospect) => root?.optimum ?? bound
  prospects.sort((a, b) => promise(b) - promise(a))
  for (const prospect of prospects) {
    if (prospect.bound > book.cut()) {
      if ((await root(prospect, book.cut())) === 'interrupted') return interrupted(highest())
      await beginnings(question, prospect, book, { isOver, pause })
    }
    const proven = await searchProspect(prospect, book, { solver, isSpent, signal })
    result.bound = Math.max(result.bound, proven.bound)
    if (proven.status === 'interrupted' || result.status === 'optimal') result.status = proven.status
  }
  const found = book.list()
  return { ...result, found, bound: Math.max(result.bound, book.unjudged, found[0]?.score ?? -Infinity) }
}

/** Judges every set of the candidates of a chain. */
async function judgeAll(
  { chain, lines }: ChainCandidates,
  most: number,
  book: Book,
  { signal, pause }: OptimiseOptions,
): Promise<'known' | 'interrupted'> {
  const sets: number[][] = []
  visitSets(lines.length, most, set => (sets.push(set), 'open'))
  for (const set of sets) {
    if (signal?.aborted === true) return 'interrupted'
    book.judge(chain, membersOf({ lines }, set))
    await pause?.()
  }
  return 'known'
}

/** What no set of a chain passes, by a programme of some of its firms; it begins where one by the other score has ended. */
function relaxAll(
  { field, isCosted, root }: Prospect,
  prospects: Prospect[],
  cut: number,
  { solver, signal }: OptimiseOptions,
) {
  const { master } = field
  const other = prospects.find(each => each.field === field && each.root !== null)
  const warm = root?.warm ?? other?.root?.warm ?? null
  return master.relax(everySet(master.frame), warm, { solver, signal, isCosted, cut })
}

/** What is known of the sets of a chain as a whole before any programme; none where there is no set. */
function prospectsOf(
  question: Question,
  { chain, lines }: ChainCandidates,
  book: Book,
  { resilient }: OptimiseOptions,
): Prospect[] {
  const ground = { question, chain, resilient }
  const field = fieldOf(ground, lines)
  if (field === null) return []
  const { frame } = field.master
  const most = mostOfChain(frame)
  // Where cost ends at 0, a set is worth what it is without the cost: the higher of the two scores is the right one.
  const found = (question.weights.cost === 0 ? [true] : [true, false]).map((isCosted): Prospect => {
    return { ground, field, isCosted, bound: most(isCosted), root: null }
  })
  const atMost = (members: Line[]) => {
    const places = placesOf(field, members)
    return Math.max(...found.map(({ root, bound }) => Math.min(bound, root?.atMost(places) ?? Infinity)))
  }
  book.expect(chain, { atMost, reached: frame.reached })
  return found
}

/** Judges some sets of the firms that may be worth most, so that the search knows early what has to be passed. */
async function beginnings(
  question: Question,
  { field, root, bound }: Prospect,
  book: Book,
  { isOver, pause }: { isOver: () => boolean; pause: OptimiseOptions['pause'] },
): Promise<void> {
  if (root === null || bound <= book.cut()) return
  const { chain, lines } = field
  const { most } = question
  // The likeliest set is good mostly, so that few others come into question.
  book.judge(chain, membersOf(field, likeliest(root.shares, most)))
  const near = membersOf(field, mostWorth(root, lines.length, nearest * most))
  const sets = neighbours(question, { chain, lines: near }, { most, limit: triedFirst, required: null })
  let next = sets.next()
  while (next.done !== true && !isOver()) {
    const isOpen = root.atMost(placesOf(field, next.value)) > book.cut()
    const verdict = isOpen ? book.judge(chain, next.value) : null
    if (isOpen) await pause?.()
    next = sets.next(
      verdict === null ? null : { score: verdict.score, sufficient: false, scarce: verdict.scarce },
    )
  }
}

/** Those of highest value, in their order. Few values are worked out: what nobody can pass is known at a glance. */
function mostWorth(root: Relaxed, lines: number, count: number): number[] {
  const all = Array.from({ length: lines }, (_, at) => ({ at, atMost: root.valueAtMost(at) }))
  const share = (at: number) => root.shares.get(at) ?? 0
  let best: { at: number; value: number }[] = []
  for (const { at, atMost } of all.sort((a, b) => b.atMost - a.atMost)) {
    if ((best[count - 1]?.value ?? -Infinity) > atMost + rounding) break
    best.push({ at, value: root.valueOf(at) })
    best = best.sort((a, b) => b.value - a.value || share(b.at) - share(a.at) || a.at - b.at).slice(0, count)
  }
  return best.map(({ at }) => at).sort((a, b) => a - b)
}

async function searchProspect(
  { root, bound, ...prospect }: Prospect,
  book: Book,
  options: SearchOptions,
): Promise<Search> {
  if (root === null || bound <= book.cut()) return { bound, status: 'optimal' }
  const { chain } = prospect.field
  const judge: Judge = {
    judge: members => book.judge(chain, members),
    cut: () => book.cut(),
    enough: () => book.enough(chain),
  }
  return search({ ...prospect, root, bound }, judge, options)
}
