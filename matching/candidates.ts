/** Which firms are candidates for a need, and why each other one is not. */
import { isStack, normsAsked, standing } from './compliance.ts'
import type { CompiledFirm } from './firm.ts'
import { isUnwilling, keepRoutes, type Line } from './line.ts'
import type { KnockOut } from './match.ts'
import type { Question } from './question.ts'
import { compare } from './reference.ts'
import { type FirmIndex, isTheirTrade } from './retrieve.ts'
import type { Chain } from './unfold.ts'
import type { Reason } from './words/reasons.ts'

export interface ChainCandidates {
  chain: Chain
  /** Lines of the candidates, in the order of their ids. */
  lines: Line[]
}

export interface Candidates {
  chains: ChainCandidates[]
  /** Candidates for any of the chains, in the order of their ids. */
  firms: CompiledFirm[]
  /** Firms that could do something of it and are left out, each with the nearest reason; not those with no part in it. */
  left: KnockOut[]
}

/** How near a reason leaves a firm: what waiting or asking may change comes before what it cannot do. */
const nearness: Reason['code'][] = [
  'firm.too-late',
  'firm.norm-out-of-reach',
  'firm.minimum-order',
  'firm.unwilling',
  'firm.no-people',
  'firm.no-clean-room',
  'firm.rule',
  'firm.not-eligible',
  'firm.excluded',
]

/**
 * A firm is a candidate when it can do an operation of the need in time, by a route that no rule knocks out, is willing,
 * eligible and not excluded, and somebody could sell the product lawfully before the last due date.
 */
export function candidatesOf(
  question: Question,
  chains: Chain[],
  index: FirmIndex,
  lineOf: (firm: CompiledFirm, chain: Chain) => Line,
): Candidates {
  const reasons = new Map<CompiledFirm, Reason>()
  const leave = (firm: CompiledFirm, reason: Reason) => {
    const known = reasons.get(firm)
    if (known === undefined || rank(reason) < rank(known)) reasons.set(firm, reason)
  }
  const found = new Set<CompiledFirm>()
  const chainCandidates = chains.map((chain): ChainCandidates => {
    let lines: Line[] = []
    for (const [firm, unable] of apt(chain, index)) {
      const reason = unable ?? refusal(question, chain, firm)
      if (reason !== null) {
        leave(firm, reason)
        continue
      }
      const whole = lineOf(firm, chain)
      const small = tooSmall(question, chain, firm)
      const line = small === null ? whole : asSupplier(question, chain, whole)
      const unfit = lateness(question, whole) ?? (line === null ? small : lateness(question, line))
      if (unfit !== null) leave(firm, unfit)
      else if (line !== null) lines.push(line)
    }
    const barred = normOutOfReach(question, chain, lines)
    if (barred !== null) {
      for (const { firm } of lines) leave(firm, barred)
      lines = []
    }
    lines.sort((a, b) => compare(a.firm.firm.id, b.firm.firm.id))
    for (const { firm } of lines) found.add(firm)
    return { chain, lines }
  })
  const byId = (a: CompiledFirm, b: CompiledFirm) => compare(a.firm.id, b.firm.id)
  return {
    chains: chainCandidates,
    firms: [...found].sort(byId),
    left: [...reasons]
      .filter(([firm]) => !found.has(firm))
      .map(([firm, reason]) => ({ firm: firm.firm.id, reason }))
      .sort((a, b) => rank(a.reason) - rank(b.reason) || daysOf(a) - daysOf(b) || compare(a.firm, b.firm)),
  }
}

const rank = ({ code }: Reason) => nearness.indexOf(code)

function daysOf({ reason }: KnockOut): number {
  return reason.code === 'firm.too-late' || reason.code === 'firm.norm-out-of-reach' ? reason.figures.days : 0
}

/** Firms that are something to the chain: null where one can do an operation of it, else why it cannot. */
function apt(chain: Chain, index: FirmIndex): Map<CompiledFirm, Reason | null> {
  const found = new Map<CompiledFirm, Reason | null>()
  for (const operation of chain.operations) {
    for (const [firm, aptitude] of index.firms(operation.reference)) {
      const known = found.get(firm)
      if (known === null) continue
      const able = aptitude === 'direct' || aptitude === 'reoriented'
      if (able && !isUnwilling(firm.firm, operation.reference.item)) found.set(firm, null)
      else if (able)
        found.set(firm, { code: 'firm.unwilling', figures: { subject: operation.reference.item.id } })
      else if (known === undefined) found.set(firm, aptitude)
    }
  }
  return found
}

/** What the buyer has decided. */
function refusal({ need }: Question, chain: Chain, { firm }: CompiledFirm): Reason | null {
  const subject = chain.item.id
  if (need.excludedFirms.includes(firm.id)) return { code: 'firm.excluded', figures: { subject } }
  if (need.reservedFor.length > 0 && !need.reservedFor.some(kind => kind === firm.structure)) {
    return { code: 'firm.not-eligible', figures: { reservedFor: [...need.reservedFor] } }
  }
  return null
}

/** The firm's minimum order is about what it sells. */
function tooSmall(question: Question, chain: Chain, { firm }: CompiledFirm): Reason | null {
  const { quantity } = question.need
  if (firm.minimumOrder === null || firm.minimumOrder <= quantity) return null
  const { unit } = chain.item
  return { code: 'firm.minimum-order', figures: { minimum: firm.minimumOrder, quantity, unit } }
}

/** What is left of a firm that does not make the product itself: what goes into it. Null for nothing but packing. */
function asSupplier({ reference }: Question, chain: Chain, line: Line): Line | null {
  const left = keepRoutes(line, ({ operation }) => chain.operations[operation]?.node !== 0)
  const { firm } = line
  const isTrade = left.routes.some(
    ({ route }) => route.machine !== null || isTheirTrade(reference, firm, route.process, route.site),
  )
  return isTrade ? left : null
}

/** Nothing it can do begins a day before the last due date. */
function lateness({ today, lastDue, dues }: Question, line: Line): Reason | null {
  const days = Math.min(...line.routes.map(({ route }) => route.startDays))
  if (today + days + 1 <= lastDue) return null
  return { code: 'firm.too-late', figures: { days, due: dues.at(-1)?.date ?? '' } }
}

const serving = new Set(['test', 'pack', 'care'])

/**
 * Nobody among those who can make the product could sell it lawfully in time. One who could is enough: the others may
 * work under its model. A complexe counts as bought already tested.
 */
function normOutOfReach(question: Question, chain: Chain, lines: Line[]): Reason | null {
  const { reference, today, lastDue, dues } = question
  const stacks = chain.recipe.inputs
    .filter(({ item }) => isStack(item))
    .map(({ item }) => ({ item, makers: [] }))
  let soonest: { days: number; lawful: number } | null = null
  for (const line of lines) {
    const starts = line.routes
      .filter(({ operation, route }) => {
        const stage = reference.processes.get(route.process)?.stage
        return chain.operations[operation]?.node === 0 && stage !== undefined && !serving.has(stage)
      })
      .map(({ route }) => route.startDays)
    if (starts.length === 0) continue
    const { lawful } = standing(question, chain.item, line.firm, stacks, Math.min(...starts))
    if (lawful <= lastDue || !Number.isFinite(lawful)) return null
    if (soonest === null || lawful < soonest.lawful) soonest = { days: lawful - today, lawful }
  }
  if (soonest === null) return null
  const norms = normsAsked(question, chain.item).map(({ id }) => id)
  return {
    code: 'firm.norm-out-of-reach',
    figures: { norms, days: soonest.days, due: dues.at(-1)?.date ?? '' },
  }
}
