/** The candidates of a need, each with what it brings. */
import { combinations } from './combinations.ts'
import { mostTriedAll } from './defaults.ts'
import { isServing } from './equipment.ts'
import type { CompiledFirm } from './firm.ts'
import { keepRoutes, type Line } from './line.ts'
import { nearest } from './nearest.ts'
import type { Candidacy } from './part.ts'
import type { Question } from './question.ts'
import { compare } from './reference.ts'
import type { FirmIndex } from './retrieve.ts'
import { type Candidates as CandidatesOfChain, candidatesBy, type LeftOut, survey } from './survey.ts'
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

/** Where there are too many to try all their sets: the first `each` of each operation, and a firm that is looked at anyway. */
export interface Looking {
  each: number
  always: string | null
}

type LineOf = (firm: CompiledFirm, chain: Chain, slot: number) => Line

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
  { each, always }: Looking = { each: Infinity, always: null },
): Candidates {
  const surveyed = survey(question, chains, index)
  const { candidates, left } = surveyed
  return {
    chains: candidatesBy(surveyed).map(of => {
      const size = of.slots.length
      const isAll = combinations(size, question.most) <= mostTriedAll / chains.length
      const places = isAll || each === Infinity ? [...Array(size).keys()] : nearest(question, index, of, each)
      return { chain: of.chain, lines: linesOf(question, index, lineOf, of, places, always) }
    }),
    firms: candidates,
    left,
  }
}

/** Ids of the candidates alone, in their order. */
export function candidateIds(question: Question, chains: Chain[], index: FirmIndex): string[] {
  const slots = new Set(candidatesBy(survey(question, chains, index)).flatMap(of => of.slots))
  return [...slots].flatMap(slot => index.at(slot)?.id ?? []).sort(compare)
}

/** Lines of some candidates in the order of their ids; that of `always` too, where it is one. */
function linesOf(
  question: Question,
  index: FirmIndex,
  lineOf: LineOf,
  { chain, slots, candidacies }: CandidatesOfChain,
  places: number[],
  always: string | null,
): Line[] {
  const own = always === null ? -1 : slots.indexOf(index.get(always)?.slot ?? -1)
  const kept = own === -1 || places.includes(own) ? places : [...places, own]
  return kept
    .map(place => ({ slot: slots[place] ?? -1, candidacy: candidacies[place] ?? 'whole' }))
    .sort((a, b) => compare(index.at(a.slot)?.id ?? '', index.at(b.slot)?.id ?? ''))
    .map(({ slot, candidacy }) => lineOfCandidate(question, chain, index, lineOf, slot, candidacy))
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
  const line = lineOf(index.compiled(firm), chain, slot)
  if (candidacy === 'whole') return line
  return keepRoutes(line, ({ operation, route }) => {
    if (chain.operations[operation]?.node !== 0) return true
    return candidacy === 'helper' && isServing(reference, route.process)
  })
}
