/** Ranks partnerships for a need, and finds the place of one firm among them. */
import { assemble, type Assembly } from './assemble.ts'
import { candidatesOf, type Candidates } from './candidates.ts'
import type { CompiledFirm } from './firm.ts'
import { knockOuts } from './knock-out.ts'
import type { Line } from './line.ts'
import type { Ranking } from './match.ts'
import { partnershipOf } from './partnership.ts'
import type { Question } from './question.ts'
import type { FirmIndex } from './retrieve.ts'
import type { Chain } from './unfold.ts'

/** What the engine holds that answers are made from. */
export interface Supply {
  index: FirmIndex
  firms: number
  chains: Chain[]
  lineOf: (firm: CompiledFirm, chain: Chain) => Line
}

/** Partnerships listed unless the caller asks otherwise. */
export const limitByDefault = 50

export function candidates(question: Question, supply: Supply): Candidates {
  return candidatesOf(question, supply.chains, supply.index, supply.lineOf)
}

/** The ranking of a need. `asOf` is written beside it, with the version of the catalogue. */
export function rank(question: Question, supply: Supply, asOf: string, limit = limitByDefault): Ranking {
  const found = candidates(question, supply)
  const assembly = assemble(question, found)
  return {
    need: question.need.id,
    asOf,
    catalogueVersion: question.reference.version,
    partnerships: assembly.found.slice(0, limit).map(({ outcome }) => partnershipOf(outcome)),
    knockedOut: knockOuts(question, found, supply.firms),
    exact: assembly.exact,
    candidates: found.firms.length,
    weights: { ...question.weights },
  }
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
  const found = candidates(question, supply)
  if (!found.firms.some(candidate => candidate.firm.id === firm)) return null
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
