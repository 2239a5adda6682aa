/** The candidates of a need, each with what it brings. */
import { isServing } from './equipment.ts'
import type { CompiledFirm } from './firm.ts'
import { keepRoutes, type Line } from './line.ts'
import type { Candidacy } from './part.ts'
import type { Question } from './question.ts'
import { compare } from './reference.ts'
import type { FirmIndex } from './retrieve.ts'
import { candidacies, type ChainSurvey, type LeftOut, survey } from './survey.ts'
import type { Chain } from './unfold.ts'

export interface ChainCandidates {
  chain: Chain
  /** Lines of the candidates, in the order of their ids. */
  lines: Line[]
}

export interface Candidates {
  chains: ChainCandidates[]
  /** How many firms are candidates for any of the chains. */
  firms: number
  left: LeftOut
}

type LineOf = (firm: CompiledFirm, chain: Chain) => Line

/**
 * A firm is a candidate when it can do an operation of the need in time, by a route that no rule knocks out, is willing,
 * eligible and not excluded. Making the product itself counts for that only where somebody could sell it lawfully before
 * the last due date.
 */
export function candidatesOf(
  question: Question,
  chains: Chain[],
  index: FirmIndex,
  lineOf: LineOf,
): Candidates {
  const { chains: surveys, candidates, left } = survey(question, chains, index)
  return {
    chains: surveys.map(of => ({
      chain: of.chain,
      lines: inOrder(index, of).map(({ slot, candidacy }) =>
        lineOfCandidate(question, of.chain, index, lineOf, slot, candidacy),
      ),
    })),
    firms: candidates,
    left,
  }
}

/** Ids of the candidates alone, in their order. */
export function candidateIds(question: Question, chains: Chain[], index: FirmIndex): string[] {
  const slots = new Set(
    survey(question, chains, index).chains.flatMap(of => [...of.slots.subarray(0, of.size)]),
  )
  return [...slots].flatMap(slot => index.at(slot)?.id ?? []).sort(compare)
}

function inOrder(index: FirmIndex, { slots, candidacies: comeAs, size }: ChainSurvey) {
  return Array.from(slots.subarray(0, size), (slot, at) => ({
    slot,
    id: index.at(slot)?.id ?? '',
    candidacy: candidacies[comeAs[at] ?? 0] ?? 'whole',
  })).sort((a, b) => compare(a.id, b.id))
}

/** What a candidate brings: all it can do, or what its candidacy leaves of it. */
export function lineOfCandidate(
  { reference }: Question,
  chain: Chain,
  index: FirmIndex,
  lineOf: LineOf,
  slot: number,
  candidacy: Candidacy,
): Line {
  const firm = index.at(slot)
  if (firm === undefined) throw new RangeError(`Nobody has the slot ${slot}`)
  const line = lineOf(index.compiled(firm), chain)
  if (candidacy === 'whole') return line
  return keepRoutes(line, ({ operation, route }) => {
    if (chain.operations[operation]?.node !== 0) return true
    return candidacy === 'helper' && isServing(reference, route.process)
  })
}
