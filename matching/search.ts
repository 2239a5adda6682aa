/**
 * Finds the best sets of members of a chain, with proof: branch and bound over linear programmes with free membership.
 * Every set that comes up is judged by the engine itself; the programmes only say what no other set can pass.
 */
import type { Membership } from './membership.ts'
import type { Basis, Optimum, Programme, Solver } from './solver.ts'

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
}

export interface SearchOptions {
  solver: Solver
  /** Most linear programmes solved. */
  nodes: number
  signal?: AbortSignal | undefined
}

export interface Search {
  /** No set that was not judged scores more. */
  bound: number
  status: 'optimal' | 'limit' | 'interrupted'
  /** Linear programmes solved. */
  nodes: number
}

interface Node {
  /** By line: 1 a member, -1 none, 0 open. */
  state: Int8Array
  counts: { lower: number; upper: number }[]
  bound: number
  /** A set of this part that scores no more is done as well by a part of it. */
  floor: number
  basis: Basis | null
}

/** Distance from a whole number that is none. */
const tolerance = 1e-6
/** A count of members this far from whole is split before any single firm. */
const clearlyBetween = 0.1

export async function search(
  membership: Membership,
  { judge, cut }: Judge,
  { solver, nodes: most, signal }: SearchOptions,
): Promise<Search> {
  const { programme, constant, members, counts } = membership
  const relaxed = { ...programme, integer: new Uint8Array(programme.integer.length) }
  const open: Node[] = [
    {
      state: new Int8Array(members.length),
      counts: counts.map(({ row }) => ({
        lower: programme.rows.lower[row] ?? 0,
        upper: programme.rows.upper[row] ?? 0,
      })),
      bound: Infinity,
      floor: -Infinity,
      basis: null,
    },
  ]
  /** The highest bound of what was given up because it cannot pass the cut. */
  let closed = -Infinity
  let solved = 0
  const end = (status: Search['status']): Search => ({
    bound: open.reduce((bound, node) => Math.max(bound, node.bound), closed),
    status,
    nodes: solved,
  })

  for (let node = takeHighest(open); node !== undefined; node = takeHighest(open)) {
    if (node.bound <= Math.max(cut(), node.floor)) {
      if (node.bound > node.floor) closed = Math.max(closed, node.bound)
      continue
    }
    if (solved >= most) {
      open.push(node)
      return end('limit')
    }
    const answer = await solver.solve(restrict(relaxed, membership, node), {
      ...(node.basis === null ? {} : { basis: node.basis }),
      ...(signal === undefined ? {} : { signal }),
    })
    solved++
    if (answer.status === 'infeasible') continue
    if (answer.status !== 'optimal') {
      open.push(node)
      return end(answer.status)
    }
    node.bound = Math.min(node.bound, answer.objective + constant)
    node.basis = answer.basis
    const shares = Array.from(members, column => answer.values[column] ?? 0)
    judge(likeliest(shares, node.counts[0]?.upper ?? 0))
    const limit = Math.max(cut(), node.floor)
    if (node.bound > limit) {
      fix(node, answer, members, shares, limit)
      open.push(...branches(membership, node, shares, judge))
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

function restrict(programme: Programme, { members, counts }: Membership, node: Node): Programme {
  const lower = programme.lower.slice()
  const upper = programme.upper.slice()
  members.forEach((column, at) => {
    if (node.state[at] === 1) lower[column] = 1
    if (node.state[at] === -1) upper[column] = 0
  })
  const rows = { ...programme.rows, lower: programme.rows.lower.slice(), upper: programme.rows.upper.slice() }
  counts.forEach(({ row }, at) => {
    rows.lower[row] = node.counts[at]?.lower ?? 0
    rows.upper[row] = node.counts[at]?.upper ?? 0
  })
  return { ...programme, lower, upper, rows }
}

/** The lines with the largest shares, as many as may be members. */
function likeliest(shares: number[], most: number): number[] {
  return shares
    .flatMap((share, at) => (share > tolerance ? [{ share, at }] : []))
    .sort((a, b) => b.share - a.share || a.at - b.at)
    .slice(0, most)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
}

/** By what a line would cost or bring: those that no set above the limit can have, or can do without. */
function fix(node: Node, { prices }: Optimum, members: Int32Array, shares: number[], limit: number): void {
  const state = node.state.slice()
  members.forEach((column, at) => {
    const price = prices?.columns[column] ?? 0
    const share = shares[at] ?? 0
    if (state[at] !== 0) return
    if (share < tolerance && node.bound + price <= limit) state[at] = -1
    else if (share > 1 - tolerance && node.bound - price <= limit) state[at] = 1
  })
  node.state = state
}

/** Parts of a node that have no set in common and leave out no set but one that is judged. */
function branches(membership: Membership, node: Node, shares: number[], judge: Judge['judge']): Node[] {
  const count = betweenCounts(membership, shares)
  if (count !== null) {
    const { at, sum } = count
    return [
      ...withCount(node, at, { lower: Math.ceil(sum) }),
      ...withCount(node, at, { upper: Math.floor(sum) }),
    ]
  }
  let line = -1
  shares.forEach((share, at) => {
    if (share > tolerance && share < 1 - tolerance && share > (shares[line] ?? 0)) line = at
  })
  if (line !== -1) return [withLine(node, line, 1), withLine(node, line, -1)]
  const set = shares.flatMap((share, at) => (share > 0.5 ? [at] : []))
  const verdict = judge(set)
  const parts: Node[] = []
  let rest = node
  for (const at of set) {
    if (rest.state[at] === 1) continue
    parts.push(withLine(rest, at, -1))
    rest = withLine(rest, at, 1)
  }
  const larger = withCount(rest, 0, { lower: set.length + 1 })
  const floor = verdict !== null && verdict.isEnough ? Math.max(node.floor, verdict.score) : node.floor
  return [...parts, ...larger.map(part => ({ ...part, floor }))]
}

function betweenCounts({ counts }: Membership, shares: number[]): { at: number; sum: number } | null {
  let found: { at: number; sum: number } | null = null
  let widest = clearlyBetween
  counts.forEach(({ lines }, at) => {
    const sum = lines.reduce((total, line) => total + (shares[line] ?? 0), 0)
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
