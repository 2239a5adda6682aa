/** Ranks partnerships for a need, and finds the place of one firm among them. */
import { assemble, type Assembly } from './assemble.ts'
import { candidatesOf, type Candidates } from './candidates.ts'
import { mostOfOperation, mostProven } from './defaults.ts'
import type { CompiledFirm } from './firm.ts'
import { knockOuts } from './knock-out.ts'
import type { Line } from './line.ts'
import type { Partnership, Ranking } from './match.ts'
import { optimise, type Optimised, type OptimiseOptions } from './optimise.ts'
import { barOf } from './part.ts'
import { partnershipOf } from './partnership.ts'
import type { Question } from './question.ts'
import type { FirmIndex } from './retrieve.ts'
import { rankAlone } from './rank-alone.ts'
import { type TextHit, toCheck } from './text-hits.ts'
import type { Chain } from './unfold.ts'

/** What the engine holds that answers are made from. */
export interface Supply {
  index: FirmIndex
  firms: number
  chains: Chain[]
  /** `slot`: that of the firm in the index. */
  lineOf: (firm: CompiledFirm, chain: Chain, slot: number) => Line
}

/** Partnerships listed unless the caller asks otherwise. */
export const limitByDefault = 50

/** Where candidates are too many to try all their sets, the first `each` of each operation, and `always`. */
function shortlisted(
  question: Question,
  { chains, index, lineOf }: Supply,
  each: number,
  always: string | null = null,
): Candidates {
  return candidatesOf(question, chains, index, lineOf, { each, always })
}

/** The ranking of a need. `asOf` is written beside it, with the version of the catalogue. */
export function rank(question: Question, supply: Supply, asOf: string, limit = limitByDefault): Ranking {
  const { found, exact, of } =
    question.most === 1 ? listAlone(question, supply, limit) : list(question, supply)
  return {
    need: question.need.id,
    asOf,
    catalogueVersion: question.reference.version,
    partnerships: found.slice(0, limit).map(({ outcome }) => partnershipOf(outcome)),
    knockedOut: knockOuts(of, supply.firms),
    exact,
    candidates: of.candidates,
    weights: { ...question.weights },
    ...(question.textHits.size > 0 && { toCheck: firmsToCheck(question, supply) }),
  }
}

function listAlone(question: Question, supply: Supply, limit: number) {
  const { found, survey } = rankAlone(question, supply, limit)
  return { found, exact: true, of: survey }
}

function list(question: Question, supply: Supply) {
  const of = shortlisted(question, supply, mostOfOperation * 2)
  return { ...assemble(question, of), of: { candidates: of.firms, left: of.left } }
}

export type Assembled = Pick<Optimised, 'status' | 'exact'> & {
  /** Best first, each of other members. */
  partnerships: Partnership[]
  candidates: number
  /**
   * No partnership scores more; null where none does everything, and those listed lack something, and where the search was
   * interrupted before anything was proven.
   */
  bound: number | null
  /** How much more the best could score at most, relative to its score. */
  gap: number | null
}

/** The best partnerships for a need, proven among the first `mostProven` candidates of each operation; where none does everything, the incomplete ones that `rank` lists. */
export async function assembleBest(
  question: Question,
  supply: Supply,
  options: OptimiseOptions,
): Promise<Assembled> {
  const found = shortlisted(question, supply, mostProven)
  const { status, exact, bound, found: best } = await optimise(question, found, options)
  const [first] = best
  const searched = { status, exact, candidates: found.firms }
  if (first === undefined && status === 'interrupted')
    return { ...searched, partnerships: [], bound: null, gap: null }
  if (first === undefined) {
    const listed = assemble(question, found).found.slice(0, options.limit)
    const partnerships = listed.map(({ outcome }) => partnershipOf(outcome))
    return { ...searched, partnerships, bound: null, gap: null }
  }
  const partnerships = best.map(({ outcome }) => partnershipOf(outcome))
  if (bound === Infinity) return { ...searched, partnerships, bound: null, gap: null }
  return { ...searched, partnerships, bound, gap: (bound - first.score) / first.score }
}

/** Whose words are near the need, of the firms that have no part in it as they declare, and that the buyer does not bar. */
function firmsToCheck({ need, textHits }: Question, { index, chains }: Supply): TextHit[] {
  return toCheck(textHits, id => {
    const firm = index.get(id)
    if (firm === undefined || barOf(need, firm) !== null) return false
    return chains.every(chain => index.partOfKind(firm.kind, chain) === null)
  })
}

/**
 * The best partnership a firm is part of, and its rank: its place in the list, or the place it would take where a part of
 * it does as well without the firm. Null where the firm is no candidate, or
 * where no partnership has a part for it.
 */
export function bestWith(
  question: Question,
  supply: Supply,
  firm: string,
): { scored: Assembly['found'][number]; rank: number } | null {
  const found = shortlisted(question, supply, mostOfOperation * 2, firm)
  if (!found.chains.some(({ lines }) => lines.some(line => line.firm.firm.id === firm))) return null
  const { found: listed } = assemble(question, found)
  const place = listed.findIndex(({ outcome }) => outcome.team.lines.some(line => line.firm.firm.id === firm))
  const own = listed[place]
  if (own !== undefined) return { scored: own, rank: place + 1 }
  const [best] = assemble(question, found, firm).found
  if (best === undefined) return null
  const better = listed.filter(
    ({ score, key }) => score > best.score || (score === best.score && key < best.key),
  )
  return { scored: best, rank: better.length + 1 }
}
