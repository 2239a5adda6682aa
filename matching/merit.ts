/** Who is tried first for an operation, when there are too many candidates to try all their sets. */
import { hasProof } from './compliance.ts'
import { efficiency } from './defaults.ts'
import type { Line } from './line.ts'
import { distanceToDelivery, type Question } from './question.ts'
import { compare } from './reference.ts'
import type { Chain } from './unfold.ts'

/**
 * The lines that can do each operation of the chain, by its number, best first: one that does it as it stands before one
 * that has to change, then one that holds a proof for the item, then the one that can do the most of the quantity in
 * time, then the one that covers most of the chain, then the nearest, then by id.
 */
export function byMeritForEach(question: Question, chain: Chain, lines: Line[]): Line[][] {
  return chain.operations.map(({ number }) =>
    lines
      .filter(({ states }) => states[number] !== 'missing')
      .map(line => merit(question, chain, line, number))
      .sort(byMerit)
      .map(({ line }) => line),
  )
}

/**
 * The candidates worth looking at: for each operation its first `each` by merit. Few are left of thousands, and none of
 * a few dozen goes. The order of the lines is kept.
 */
export function shortlist(question: Question, chain: Chain, lines: Line[], each: number): Line[] {
  const kept = new Set(
    byMeritForEach(question, chain, lines).flatMap(candidates => candidates.slice(0, each)),
  )
  return lines.filter(line => kept.has(line))
}

interface Merit {
  line: Line
  direct: boolean
  proven: boolean
  potential: number
  covered: number
  distance: number
}

function merit(question: Question, chain: Chain, line: Line, operation: number): Merit {
  const distances = line.firm.sites.map(({ number }) => distanceToDelivery(question, line.firm, number))
  return {
    line,
    direct: line.states[operation] === 'direct',
    proven: hasProof(line.firm.firm, chain.item, question.lastDue),
    potential: Math.min(1, potential(question, line, operation)),
    covered: line.states.filter(state => state !== 'missing').length,
    distance: Math.min(...distances),
  }
}

/** Share of the quantity that the firm's machines and people allow on this operation alone by the last due date. */
function potential(question: Question, line: Line, operation: number): number {
  let units = 0
  for (const { operation: own, route, machineMinutes, labourMinutes, machineHours } of line.routes) {
    if (own !== operation) continue
    const weeks = Math.max(0, question.lastDue - question.today - route.startDays) / 7
    const people = route.pools.reduce((sum, { hours }) => sum + hours, 0)
    const rate = Math.min(
      machineMinutes === 0 ? Infinity : machineHours / machineMinutes,
      labourMinutes === 0 ? Infinity : people / labourMinutes,
    )
    units = Math.max(units, rate * 60 * efficiency * weeks)
  }
  return units / question.need.quantity
}

function byMerit(a: Merit, b: Merit): number {
  return (
    Number(b.direct) - Number(a.direct) ||
    Number(b.proven) - Number(a.proven) ||
    b.potential - a.potential ||
    b.covered - a.covered ||
    a.distance - b.distance ||
    compare(a.line.firm.firm.id, b.line.firm.firm.id)
  )
}
