import type { Text } from '@maillage/matching/catalogue.ts'
import type { Assignment, BoughtItem, OperationRef, Partnership } from '@maillage/matching/match.ts'

/** The steps of a recipe, as the catalogue tells them to pages. */
export interface RecipeSteps {
  id: string
  item: string
  operations: { id: string; name: Text; after: string[]; inputs: { item: string }[] }[]
}

/** A thread of the drawing at the edge of a row; dashed where it carries what was bought. */
export interface PlanThread {
  lane: number
  bought: boolean
}

/** Where a row stands in the drawing: its own lane, the threads that enter it, pass by, and leave. */
interface Drawn {
  key: string
  lane: number
  enters: PlanThread[]
  passes: PlanThread[]
  leaves: PlanThread[]
}

/** One operation and who does it: firms, a service that is bought, or nobody. */
export interface OperationRow extends Drawn, OperationRef {
  kind: 'operation'
  /** Null where the catalogue of this page does not know the recipe. */
  name: Text | null
  assignments: Assignment[]
  /** Process bought as a service, null where the partnership does it. */
  service: string | null
  /** Processes any of which would do, where nobody can; null otherwise. */
  missing: string[] | null
}

/** Something bought outside the partnership, drawn just before the operation that takes it. */
export interface BoughtRow extends Drawn {
  kind: 'bought'
  bought: BoughtItem
}

export type PlanRow = OperationRow | BoughtRow

/** What one firm does of an operation, all its machines together. */
export interface Share {
  firm: string
  /** Of the operation's quantity, in ]0, 1]. */
  share: number
  weeklyUnits: number
  reoriented: boolean
  /** Firms whose people work on its machines. */
  peopleFrom: string[]
  /** First and last week of work, as ISO dates. */
  from: string
  to: string
}

/** Who does an operation, one line a firm, the largest share first. */
export function sharesOf(assignments: readonly Assignment[]): Share[] {
  const byFirm = new Map<string, Share>()
  for (const { firm, peopleFrom, share, weeklyUnits, mode, from, to } of assignments) {
    const known = byFirm.get(firm)
    byFirm.set(firm, {
      firm,
      share: (known?.share ?? 0) + share,
      weeklyUnits: (known?.weeklyUnits ?? 0) + weeklyUnits,
      reoriented: (known?.reoriented ?? false) || mode === 'reoriented',
      peopleFrom: [...(known?.peopleFrom ?? []), ...(peopleFrom === null ? [] : [peopleFrom])],
      from: known && known.from < from ? known.from : from,
      to: known && known.to > to ? known.to : to,
    })
  }
  return [...byFirm.values()].sort((one, other) => other.share - one.share)
}

export interface WorkPlan {
  /** In the order of the work: what enters an operation stands above it, the last one makes the piece. */
  rows: PlanRow[]
  lanes: number
}

type Undrawn = Omit<OperationRow, keyof Drawn> | Omit<BoughtRow, keyof Drawn>

interface Node {
  key: string
  content: Undrawn
  before: string[]
}

const keyOf = ({ item, recipe, operation }: OperationRef) => `${item}/${recipe}/${operation}`

/** The operations of a partnership with who does each, in no order yet. */
function operationsOf(partnership: Partnership): Map<string, Omit<OperationRow, keyof Drawn>> {
  const operations = new Map<string, Omit<OperationRow, keyof Drawn>>()
  const at = ({ item, recipe, operation }: OperationRef) => {
    const key = keyOf({ item, recipe, operation })
    const known = operations.get(key)
    if (known) return known
    const created = {
      kind: 'operation' as const,
      item,
      recipe,
      operation,
      name: null,
      assignments: [],
      service: null,
      missing: null,
    }
    operations.set(key, created)
    return created
  }
  for (const assignment of partnership.assignments) at(assignment).assignments.push(assignment)
  for (const service of partnership.boughtServices) at(service).service = service.process
  for (const missing of partnership.missing) at(missing).missing = missing.processes
  return operations
}

