/** The public face of the matching engine. Everything else in this room is behind it. */
import type { Catalogue } from './catalogue.ts'
import { dateOf, dayOf } from './dates.ts'
import type { Need } from './demand.ts'
import { explore, type ExploreOptions } from './explore.ts'
import { exploreProducts, type ExploreProductsOptions, type ProductPossibility } from './explore-products.ts'
import { compileFirm, type CompiledFirm } from './firm.ts'
import { type Line, lineOf } from './line.ts'
import type { CriterionId, Partnership, Possibility, Ranking, Viewer } from './match.ts'
import { partnershipOf } from './partnership.ts'
import { compileQuestion, type Question } from './question.ts'
import { bestWith, candidates, rank, type Supply } from './rank.ts'
import { compare, compileReference } from './reference.ts'
import { FirmIndex, NeedIndex } from './retrieve.ts'
import type { Firm } from './supply.ts'
import { type Chain, unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

export interface EngineOptions {
  /** ISO date, Europe/Paris: the day every answer is about. */
  asOf: string
  /** Codes of the departments of the region: what counts as regional. */
  departments: string[]
}

export interface RankOptions {
  viewer: Viewer
  /** Most partnerships answered; 50 by default. */
  limit?: number
  /** Weights over the buyer's own, on the scale where all of them add up to 1. */
  weights?: Partial<Record<CriterionId, number>>
}

/** An open need a firm has a part in, with the best partnership it is part of and its rank in the need's list. */
export interface NeedMatch {
  need: string
  partnership: Partnership
  /** 1 is the best. */
  rank: number
}

export interface Engine {
  readonly asOf: string
  /** Moves the day; every later answer is about it. */
  setAsOf(date: string): void
  /** Adds a firm or replaces the one of the same id. */
  upsertFirm(firm: Firm): void
  removeFirm(id: string): void
  firm(id: string): Firm | undefined
  /** Every firm that was added, as it was given. */
  firms(): Iterable<Firm>
  /** Adds an open need or replaces the one of the same id. */
  upsertNeed(need: Need): void
  removeNeed(id: string): void
  need(id: string): Need | undefined
  /** Partnerships that could meet a need, best first; the need does not have to be stored. */
  rank(need: Need, options: RankOptions): Ranking
  /** Ids of the stored needs that a stored firm is a candidate for, in their order; its place is not looked for. */
  needsCalling(firm: string): string[]
  /** Stored needs that the firm is a candidate for and that a partnership with it could meet. Best score first. */
  needsFor(firm: Firm, options: { viewer: Viewer; limit?: number }): NeedMatch[]
  /** Every product, component and material with the firm's distance from it, best first. */
  explore(firm: Firm, options?: ExploreOptions): Possibility[]
  /** Every sold product with the part the firm could have in it, by itself or by a material it makes, best first. */
  exploreProducts(firm: Firm, options?: ExploreProductsOptions): ProductPossibility[]
}

/** Creates an engine on a catalogue. Throws where an id of the catalogue leads nowhere, or a date is not one. */
export function createEngine(catalogue: Catalogue, options: EngineOptions): Engine {
  const reference = compileReference(catalogue)
  const region: ReadonlySet<string> = new Set(options.departments)
  const firms = new Map<string, CompiledFirm>()
  const needs = new Map<string, Need>()
  const firmIndex = new FirmIndex(reference)
  const needIndex = new NeedIndex()
  const chains = new Map<string, Chain>()
  let lines = new WeakMap<CompiledFirm, Map<Chain, Line>>()
  let asOf = dateOf(dayOf(options.asOf))

  /** The same chain is the same object, so that what firms bring to it is worked out once. */
  function chainsOf(need: Need): Chain[] {
    const last = Math.max(...need.schedule.map(({ due }) => dayOf(due)))
    return unfold(reference, need, last - dayOf(asOf)).map(chain => {
      const known = chains.get(chain.key)
      if (known === undefined) chains.set(chain.key, chain)
      return known ?? chain
    })
  }

  function cachedLine(firm: CompiledFirm, chain: Chain): Line {
    let byChain = lines.get(firm)
    if (byChain === undefined) lines.set(firm, (byChain = new Map()))
    let line = byChain.get(chain)
    if (line === undefined) byChain.set(chain, (line = lineOf(reference, firm, chain)))
    return line
  }

  function ask(need: Need, viewer: Viewer, weights?: RankOptions['weights']): [Question, Supply] {
    const counted = weightsFor(need.buyerKind, need.weights, weights)
    const question = compileQuestion(reference, need, asOf, region, viewer, counted)
    return [question, { index: firmIndex, firms: firms.size, chains: chainsOf(need), lineOf: cachedLine }]
  }

  const engine: Engine = {
    get asOf() {
      return asOf
    },
    setAsOf(date) {
      asOf = dateOf(dayOf(date))
      chains.clear()
      lines = new WeakMap()
      for (const need of needs.values()) needIndex.add(need.id, chainsOf(need))
    },
    upsertFirm(firm) {
      engine.removeFirm(firm.id)
      const compiled = compileFirm(firm, reference)
      firms.set(firm.id, compiled)
      firmIndex.add(compiled)
    },
    removeFirm(id) {
      const compiled = firms.get(id)
      if (compiled === undefined) return
      firmIndex.remove(compiled)
      firms.delete(id)
    },
    firm: id => firms.get(id)?.firm,
    *firms() {
      for (const { firm } of firms.values()) yield firm
    },
    upsertNeed(need) {
      needIndex.add(need.id, chainsOf(need))
      needs.set(need.id, need)
    },
    removeNeed(id) {
      needs.delete(id)
      needIndex.remove(id)
    },
    need: id => needs.get(id),
    rank(need, { viewer, limit, weights }) {
      const [question, supply] = ask(need, viewer, weights)
      return rank(question, supply, asOf, limit)
    },
    needsCalling(firm) {
      const compiled = firms.get(firm)
      return compiled === undefined
        ? []
        : callingFor(compiled)
            .filter(id => isCandidate(id, firm))
            .sort(compare)
    },
    needsFor(firm, { viewer, limit }) {
      const before = firms.get(firm.id)?.firm
      if (before !== firm) engine.upsertFirm(firm)
      try {
        return needsOf(firm.id, viewer).slice(0, limit)
      } finally {
        if (before === undefined) engine.removeFirm(firm.id)
        else if (before !== firm) engine.upsertFirm(before)
      }
    },
    explore(firm, exploreOptions) {
      return explore(reference, compileFirm(firm, reference), asOf, exploreOptions)
    },
    exploreProducts(firm, exploreOptions) {
      return exploreProducts(reference, compileFirm(firm, reference), exploreOptions)
    },
  }

  /** Needs that call for an operation the firm can do. */
  function callingFor(firm: CompiledFirm): string[] {
    const called = new Set<string>()
    for (const operation of reference.operations) {
      const aptitude = firmIndex.firms(operation).get(firm)
      if (aptitude !== 'direct' && aptitude !== 'reoriented') continue
      for (const need of needIndex.needs(operation)) called.add(need)
    }
    return [...called]
  }

  function isCandidate(id: string, firm: string): boolean {
    const need = needs.get(id)
    if (need === undefined) return false
    const [question, supply] = ask(need, { kind: 'other' })
    return candidates(question, supply).firms.some(candidate => candidate.firm.id === firm)
  }

  function needsOf(firm: string, viewer: Viewer): NeedMatch[] {
    const compiled = firms.get(firm)
    if (compiled === undefined) return []
    const found: NeedMatch[] = []
    for (const id of callingFor(compiled)) {
      const need = needs.get(id)
      if (need === undefined) continue
      const [question, supply] = ask(need, viewer)
      const best = bestWith(question, supply, firm)
      if (best !== null)
        found.push({ need: id, partnership: partnershipOf(best.scored.outcome), rank: best.rank })
    }
    return found.sort((a, b) => b.partnership.score - a.partnership.score || compare(a.need, b.need))
  }

  return engine
}
