/** Puts firms together for a need: every set of the candidates that may be one, judged and compared. */
import { bestOutcome } from './best-outcome.ts'
import type { Candidates, ChainCandidates } from './candidates.ts'
import { combinations, visitSets } from './combinations.ts'
import { scoreOf } from './criteria/criteria.ts'
import { lightChange, mostOfOperation, mostTried, mostTriedAll } from './defaults.ts'
import { scarceOperation } from './division.ts'
import { keuro } from './estimate.ts'
import type { Line } from './line.ts'
import { type Outcome, required } from './outcome.ts'
import { isFeasible, keyOf } from './partnership.ts'
import type { Question } from './question.ts'
import { shortlist } from './merit.ts'
import { searchNeighbours } from './neighbours.ts'
import { byScore } from './score.ts'

export interface Scored {
  key: string
  score: number
  outcome: Outcome
}

export interface Assembly {
  /** Best first, each set of firms once, none that a part of it does as well. */
  found: Scored[]
  /** True when every set of the candidates was tried. */
  exact: boolean
}

/** Fewest sets tried for a chain, however many the need unfolds into. */
const fewestTried = 60

/** Sets that are few enough to try them all, and sets tried where they are more. */
interface Limit {
  exact: number
  tried: number
}

/**
 * Partnerships of 1 up to the most partners allowed. A set is not grown further once it does everything in time as it
 * stands. Where none is complete, the incomplete ones are listed with what they lack. `must`: only sets with that firm,
 * whatever others do without it.
 */
export function assemble(question: Question, candidates: Candidates, must: string | null = null): Assembly {
  const whole = search(question, candidates, must, false)
  if (whole.found.length > 0) return whole
  return search(question, candidates, must, true)
}

function search(
  question: Question,
  candidates: Candidates,
  must: string | null,
  incomplete: boolean,
): Assembly {
  const best = new Map<string, Scored>()
  const chains = Math.max(1, candidates.chains.length)
  const limit = { exact: mostTriedAll / chains, tried: Math.max(fewestTried, Math.floor(mostTried / chains)) }
  let exact = true
  for (const chainCandidates of candidates.chains) {
    const chain = searchChain(question, chainCandidates, must, incomplete, limit)
    exact &&= chain.exact
    for (const scored of chain.found) {
      const known = best.get(scored.key)
      if (known === undefined || isBetter(scored, known)) best.set(scored.key, scored)
    }
  }
  const all = [...best.values()]
  const complete = all.filter(({ outcome }) => outcome.work.missing.length === 0)
  const listed = complete.length > 0 ? complete : all
  const byKey = new Map(listed.map(scored => [scored.key, scored]))
  const kept = must === null ? listed.filter(scored => !isDominated(scored, byKey)) : listed
  return { found: kept.sort(byScore), exact }
}

/** The same firms by two chains: complete first, then the better score; the chain listed first among equals. */
function isBetter(a: Scored, b: Scored): boolean {
  const complete = ({ outcome }: Scored) => outcome.work.missing.length === 0
  return complete(a) !== complete(b) ? complete(a) : a.score > b.score
}

function searchChain(
  question: Question,
  { chain, lines }: ChainCandidates,
  must: string | null,
  incomplete: boolean,
  limit: Limit,
): Assembly {
  const { most } = question
  const required = lines.find(({ firm }) => firm.firm.id === must) ?? null
  if (must !== null && required === null) return { found: [], exact: true }
  const found: Scored[] = []
  const triesAll = combinations(lines.length, most) <= limit.exact
  let exact = triesAll
  const judge = (members: Line[]): Scored | null => {
    if (required !== null && !members.includes(required)) return null
    if (!incomplete && !mayBeWhole(chain, members)) return null
    const judged = bestOutcome(question, chain, members, incomplete)
    if (judged === 'spoilt') exact = false
    if (judged === 'spoilt' || judged === null) return null
    const scored = { key: keyOf(members), score: scoreOf(judged, question.weights), outcome: judged }
    found.push(scored)
    return scored
  }
  if (triesAll) {
    visitSets(lines.length, most, set => {
      const scored = judge(set.flatMap(position => lines[position] ?? []))
      return scored !== null && isSufficient(scored.outcome) ? 'closed' : 'open'
    })
    return { found, exact }
  }
  const near = shortlist(question, chain, lines, mostOfOperation)
  if (required !== null && !near.includes(required)) near.push(required)
  searchNeighbours(question, { chain, lines: near }, { most, limit: limit.tried, required }, members => {
    const scored = judge(members)
    if (scored === null) return null
    const { team, division } = scored.outcome
    return {
      score: scored.score,
      sufficient: isSufficient(scored.outcome),
      scarce: scarceOperation(team, division),
    }
  })
  // Each of these also stands alone, where that is a partnership.
  const known = new Set(found.map(({ key }) => key))
  for (const line of near) if (!known.has(keyOf([line]))) judge([line])
  return { found, exact }
}

/** Every operation of the product finds somebody: a quick look before the work. */
export function mayBeWhole({ nodes }: ChainCandidates['chain'], members: Line[]): boolean {
  return (nodes[0]?.recipes[0]?.operations ?? []).every(
    ({ number, reference }) =>
      reference.service !== null || members.some(({ states }) => states[number] !== 'missing'),
  )
}

/** Does everything in time, as it stands or after a light change: nobody need join. */
function isSufficient(outcome: Outcome): boolean {
  return (
    isFeasible(outcome) &&
    outcome.work.boughtInstead.length === 0 &&
    keuro(outcome) <= lightChange.keuro &&
    outcome.work.worked.every(({ route }) => route.line.route.effort.days <= lightChange.days)
  )
}

/**
 * A part of the firms does the whole just as well: as much of it, as much of what is asked by every date, with at least
 * the same score.
 */
export function isDominated(scored: Scored, byKey: Map<string, Scored>): boolean {
  const { lines } = scored.outcome.team
  for (let mask = 1; mask < 2 ** lines.length - 1; mask++) {
    const part = byKey.get(keyOf(lines.filter((_, at) => (mask >> at) & 1)))
    if (part === undefined || part.score < scored.score - 1e-12) continue
    const { delivered, work } = scored.outcome
    // More than is asked by a date is no more.
    const asMuch = delivered.every(
      (share, at) =>
        (part.outcome.delivered[at] ?? 0) >=
        Math.min(share, required(scored.outcome.team.question, at)) - 1e-9,
    )
    const covers = part.outcome.work.coveredWeight >= work.coveredWeight - 1e-9
    if (asMuch && covers && part.outcome.work.missing.length <= work.missing.length) return true
  }
  return false
}