/** Ties operations by their recipes, made inputs to those who make them, and bought ones to the first who takes them. */
function graphOf(partnership: Partnership, recipes: ReadonlyMap<string, RecipeSteps>): Map<string, Node> {
  const nodes = new Map<string, Node>()
  for (const [key, content] of operationsOf(partnership)) nodes.set(key, { key, content, before: [] })
  for (const bought of partnership.bought) {
    const key = `bought/${bought.item}`
    nodes.set(key, { key, content: { kind: 'bought', bought }, before: [] })
  }
  const stepsOf = ({ recipe }: OperationRef) => recipes.get(recipe)?.operations ?? []
  /** The operation itself, or those before it where the partnership leaves it out: the thread goes through. */
  const present = (ref: OperationRef): string[] => {
    const key = keyOf(ref)
    if (nodes.has(key)) return [key]
    const step = stepsOf(ref).find(({ id }) => id === ref.operation)
    return step?.after.flatMap(operation => present({ ...ref, operation })) ?? []
  }

  const made = new Map<string, string[]>()
  for (const { content } of nodes.values()) {
    if (content.kind !== 'operation' || made.has(content.item)) continue
    const steps = stepsOf(content)
    const last = steps.filter(step => !steps.some(other => other.after.includes(step.id)))
    made.set(
      content.item,
      last.flatMap(({ id }) => present({ ...content, operation: id })),
    )
  }

  const taken = new Set<string>()
  for (const node of nodes.values()) {
    const { content } = node
    if (content.kind !== 'operation') continue
    const step = stepsOf(content).find(({ id }) => id === content.operation)
    if (!step) continue
    content.name = step.name
    const before = new Set(step.after.flatMap(operation => present({ ...content, operation })))
    for (const { item } of step.inputs) {
      // Something may be made for a part and bought for the rest.
      for (const key of made.get(item) ?? []) before.add(key)
      const bought = `bought/${item}`
      if (nodes.has(bought) && !taken.has(bought)) {
        taken.add(bought)
        before.add(bought)
      }
    }
    node.before = [...before]
  }
  return nodes
}

/** What enters stands above what it enters; the longest branch comes first and what is bought last. */
function inOrder(nodes: Map<string, Node>): Node[] {
  const depths = new Map<string, number>()
  const depth = (key: string): number => {
    const known = depths.get(key)
    if (known !== undefined) return known
    depths.set(key, 0)
    const node = nodes.get(key)
    const own = node ? 1 + Math.max(0, ...node.before.map(depth)) : 0
    depths.set(key, own)
    return own
  }
  const rank = (key: string) => (nodes.get(key)?.content.kind === 'bought' ? -1 : depth(key))

  const ordered: Node[] = []
  const seen = new Set<string>()
  const visit = (key: string) => {
    const node = nodes.get(key)
    if (!node || seen.has(key)) return
    seen.add(key)
    for (const before of [...node.before].sort((one, other) => rank(other) - rank(one))) visit(before)
    ordered.push(node)
  }
  const entering = new Set([...nodes.values()].flatMap(({ before }) => before))
  const ends = [...nodes.keys()].filter(key => !entering.has(key)).sort((a, b) => depth(a) - depth(b))
  for (const key of ends) visit(key)
  return ordered
}

/**
 * The work of a partnership as a drawing of rows and lanes: one row an operation or a bought input, a thread from each
 * to the operation it enters. `recipes` are the catalogue's, by id.
 */
export function workPlan(partnership: Partnership, recipes: ReadonlyMap<string, RecipeSteps>): WorkPlan {
  const order = inOrder(graphOf(partnership, recipes))
  const position = new Map(order.map((node, index) => [node.key, index]))
  const consumers = new Map<string, string[]>()
  for (const node of order) {
    for (const key of node.before) consumers.set(key, [...(consumers.get(key) ?? []), node.key])
  }

  const open: ({ to: string; bought: boolean } | undefined)[] = []
  const free = () => {
    const lane = open.findIndex(thread => thread === undefined)
    return lane === -1 ? open.length : lane
  }
  const rows = order.map(({ key, content }): PlanRow => {
    const threads = open.flatMap((thread, lane) => (thread ? [{ ...thread, lane }] : []))
    const enters = threads.filter(({ to }) => to === key).map(({ lane, bought }) => ({ lane, bought }))
    const passes = threads.filter(({ to }) => to !== key).map(({ lane, bought }) => ({ lane, bought }))
    for (const { lane } of enters) open[lane] = undefined
    const lane = enters[0]?.lane ?? free()
    const bought = content.kind === 'bought'
    const leaves = (consumers.get(key) ?? [])
      .sort((one, other) => (position.get(one) ?? 0) - (position.get(other) ?? 0))
      .map((to, index) => {
        const at = index === 0 ? lane : free()
        open[at] = { to, bought }
        return { lane: at, bought }
      })
    return { key, lane, enters, passes, leaves, ...content }
  })
  const lanes =
    1 + Math.max(0, ...rows.flatMap(row => [row, ...row.passes, ...row.leaves].map(at => at.lane)))
  return { rows, lanes }
}
