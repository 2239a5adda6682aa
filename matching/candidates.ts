/** Which firms are candidates for a need, and why each other one is not. */
import { isServing } from './equipment.ts'
import type { CompiledFirm } from './firm.ts'
import { keepRoutes, type Line } from './line.ts'
import type { KnockOut } from './match.ts'
import { type Candidacy, isCandidate, judge, lateDays, type Part, partOf, type Standing } from './part.ts'
import type { Question } from './question.ts'
import { Reach } from './reach.ts'
import { compare } from './reference.ts'
import type { FirmIndex, StoredFirm } from './retrieve.ts'
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
  /** Firms that could do something of it and are left out; not those with no part in it. */
  left: LeftOut
}

export interface LeftOut {
  /** How many, by the code of the nearest reason of each. */
  byReason: Partial<Record<Reason['code'], number>>
  /** Those whom something could bring back, nearest first, `mostNamed` at most. */
  nearest: KnockOut[]
}

/** Most firms that are named of those left out. */
export const mostNamed = 12

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

/** One chain of the need, with what the judging of it needs. */
interface Judging {
  chain: Chain
  reach: Reach
  /** Parts of those who refuse nothing, by their equipment. */
  parts: (Part | null | undefined)[]
  candidates: { firm: StoredFirm; standing: Candidacy }[]
}

/** A firm left out of one chain. */
interface Left {
  firm: StoredFirm
  judging: Judging
  part: Part
  standing: Exclude<Standing, Candidacy>
  /** Place of the reason by nearness. */
  place: number
}

/**
 * A firm is a candidate when it can do an operation of the need in time, by a route that no rule knocks out, is willing,
 * eligible and not excluded. Making the product itself counts for that only where somebody could sell it lawfully before
 * the last due date.
 */
export function candidatesOf(
  question: Question,
  chains: Chain[],
  index: FirmIndex,
  lineOf: (firm: CompiledFirm, chain: Chain) => Line,
): Candidates {
  const { judgings, found, left } = judgeAll(question, chains, index)
  const compiled = new Map(found.map(firm => [firm, index.compiled(firm)]))
  const linesOf = ({ chain, candidates }: Judging) =>
    candidates
      .sort((a, b) => byId(a.firm, b.firm))
      .flatMap(({ firm, standing }) => {
        const whole = compiled.get(firm)
        return whole === undefined ? [] : [reduced(question, chain, lineOf(whole, chain), standing)]
      })
  return {
    chains: judgings.map(judging => ({ chain: judging.chain, lines: linesOf(judging) })),
    firms: [...compiled.values()],
    left: leftOut(question, left),
  }
}

/** Ids of the candidates alone, in their order. */
export function candidateIds(question: Question, chains: Chain[], index: FirmIndex): string[] {
  return judgeAll(question, chains, index).found.map(({ id }) => id)
}

const byId = (a: StoredFirm, b: StoredFirm) => compare(a.id, b.id)

/** Judges every firm by every chain. Of a firm left out by all of them, the nearest reason is kept. */
function judgeAll(question: Question, chains: Chain[], index: FirmIndex) {
  const judgings = chains.map((chain): Judging => {
    return { chain, reach: new Reach(index, question, chain), parts: [], candidates: [] }
  })
  const found: StoredFirm[] = []
  const left: Left[] = []
  for (const firm of index.stored()) {
    let isFound = false
    let nearest: Left | null = null
    for (const judging of judgings) {
      const part = knownPart(index, judging, firm)
      if (part === null) continue
      const standing = judge(question, part, firm, judging.reach)
      if (isCandidate(standing)) {
        isFound = true
        judging.candidates.push({ firm, standing })
      } else {
        const place = placeOf(part, standing)
        if (nearest === null || place < nearest.place) nearest = { firm, judging, part, standing, place }
      }
    }
    if (isFound) found.push(firm)
    else if (nearest !== null) left.push(nearest)
  }
  return { judgings, found: found.sort(byId), left }
}

function placeOf({ unable }: Part, standing: Left['standing']): number {
  if (unable !== null) return nearness.indexOf(unable.code)
  return standing === 'unable' ? nearness.length : nearness.indexOf(standing)
}

function knownPart(index: FirmIndex, { chain, parts }: Judging, firm: StoredFirm): Part | null {
  if (firm.unwilling.length > 0) return partOf(index, chain, firm)
  const known = parts[firm.equipment]
  if (known !== undefined) return known
  return (parts[firm.equipment] = partOf(index, chain, firm))
}

/** What a candidate brings: all it can do, or what its standing leaves of it. */
function reduced({ reference }: Question, chain: Chain, line: Line, standing: Candidacy): Line {
  if (standing === 'whole') return line
  return keepRoutes(line, ({ operation, route }) => {
    if (chain.operations[operation]?.node !== 0) return true
    return standing === 'helper' && isServing(reference, route.process)
  })
}

function leftOut(question: Question, left: Left[]): LeftOut {
  const byReason: LeftOut['byReason'] = {}
  nearness.forEach((code, place) => {
    const count = left.filter(each => each.place === place).length
    if (count > 0) byReason[code] = count
  })
  const soonest = new Map<Judging, number>()
  const daysOf = ({ standing, firm, part, judging }: Left): number => {
    if (standing === 'firm.too-late') return lateDays(question, part, firm)
    if (standing !== 'firm.norm-out-of-reach') return 0
    const days = soonest.get(judging) ?? judging.reach.soonestDays()
    soonest.set(judging, days)
    return days
  }
  const nearest = left
    .map(each => ({ ...each, days: daysOf(each) }))
    .sort((a, b) => a.place - b.place || a.days - b.days || byId(a.firm, b.firm))
    .slice(0, mostNamed)
    .map(each => ({ firm: each.firm.id, reason: reasonOf(question, each) }))
  return { byReason, nearest }
}

function reasonOf(
  { need, dues }: Question,
  { standing, part, firm, judging, days }: Left & { days: number },
): Reason {
  const { chain, reach } = judging
  const due = dues.at(-1)?.date ?? ''
  switch (standing) {
    case 'unable':
      return part.unable ?? { code: 'firm.no-operation', figures: { subject: chain.item.id } }
    case 'firm.excluded':
      return { code: standing, figures: { subject: chain.item.id } }
    case 'firm.not-eligible':
      return { code: standing, figures: { reservedFor: [...need.reservedFor] } }
    case 'firm.minimum-order': {
      const figures = { minimum: firm.minimumOrder ?? 0, quantity: need.quantity, unit: chain.item.unit }
      return { code: standing, figures }
    }
    case 'firm.norm-out-of-reach':
      return { code: standing, figures: { norms: reach.norms, days, due } }
    case 'firm.too-late':
      return { code: standing, figures: { days, due } }
  }
}
