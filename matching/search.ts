/**
 * Finds the best sets of members of a chain, with proof: branch and bound over linear programmes with free membership.
 * Every set that comes up is judged by the engine itself; the programmes only say what no other set can pass.
 */
import type { Frame } from './frame.ts'
import { hasteners } from './hasteners.ts'
import { everySet, type Master, type Relaxed } from './master.ts'
import type { Part } from './pool.ts'
import type { Basis, Solver } from './solver.ts'

/** What the engine says of a set of lines. */
export interface Verdict {
  score: number
  /** All is done, and delivered in time: a larger set is only worth its while where it scores more. */
  isEnough: boolean
}

/** The sets judged so far, and what a further one has to pass. */
export interface Judge {
  /** Lines by position. Null where the set is no partnership. A set may come up again. */
  judge: (lines: number[]) => Verdict | null
  /** A set that scores no more is of no interest. */
  cut: () => number
  /** Sets that do everything: a larger one that scores no more is done as well by them. */
  enough: () => readonly EnoughSet[]
}

export interface EnoughSet {
  /** Lines by position. */
  lines: number[]
  score: number
}

export interface SearchOptions {
  solver: Solver
  /** Whether as many programmes were solved as may be. */
  isSpent: () => boolean
  signal?: AbortSignal | undefined
}

export interface Search {
  /** No set that was not judged scores more. */
  bound: number
  status: 'optimal' | 'limit' | 'interrupted'
}

interface Node extends Part {
  bound: number
  /** A set of this part that scores no more is done as well by a part of it. */
  floor: number
  basis: Basis | null
  /** All sets, not yet split. */
  isWhole: boolean
}

/** Distance from a whole number that is none. */
const tolerance = 1e-6
/** Points of the score by which a set falls short of its programme, that others may make good. */
const worthHastening = 3e-3
/** Sets tried so for a chain. */
const mostHastened = 30
/** A count of members this far from whole is split before any single firm. */
const clearlyBetween = 0.1

/** What is searched: a programme, by one of the two scores, and what is known of all its sets. */
export interface Searched {
  master: Master
  isCosted: boolean
  root: Relaxed
}

export async function search(
  { master, isCosted, root }: Searched,
  { judge, cut, enough }: Judge,
  { solver, isSpent, signal }: SearchOptions,
): Promise<Search> {
  const { frame } = master
  const hastened = hasteners(frame.team, frame.most)
  let left = mostHastened
  /** Judges a set, and where it falls short of what its programme says, those in which others let it begin sooner. */
  const look = (set: number[], bound: number) => {
    const verdict = judge(set)
    if (verdict !== null && verdict.score < bound - worthHastening) {
      for (const other of hastened(set)) {
        if (left-- <= 0) break
        judge(other)
      }
    }
    return verdict
  }
  const open: Node[] = [
    { ...everySet(frame), bound: root.bound, floor: -Infinity, basis: root.basis, isWhole: true },
  ]
  /** The highest bound of what was given up because it cannot pass the cut. */
  let closed = -Infinity
  const end = (status: Search['status']): Search => ({
    bound: open.reduce((bound, node) => Math.max(bound, node.bound), closed),
    status,
  })

  const relax = (node: Node) => {
    const limit = Math.max(cut(), node.floor)
    if (node.isWhole && (!root.isClosed || root.bound <= limit)) return root
    return master.relax(node, node.basis, { solver, signal, isCosted, cut: limit })
  }

  for (let node = takeHighest(open); node !== undefined; node = takeHighest(open)) {
    if (node.bound <= Math.max(cut(), node.floor)) {
      if (node.bound > node.floor) closed = Math.max(closed, node.bound)
      continue
    }
    if (signal?.aborted === true || (!node.isWhole && isSpent())) {
      open.push(node)
      return end(signal?.aborted === true ? 'interrupted' : 'limit')
    }
    const relaxed = await relax(node)
    if (relaxed === 'interrupted') {
      open.push(node)
      return end(relaxed)
    }
    // No partnership scores less than 0: there is none.
    if (relaxed === 'infeasible' || relaxed.bound < 0) continue
    node.bound = Math.min(node.bound, relaxed.bound)
    node.basis = relaxed.basis
    look(likeliest(relaxed.shares, node.counts[0]?.upper ?? 0), node.bound)
    const limit = Math.max(cut(), node.floor)
    if (node.bound > limit) {
      closed = Math.max(closed, fix(node, relaxed, limit))
      const done = enough().filter(({ score }) => score >= node.bound)
      if (isDone(node, done)) continue
      open.push(...branches(frame, node, relaxed.shares, done, judge))
    } else if (node.bound > node.floor) closed = Math.max(closed, node.bound)
  }
  return end('optimal')
}

