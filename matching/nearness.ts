/** How near a firm is to the work of a recipe: one score for everything that could be made. */
import type { CompiledFirm } from './firm.ts'
import type { Line, LineRoute } from './line.ts'
import type { OperationState } from './match.ts'
import { isFamiliar } from './outlook.ts'
import { isAuxiliary, type Reference } from './reference.ts'
import { isTheirTrade } from './equipment.ts'
import type { Chain, ChainOperation } from './unfold.ts'

/** What work that anybody could do, as packing, adds to a score at most. */
const anybody = 0.05
/** What one operation is worth: done at all, as it stands, on a material worked today; lost by the longest change. */
const parts = { base: 0.55, direct: 0.25, material: 0.2, change: 0.3 }

/** One operation of the recipe, and what the firm is to it. */
export interface Step {
  operation: ChainOperation
  state: OperationState
  /** Makes the item one's trade: only a machine does it, where there is such work, and it is no service to buy. */
  telling: boolean
  /** Done by a machine of the firm, or by hands whose trade it is: anybody could pack. */
  skilled: boolean
  /** Skilled, and by more than an auxiliary process. */
  crafted: boolean
  /** In [0, 1]; 0 where it is not done, or not with skill. */
  value: number
}

/** The operations of the item itself, in their order. Of all routes (`whole`), `line` holds only those worth taking. */
export function stepsOf(
  reference: Reference,
  firm: CompiledFirm,
  chain: Chain,
  { line, whole }: { line: Line; whole: Line },
  maximumDays: number,
): Step[] {
  const operations = chain.nodes[0]?.recipes[0]?.operations ?? []
  const trades = operations.filter(({ reference: { service } }) => service === null)
  const byMachine = trades.filter(({ reference: { operation } }) =>
    operation.methods.every(({ process }) => reference.processes.get(process)?.byHand === false),
  )
  const telling = byMachine.length > 0 ? byMachine : trades
  const isSkilled = ({ route: { machine, process, site } }: LineRoute) =>
    machine !== null || isTheirTrade(reference, firm, process, site)
  const isCraft = (route: LineRoute) =>
    isSkilled(route) && !isAuxiliary(reference, route.route.process) && route.route.effort.days <= maximumDays
  return operations.map(operation => {
    const isOfThis = ({ operation: number }: LineRoute) => number === operation.number
    const skilled = line.routes.filter(route => isOfThis(route) && isSkilled(route))
    const state = line.states[operation.number] ?? 'missing'
    const family = operation.reference.operation.materialFamily
    const familiar = isFamiliar(reference, family, firm.workedMaterials)
    const likeness = parts.base + (state === 'direct' ? parts.direct : 0) + (familiar ? parts.material : 0)
    const days = Math.min(...skilled.map(({ route }) => route.effort.days))
    const certainty = Math.max(0, ...skilled.map(({ route }) => route.machine?.certainty ?? 1))
    const change = parts.change * Math.min(1, days / Math.max(1, maximumDays))
    return {
      operation,
      state,
      telling: telling.includes(operation),
      skilled: skilled.length > 0,
      crafted: whole.routes.some(route => isOfThis(route) && isCraft(route)),
      value: skilled.length > 0 ? likeness * (1 - change) * certainty : 0,
    }
  })
}

/** A step that counts as much as `weight` says; `done` where the firm would do it. */
export interface Counted extends Pick<Step, 'telling' | 'crafted' | 'value'> {
  done: boolean
  weight: number
}

/**
 * Mean value of the telling operations, where one of them is the firm's craft; where that is less, 0.05 × share of all
 * operations that are done. Each operation counts for itself, so that one more machine or person never makes it less.
 */
export function nearness(steps: Counted[]): number {
  const counted = steps.filter(step => step.telling)
  const telling = counted.some(({ crafted }) => crafted) ? mean(counted, ({ value }) => value) : 0
  return Math.min(1, Math.max(0, telling, anybody * mean(steps, ({ done }) => Number(done))))
}

function mean(steps: Counted[], value: (step: Counted) => number): number {
  const whole = steps.reduce((sum, { weight }) => sum + weight, 0)
  return whole === 0 ? 0 : steps.reduce((sum, step) => sum + step.weight * value(step), 0) / whole
}

/** The score of an item by one of its recipes, for whoever makes it. */
export function ownNearness(steps: Step[]): number {
  return nearness(steps.map(step => ({ ...step, done: step.state !== 'missing', weight: 1 })))
}
