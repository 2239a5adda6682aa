/**
 * Ways through the catalogue's reorientations: from a machine type or a trade to a process, in one move or several. Found
 * once for a catalogue, cheapest first, so that looking one up costs nothing.
 */
import type { Catalogue, MachineProcess, Reorientation } from './catalogue.ts'

/** Longest path looked at. Further than this a firm has become another firm. */
const mostMoves = 3

/** Moves in their order, each on what the one before left; for one machine type or the people of one trade. */
export interface Path {
  moves: Reorientation[]
  /** Material families reached; null for any, `worked` for those the firm works today. */
  families: MachineProcess['families'] | null
  /** Reached for this item alone, where it is set. */
  item: string | null
  /** The path starts from work on these families, which the firm has to do today; null where it starts from any. */
  worked: string[] | null
  /** Machine types the machine becomes on the way: what they can never do, it cannot. */
  becomes: string[]
  /** Calendar days, thousands of euro and training days a person: the sums of the moves, one after the other. */
  days: number
  keuro: number
  trainingDays: number
  /** Week by week, the slowest of the moves. */
  rampUp: number[]
  /** Pace relative to the reference machine once settled. */
  speed: number
}

/** Paths by machine type or by trade, then by process: fewest days first, then least money. */
export interface Paths {
  machines: Map<string, Map<string, Path[]>>
  trades: Map<string, Map<string, Path[]>>
}

/** Where a path stands: at a machine type, at a trade, or at work it has come to. */
type Node = { machineType: string } | { trade: string } | { process: string }
type Step = Path & { node: Node }

/**
 * Finds every path by Dijkstra's algorithm, from each machine type and each trade, by days and then by money. Single
 * moves are all kept: they are alternatives (a cheap slow mould, a dear fast one). A longer path is kept where nothing
 * cheaper reaches as much.
 */
export function compilePaths(catalogue: Catalogue): Paths {
  return {
    machines: pathsFrom(catalogue, catalogue.machineTypes, ({ id }) => ({ machineType: id })),
    trades: pathsFrom(catalogue, catalogue.trades, ({ id }) => ({ trade: id })),
  }
}

function pathsFrom<T extends { id: string }>(
  catalogue: Catalogue,
  origins: T[],
  node: (origin: T) => Node,
): Map<string, Map<string, Path[]>> {
  return new Map(origins.map(origin => [origin.id, reached(catalogue, node(origin))]))
}

const start = {
  moves: [],
  families: null,
  item: null,
  worked: null,
  becomes: [],
  days: 0,
  keuro: 0,
  trainingDays: 0,
  rampUp: [],
  speed: 1,
}

function reached(catalogue: Catalogue, origin: Node): Map<string, Path[]> {
  const found = new Map<string, Path[]>()
  const seen = new Set<string>()
  const isOfPeople = 'trade' in origin
  const moves = catalogue.reorientations.filter(({ from }) => 'trade' in from === isOfPeople)
  const waiting: Step[] = [{ ...start, node: origin }, ...workAt(catalogue, { ...start, node: origin })]
  for (;;) {
    waiting.sort(byCost)
    const step = waiting.shift()
    if (step === undefined) return found
    const { node, ...path } = step
    if ('process' in node) {
      const known = found.get(node.process) ?? []
      if (path.moves.length > 1 && known.some(shorter => covers(shorter, path))) continue
      if (path.moves.length > 0) found.set(node.process, [...known, path])
    } else {
      const key = JSON.stringify(node)
      if (seen.has(key)) continue
      seen.add(key)
    }
    if (path.moves.length >= mostMoves) continue
    for (const move of moves) {
      const next = afterMove(step, move)
      if (next === null || isRuledOut(catalogue, origin, next)) continue
      waiting.push(...('process' in next.node ? [next] : [next, ...workAt(catalogue, next)]))
    }
  }
}

