/**
 * Finds the best sets of members of a chain, with proof: branch and bound over linear programmes with free membership.
 * Every set that comes up is judged by the engine itself; the programmes only say what no other set can pass.
 */
import { type Field, fieldOf, type Ground, membersOf, placesOf } from './field.ts'
import type { Frame } from './frame.ts'
import { hasteners } from './hasteners.ts'
import type { Line } from './line.ts'
import { everySet, type Relaxed } from './master.ts'
import { narrowed, narrowings, type Node } from './narrowing.ts'
import type { Solver } from './solver.ts'

/** What the engine says of a set of lines. */
export interface Verdict {
  score: number
  /** All is done, and delivered in time: a larger set is only worth its while where it scores more. */
  isEnough: boolean
}

/** The sets judged so far, and what a further one has to pass. */
export interface Judge {
  /** Null where the set is no partnership. A set may come up again. */
  judge: (members: Line[]) => Verdict | null
  /** A set that scores no more is of no interest. */
  cut: () => number
  /** Sets that do everything: a larger one that scores no more is done as well by them. */
  enough: () => readonly EnoughSet[]
}

export interface EnoughSet {
  members: Line[]
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

/** Distance from a whole number that is none. */
const tolerance = 1e-6
/** Points of the score by which a set falls short of its programme, that others may make good. */
const worthHastening = 3e-3
/** Of a chain of more operations, in which each may have its quick ones, whole sets alone are looked at so. */
const mostOperations = 12
/** Sets tried so for a chain. */
const mostHastened = 30
/** A count of members this far from whole is split before any single firm. */
const clearlyBetween = 0.1

/** What is searched: a programme, by one of the two scores, and what is known of all its sets. */
export interface Searched {
  ground: Ground
  field: Field
  isCosted: boolean
  /** No set scores more. */
  bound: number
  root: Relaxed
}

export async function search(
  { ground, field, isCosted, bound, root }: Searched,
  { judge, cut, enough }: Judge,
  { solver, isSpent, signal }: SearchOptions,
): Promise<Search> {
  const { frame } = field.master
  const hastened = hasteners(frame.team, frame.most)
  let left = mostHastened
  /** Judges a set, and where it falls short of what its programme says, those in which others let it begin sooner. */
  const look = (set: Line[], bound: number) => {
    const verdict = judge(set)
    if (verdict !== null && verdict.score < bound - worthHastening) {
      for (const other of hastened(placesOf(field, set))) {
        if (left-- <= 0) break
        judge(membersOf(field, other))
      }
    }
    return verdict
  }
  const first: Node = {
    ...everySet(frame),
    field,
    bound,
    floor: -Infinity,
    warm: root.warm,
    isWhole: true,
    narrower: null,
  }
  const open = [first]
  /** The highest bound of what was given up because it cannot pass the cut. */
  let closed = -Infinity
  const end = (status: Search['status']): Search => ({
    bound: open.reduce((bound, node) => Math.max(bound, node.bound), closed),
    status,
  })

  const relax = (node: Node) => {
    const limit = Math.max(cut(), node.floor)
    if (node === first && (!root.isClosed || root.bound <= limit)) return root
    return node.field.master.relax(node, node.warm, { solver, signal, isCosted, cut: limit })
  }

  const isShortChain = field.chain.operations.length <= mostOperations
  /** What a set comes to with the days of its own members. */
  const alone = async (set: Line[]) => {
    const own = fieldOf(ground, set, [], set)
    if (own === null) return -Infinity
    const part = everySet(own.master.frame)
    part.state.fill(1)
    const relaxed = await own.master.relax(part, null, { solver, signal, isCosted, cut: -Infinity })
    return typeof relaxed === 'string' ? -Infinity : relaxed.bound
  }

  for (let taken = takeHighest(open); taken !== undefined; taken = takeHighest(open)) {
    if (taken.bound <= Math.max(cut(), taken.floor)) {
      if (taken.bound > taken.floor) closed = Math.max(closed, taken.bound)
      continue
    }
    if (signal?.aborted === true || (taken !== first && isSpent())) {
      open.push(taken)
      return end(signal?.aborted === true ? 'interrupted' : 'limit')
    }
    const node = narrowed(ground, taken)
    if (node === null) continue
    const relaxed = await relax(node)
    if (relaxed === 'interrupted') {
      open.push(taken)
      return end(relaxed)
    }
    // No partnership scores less than 0: there is none.
    if (relaxed === 'infeasible' || relaxed.bound < 0) continue
    node.bound = Math.min(node.bound, relaxed.bound)
    node.warm = relaxed.warm
    const likely = likeliest(relaxed.shares, node.counts[0]?.upper ?? 0)
    const members = membersOf(node.field, likely)
    const verdict = look(members, node.bound)
    const limit = Math.max(cut(), node.floor)
    if (node.bound > limit) {
      closed = Math.max(closed, fix(node, relaxed, limit))
      const done = enough().filter(({ score }) => score >= node.bound)
      if (isDone(node, done)) continue
      const atMost = relaxed.atMost(likely)
      const isShort =
        verdict !== null &&
        atMost - verdict.score > worthHastening &&
        (isShortChain || isWholeSet(relaxed.shares)) &&
        atMost - (await alone(members)) > worthHastening
      const fewer = narrowings(node, relaxed, isShort ? members : null)
      open.push(...(fewer ?? branches(node, relaxed.shares, done, judge)))
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

/** Whether each line is a whole member or none. */
function isWholeSet(shares: Relaxed['shares']): boolean {
  return [...shares.values()].every(share => share <= tolerance || share >= 1 - tolerance)
}

/** The lines with the largest shares, as many as may be members. */
export function likeliest(shares: Relaxed['shares'], most: number): number[] {
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
  for (const { members } of done) {
    const places = placesOf(node.field, members)
    // A set with a line that is left out is a part of none.
    if (places.length < members.length) continue
    const others = places.filter(at => state[at] !== 1)
    if (others.length === 0) return true
    const [last] = others
    if (others.length === 1 && last !== undefined) state[last] = -1
  }
  node.state = state
  return false
}

/** Parts of a node that have no set in common and leave out no set but one that is judged, or done as well by a part. */
function branches(node: Node, shares: Relaxed['shares'], done: EnoughSet[], judge: Judge['judge']): Node[] {
  const { field } = node
  const count = betweenCounts(field.master.frame, shares)
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
  const members = membersOf(field, set)
  const inside = done.find(each => each.members.every(line => members.includes(line)))
  if (inside !== undefined) return without(node, placesOf(field, inside.members)).parts
  const verdict = judge(members)
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