function takeHighest(open: Node[]): Node | undefined {
  let best = -1
  open.forEach(({ bound }, at) => {
    if (best === -1 || bound > (open[best]?.bound ?? 0)) best = at
  })
  const node = open[best]
  const last = open.pop()
  if (node !== undefined && last !== undefined && last !== node) open[best] = last
  return node
}

/** The lines with the largest shares, as many as may be members. */
function likeliest(shares: Relaxed['shares'], most: number): number[] {
  return [...shares]
    .filter(([, share]) => share > tolerance)
    .sort(([a, shareOfA], [b, shareOfB]) => shareOfB - shareOfA || a - b)
    .slice(0, most)
    .map(([at]) => at)
    .sort((a, b) => a - b)
}

/**
 * By what a line would cost or bring: those that no set above the limit can have, or can do without. Answers the highest bound
 * of what is left out so.
 */
function fix(node: Node, { shares, valueOf, valueAtMost }: Relaxed, limit: number): number {
  let highest = -Infinity
  const isOut = (bound: number) => {
    if (bound > limit) return false
    highest = Math.max(highest, bound)
    return true
  }
  node.state = node.state.map((state, at) => {
    if (state !== 0) return state
    const share = shares.get(at) ?? 0
    if (share > tolerance && share < 1 - tolerance) return 0
    if (share > tolerance) return isOut(node.bound - valueOf(at)) ? 1 : 0
    if (isOut(node.bound + valueAtMost(at))) return -1
    // What is left out of all sets is worth a closer look.
    return node.isWhole && isOut(node.bound + valueOf(at)) ? -1 : 0
  })
  node.isWhole = false
  return highest
}

/**
 * Leaves out who would make a set of a part as large as one that does as well. True where every set of the part is: they
 * all hold one.
 */
function isDone(node: Node, done: EnoughSet[]): boolean {
  const state = node.state.slice()
  for (const { lines } of done) {
    const others = lines.filter(at => state[at] !== 1)
    if (others.length === 0) return true
    const [last] = others
    if (others.length === 1 && last !== undefined) state[last] = -1
  }
  node.state = state
  return false
}

/** Parts of a node that have no set in common and leave out no set but one that is judged, or done as well by a part. */
function branches(
  frame: Frame,
  node: Node,
  shares: Relaxed['shares'],
  done: EnoughSet[],
  judge: Judge['judge'],
): Node[] {
  const count = betweenCounts(frame, shares)
  if (count !== null) {
    const { at, sum } = count
    return [
      ...withCount(node, at, { lower: Math.ceil(sum) }),
      ...withCount(node, at, { upper: Math.floor(sum) }),
    ]
  }
  const between = [...shares]
    .filter(([, share]) => share > tolerance && share < 1 - tolerance)
    .sort(([a, shareOfA], [b, shareOfB]) => shareOfB - shareOfA || a - b)[0]
  if (between !== undefined) return [withLine(node, between[0], 1), withLine(node, between[0], -1)]
  const set = [...shares].flatMap(([at, share]) => (share > 0.5 ? [at] : [])).sort((a, b) => a - b)
  const inside = done.find(({ lines }) => lines.every(at => set.includes(at)))
  if (inside !== undefined) return without(node, inside.lines).parts
  const verdict = judge(set)
  const { parts, rest } = without(node, set)
  const larger = withCount(rest, 0, { lower: set.length + 1 })
  const floor = verdict !== null && verdict.isEnough ? Math.max(node.floor, verdict.score) : node.floor
  return [...parts, ...larger.map(part => ({ ...part, floor }))]
}

/** Those sets of a node that lack a member of a set, in parts; `rest`: those that hold it. */
function without(node: Node, set: number[]): { parts: Node[]; rest: Node } {
  const parts: Node[] = []
  let rest = node
  for (const at of set) {
    if (rest.state[at] === 1) continue
    parts.push(withLine(rest, at, -1))
    rest = withLine(rest, at, 1)
  }
  return { parts, rest }
}

function betweenCounts({ counts }: Frame, shares: Relaxed['shares']): { at: number; sum: number } | null {
  let found: { at: number; sum: number } | null = null
  let widest = clearlyBetween
  counts.forEach(({ isCounted }, at) => {
    let sum = 0
    for (const [line, share] of shares) if (isCounted(line)) sum += share
    const distance = Math.min(sum - Math.floor(sum), Math.ceil(sum) - sum)
    if (distance > widest) [widest, found] = [distance, { at, sum }]
  })
  return found
}

function withLine(node: Node, line: number, state: 1 | -1): Node {
  const copy = node.state.slice()
  copy[line] = state
  return { ...node, state: copy }
}

/** Nothing where no count is left. */
function withCount(node: Node, at: number, differs: Partial<Node['counts'][number]>): Node[] {
  const counts = node.counts.map((each, other) => (other === at ? { ...each, ...differs } : each))
  return counts.every(({ lower, upper }) => lower <= upper) ? [{ ...node, counts }] : []
}
