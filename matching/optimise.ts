/** The best partnerships for a need, with the proof of how good they are. */
import type { Scored } from './assemble.ts'
import { Book } from './book.ts'
import type { Candidates, ChainCandidates } from './candidates.ts'
import { combinations, visitSets } from './combinations.ts'
import { mostTriedAll } from './defaults.ts'
import { type Field, fieldOf, type Ground } from './field.ts'
import type { Line } from './line.ts'
import { everySet, type Relaxed, type Warm } from './master.ts'
import { neighbours } from './neighbours.ts'
import type { Question } from './question.ts'
import { type Judge, search, type Search, type SearchOptions } from './search.ts'
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
  /** What its first programme says, and once it is looked at closer, what no set passes. */
  root: Relaxed
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
    const { chain, lines } = chainCandidates
    if (combinations(lines.length, most) <= triedAll / chains.length) {
      const sets: number[][] = []
      visitSets(lines.length, most, set => (sets.push(set), 'open'))
      for (const set of sets) {
        if (options.signal?.aborted === true) return interrupted()
        book.judge(chain, membersOf(lines, set))
        await options.pause?.()
      }
      continue
    }
    result.exact = false
    const found = await prospectsOf(question, chainCandidates, book, options)
    if (found === 'interrupted') return interrupted()
    prospects.push(...found)
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
  // Those that may hold the best come first, so that the others are closed at a glance.
  prospects.sort((a, b) => b.root.optimum - a.root.optimum)
  for (const prospect of prospects) {
    if (prospect.root.bound <= book.cut()) continue
    const root = await relaxAll(prospect, prospect.root.warm, book.cut(), options)
    if (root === 'interrupted') return interrupted(Math.max(...prospects.map(({ root }) => root.bound)))
    // What the first programme says stands, should rounding leave none of the next.
    if (root !== 'infeasible') prospect.root = root
    await beginnings(question, prospect, book, { isOver, pause })
  }
  prospects.sort((a, b) => b.root.bound - a.root.bound)
  for (const prospect of prospects) {
    const proven = await searchProspect(prospect, book, { solver, isSpent, signal })
    result.bound = Math.max(result.bound, proven.bound)
    if (proven.status === 'interrupted' || result.status === 'optimal') result.status = proven.status
  }
  const found = book.list()
  return { ...result, found, bound: Math.max(result.bound, book.unjudged, found[0]?.score ?? -Infinity) }
}

/** What no set of a chain passes. */
function relaxAll(
  { field: { master }, isCosted }: Pick<Prospect, 'field' | 'isCosted'>,
  warm: Warm | null,
  cut: number,
  { solver, signal }: OptimiseOptions,
) {
  return master.relax(everySet(master.frame), warm, { solver, signal, isCosted, cut })
}

/** What is known of the sets of a chain as a whole; none where there is no set. */
async function prospectsOf(
  question: Question,
  { chain, lines }: ChainCandidates,
  book: Book,
  options: OptimiseOptions,
): Promise<Prospect[] | 'interrupted'> {
  const ground = { question, chain, resilient: options.resilient }
  const field = fieldOf(ground, lines)
  if (field === null) return []
  const found: Prospect[] = []
  let warm: Warm | null = null
  // Where cost ends at 0, a set is worth what it is without the cost: the higher of the two scores is the right one.
  for (const isCosted of question.weights.cost === 0 ? [true] : [true, false]) {
    const root = await relaxAll({ field, isCosted }, warm, Infinity, options)
    if (root === 'interrupted') return root
    if (root === 'infeasible') continue
    warm = root.warm
    found.push({ ground, field, isCosted, root })
  }
  const atMost = (members: Line[]) => {
    const places = members.flatMap(line => field.place.get(line) ?? [])
    return Math.max(-Infinity, ...found.map(({ root }) => root.atMost(places)))
  }
  book.expect(chain, { atMost, reached: field.master.frame.reached })
  return found
}

/** Judges some sets of the firms that may be worth most, so that the search knows early what has to be passed. */
async function beginnings(
  question: Question,
  { field: { chain, lines }, root }: Prospect,
  book: Book,
  { isOver, pause }: { isOver: () => boolean; pause: OptimiseOptions['pause'] },
): Promise<void> {
  if (root.bound <= book.cut()) return
  const { most } = question
  const near = mostWorth(root, lines.length, nearest * most).flatMap(at => lines[at] ?? [])
  const sets = neighbours(question, { chain, lines: near }, { most, limit: triedFirst, required: null })
  let next = sets.next()
  while (next.done !== true && !isOver()) {
    const verdict = book.judge(chain, next.value)
    await pause?.()
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

async function searchProspect(prospect: Prospect, book: Book, options: SearchOptions): Promise<Search> {
  const { chain } = prospect.field
  const judge: Judge = {
    judge: members => book.judge(chain, members),
    cut: () => book.cut(),
    enough: () => book.enough(chain),
  }
  return search(prospect, judge, options)
}

function membersOf(lines: Line[], set: number[]): Line[] {
  return set.flatMap(position => lines[position] ?? [])
}