/** What a machine type does as it stands, or what a trade knows. */
function workAt({ machineTypes, processes }: Catalogue, step: Step): Step[] {
  const { node } = step
  if ('process' in node) return []
  if ('trade' in node) {
    return processes
      .filter(({ trades }) => trades.includes(node.trade))
      .map(({ id }) => ({ ...step, node: { process: id } }))
  }
  const done = machineTypes.find(({ id }) => id === node.machineType)?.processes ?? []
  return done.map(({ process, families, speed }) => ({
    ...step,
    node: { process },
    families: families === 'any' ? null : families,
    speed: step.speed * speed.value,
  }))
}

/** Where a move leads from a step; null where it cannot be made there. */
function afterMove(step: Step, move: Reorientation): Step | null {
  const { node } = step
  const { from, to } = move
  let { worked } = step
  if ('process' in from) {
    if (!('process' in node) || node.process !== from.process || step.item !== null) return null
    const { families } = step
    if (families === 'worked') worked = from.families
    else if (!meet(families, from.families)) return null
  } else if ('machineType' in from) {
    if (!('machineType' in node) || node.machineType !== from.machineType) return null
  } else if (!('trade' in node) || node.trade !== from.trade) return null
  return {
    node: 'process' in to ? { process: to.process } : to,
    moves: [...step.moves, move],
    families: 'process' in to ? to.families : null,
    item: 'process' in to ? to.item : null,
    worked,
    becomes: 'machineType' in to ? [...step.becomes, to.machineType] : step.becomes,
    days: step.days + move.days.value,
    keuro: step.keuro + move.keuro.value,
    trainingDays: step.trainingDays + move.trainingDays.value,
    rampUp: slowest([step.rampUp, move.rampUp]),
    speed: step.speed * move.speed.value,
  }
}

const meet = (families: MachineProcess['families'] | null, others: string[] | null) =>
  !Array.isArray(families) || others === null || others.some(family => families.includes(family))

/** A rule of the trade closes the work to one of the machine types for every family reached: nothing leads on from it. */
function isRuledOut({ rules }: Catalogue, origin: Node, { node, families, becomes }: Step): boolean {
  if (!('process' in node)) return false
  const types = 'machineType' in origin ? [origin.machineType, ...becomes] : []
  const closed = rules.filter(
    rule => rule.kind === 'machine' && rule.process === node.process && types.includes(rule.machineType),
  )
  const isClosed = (family: string) =>
    closed.some(rule => rule.kind === 'machine' && (rule.families?.includes(family) ?? true))
  return Array.isArray(families)
    ? families.every(isClosed)
    : closed.some(rule => rule.kind === 'machine' && rule.families === null)
}

/** Whether a path reaches all that another does, and starts from no less. */
function covers(path: Path, other: Path): boolean {
  if (path.item !== null && path.item !== other.item) return false
  if (path.worked !== null && path.worked !== other.worked) return false
  if (path.families === null || path.families === other.families) return true
  const { families } = path
  return (
    Array.isArray(families) &&
    Array.isArray(other.families) &&
    other.families.every(f => families.includes(f))
  )
}

const idsOf = ({ moves }: Path) => moves.map(({ id }) => id).join('+')

function byCost(a: Step, b: Step): number {
  const cost = a.days - b.days || a.keuro - b.keuro || a.moves.length - b.moves.length
  if (cost !== 0) return cost
  return idsOf(a) < idsOf(b) ? -1 : idsOf(a) > idsOf(b) ? 1 : 0
}

/** Week by week, the slowest of several ramp-ups. */
export function slowest(rampUps: number[][]): number[] {
  const [only = [], ...others] = rampUps
  if (others.length === 0) return only
  const weeks = Math.max(0, ...rampUps.map(({ length }) => length))
  return Array.from({ length: weeks }, (_, week) => Math.min(...rampUps.map(rampUp => rampUp[week] ?? 1)))
}

/** Week by week, the quickest of several ramp-ups: as long as the shortest. */
export function quickest(rampUps: number[][]): number[] {
  const [first = [], ...others] = rampUps
  const weeks = Math.min(first.length, ...others.map(({ length }) => length))
  return Array.from({ length: weeks }, (_, week) => Math.max(...rampUps.map(rampUp => rampUp[week] ?? 1)))
}
