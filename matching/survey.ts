/** Goes through all firms for a need: who is a candidate by which chain, and why each other one is not. */
import type { ChainKinds } from './kinds.ts'
import type { KnockOut } from './match.ts'
import { firmAt, Lefts, mostNamed, type PartIn, Routes } from './left-out.ts'
import { type Candidacy, isCandidate, judge, mostDays } from './part.ts'
import type { Question } from './question.ts'
import { Reach } from './reach.ts'
import type { FirmIndex } from './retrieve.ts'
import type { Chain } from './unfold.ts'

/** Those that one chain has a part for. */
export interface ChainSurvey {
  chain: Chain
  kinds: ChainKinds
  reach: Reach
  /** Candidates, side by side: their slots, and as what they come. Firms of a kind stand together. */
  size: number
  slots: Int32Array
  candidacies: Uint8Array
}

/** As what a candidate comes, by number. */
const candidacies = ['whole', 'supplier', 'helper'] as const satisfies Candidacy[]

export interface Survey {
  chains: ChainSurvey[]
  /** Firms that are candidates by any chain. */
  candidates: number
  left: LeftOut
}

/** Firms, and routes of those that stay, that are left out. */
export interface LeftOut {
  /** How many, by the code of the nearest reason of each; routes by their own. */
  byReason: Record<string, number>
  /** Firms left out, those not counted that have no part in it. */
  firms: number
  /** Those whom something could bring back, nearest first, then routes: `mostNamed` of each at most. */
  nearest: KnockOut[]
}

/** The candidate at a place of a survey. */
export function candidateAt(
  { slots, candidacies: comeAs }: ChainSurvey,
  place: number,
): { slot: number; candidacy: Candidacy } {
  return { slot: slots[place] ?? 0, candidacy: candidacies[comeAs[place] ?? 0] ?? 'whole' }
}

/** Of a firm left out by all chains, the nearest reason is kept. */
export function survey(question: Question, chains: Chain[], index: FirmIndex): Survey {
  const { need } = question
  const surveys = chains.map((chain): ChainSurvey => {
    const reach = new Reach(index, question, chain)
    const slots = new Int32Array(index.size)
    const found = { size: 0, slots, candidacies: new Uint8Array(index.size) }
    return { chain, kinds: index.kindsFor(chain), reach, ...found }
  })
  const lefts = new Lefts(question)
  const routes = new Routes(surveys)
  const isChoosy = need.excludedFirms.length + need.reservedFor.length > 0
  const most = mostDays(question)
  const { preparation, minimumOrder } = index.columns
  let candidates = 0
  for (let kind = 0; kind < index.kinds; kind++) {
    const slots = index.slotsOfKind(kind)
    if (slots.length === 0) continue
    const parts = partsOf(surveys, kind)
    const able = parts.filter(({ part }) => part.unable === null)
    if (able.length === 0) {
      lefts.addUnable(parts, slots, index)
      continue
    }
    const isClosed = routes.areClosed(kind)
    let called = 0
    for (const slot of slots) {
      const prepared = preparation[slot] ?? 0
      const isPlain = !isChoosy && (minimumOrder[slot] ?? 0) <= need.quantity
      let isCalled = false
      for (const { of, part } of able) {
        // Most firms fit all that is asked; the others are judged.
        const fits =
          isPlain &&
          Math.max(prepared, part.days) <= most &&
          (part.makerDays === Infinity || Math.max(prepared, part.makerDays) <= of.reach.latestStart)
        const standing = fits ? 'whole' : judge(question, part, firmAt(index, slot), of.reach)
        if (!isCandidate(standing)) continue
        isCalled = true
        of.slots[of.size] = slot
        of.candidacies[of.size] = fits ? 0 : candidacies.indexOf(standing)
        of.size += 1
      }
      if (!isCalled) lefts.add(parts, firmAt(index, slot))
      // The first of a kind come before all its others.
      else if (++called <= mostNamed && isClosed) routes.name(firmAt(index, slot))
    }
    candidates += called
    routes.count(kind, called)
  }
  const { firms } = lefts
  return {
    chains: surveys,
    candidates,
    left: {
      firms,
      byReason: { ...lefts.byReason(), ...routes.byReason() },
      nearest: [...lefts.nearest(), ...routes.nearest()],
    },
  }
}

/** What a kind is to each chain that it has a part in. */
function partsOf(surveys: ChainSurvey[], kind: number): PartIn[] {
  const parts: PartIn[] = []
  for (const of of surveys) {
    const part = of.kinds.part(kind)
    if (part !== null) parts.push({ of, part })
  }
  return parts
}
