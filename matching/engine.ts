/** The public face of the matching engine. Everything else in this room is behind it. */
import { candidateIds } from './candidates.ts'
import type { Catalogue } from './catalogue.ts'
import { dateOf, dayOf } from './dates.ts'
import type { Need } from './demand.ts'
import { explore, type ExploreOptions, type Weekly, weeklyBy } from './explore.ts'
import { exploreProducts, type ExploreProductsOptions, type ProductPossibility } from './explore-products.ts'
import { compileFirm } from './firm.ts'
import { lineBy } from './line.ts'
import type { CriterionId, Partnership, Possibility, Ranking, Viewer } from './match.ts'
import { NeedIndex } from './need-index.ts'
import { partnershipOf } from './partnership.ts'
import { compileQuestion, type Question } from './question.ts'
import { type Assembled, assembleBest, bestWith, rank, type Supply } from './rank.ts'
import { compare, compileReference } from './reference.ts'
import { FirmIndex, mostRolls } from './retrieve.ts'
import type { Solver } from './solver.ts'
import type { Firm } from './supply.ts'
import { hitsByFirm, type TextHit } from './text-hits.ts'
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
  /** Most firms in a partnership; what the buyer allows by default. With one, firms are ranked alone, exactly. */
  partners?: number
  /** Weights over the buyer's own, on the scale where all of them add up to 1. */
  weights?: Partial<Record<CriterionId, number>>
  /** What a search in the words of profiles found for the need: it adds a little to know-how, and decides nothing. */
  textHits?: readonly TextHit[]
}

export interface AssembleOptions extends Omit<RankOptions, 'limit'> {
  /** Solves the programmes of the search. */
  solver: Solver
  /** Most partnerships answered; 5 by default. */
  limit?: number
  /** Relative gap of the score within which the best is proven; a thousandth by default. */
  gap?: number
  /** Most programmes solved, sets judged included; 250 by default, about a second of work. */
  nodes?: number
  /** A wish: no operation of the product rests on one member alone. */
  resilient?: boolean
  /** Awaited between two sets that are judged, where others have to have their turn. */
  pause?: () => Promise<void>
  /** Aborted: what was found so far is answered. */
  signal?: AbortSignal
}

type Asked = Pick<RankOptions, 'weights' | 'textHits' | 'partners'>

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
  /** The firm as it was given, in objects of its own. */
  firm(id: string): Firm | undefined
  /** Every firm that was added, as it was given; each is made anew when it comes up. */
  firms(): Iterable<Firm>
  /** Adds an open need or replaces the one of the same id. */
  upsertNeed(need: Need): void
  removeNeed(id: string): void
  need(id: string): Need | undefined
  /** The stored needs, in no order that means anything. */
  needs(): Iterable<Need>
  /**
   * Works out ahead what the first ranking of needs would have to, for as many products as are kept, those asked for most
   * first: a step each time that a value is taken. It changes no answer.
   */
  prepare(needs: Iterable<Need>): Generator<void>
  /** Partnerships that could meet a need, best first; the need does not have to be stored. */
  rank(need: Need, options: RankOptions): Ranking
  /** The best partnerships for a need, of any of the candidates, with the proof of how good they are. */
  assemble(need: Need, options: AssembleOptions): Promise<Assembled>
  /** Ids of the stored needs that a stored firm is a candidate for, in their order; its place is not looked for. */
  needsCalling(firm: string): string[]
  /** Ids of the stored firms that are candidates for a need, in their order; they are not ranked. */
  firmsCalled(need: Need): string[]
  /** Stored needs that the firm is a candidate for and that a partnership with it could meet. Best score first. */
  needsFor(firm: Firm, options: { viewer: Viewer; limit?: number }): NeedMatch[]
  /** Every product, component and material with the firm's distance from it, best first. */
  explore(firm: Firm, options?: ExploreOptions): Possibility[]
  /** Units a week by some recipes, and the days until then, without the rest of `explore`. */
  weekly(firm: Firm, options: { recipes: ReadonlySet<string>; maximumDays: number }): Weekly[]
  /** Every sold product with the part the firm could have in it, by itself or by a material it makes, best first. */
  exploreProducts(firm: Firm, options?: ExploreProductsOptions): ProductPossibility[]
}

/** Creates an engine on a catalogue. Throws where an id of the catalogue leads nowhere, or a date is not one. */
export function createEngine(catalogue: Catalogue, options: EngineOptions): Engine {
  const reference = compileReference(catalogue)
  const region: ReadonlySet<string> = new Set(options.departments)
  const firms = new FirmIndex(reference)
  let needs = new NeedIndex(firms)
  const chains = new Map<string, Chain>()
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

  const lineOf: Supply['lineOf'] = (firm, chain, slot) => lineBy(firms.plan(slot, chain), firm)

  function questionOf(
    need: Need,
    viewer: Viewer,
    { weights, textHits = [], partners }: Asked = {},
  ): Question {
    const counted = weightsFor(need.buyerKind, need.weights, weights)
    return compileQuestion(reference, need, asOf, region, viewer, counted, hitsByFirm(textHits), partners)
  }

  function ask(need: Need, viewer: Viewer, asked?: Asked): [Question, Supply] {
    const question = questionOf(need, viewer, asked)
    return [question, { index: firms, firms: firms.size, chains: chainsOf(need), lineOf }]
  }

  const engine: Engine = {
    get asOf() {
      return asOf
    },
    setAsOf(date) {
      const day = dateOf(dayOf(date))
      // Servers ask every hour.
      if (day === asOf) return
      asOf = day
      chains.clear()
      const before = needs
      needs = new NeedIndex(firms)
      for (const need of before.needs()) engine.upsertNeed(need)
    },
    upsertFirm(firm) {
      firms.add(firm)
    },
    removeFirm(id) {
      firms.remove(id)
    },
    firm(id) {
      const stored = firms.get(id)
      return stored === undefined ? undefined : firms.profile(stored)
    },
    *firms() {
      for (const stored of firms.stored()) yield firms.profile(stored)
    },
    upsertNeed(need) {
      needs.add(questionOf(need, { kind: 'other' }), chainsOf(need))
    },
    removeNeed(id) {
      needs.remove(id)
    },
    need: id => needs.get(id),
    needs: () => needs.needs(),
    *prepare(asked) {
      const wanted = new Map<string, { chains: Chain[]; needs: number }>()
      for (const chains of [...asked].map(chainsOf)) {
        const key = chains.map(chain => chain.key).join(' ')
        const known = wanted.get(key)
        if (known === undefined) wanted.set(key, { chains, needs: 1 })
        else known.needs += 1
      }
      const first = [...wanted.values()].sort((a, b) => b.needs - a.needs).slice(0, mostRolls)
      for (const { chains } of first) {
        firms.roll(chains).prepare()
        yield
      }
    },
    rank(need, { viewer, limit, ...options }) {
      const [question, supply] = ask(need, viewer, options)
      return rank(question, supply, asOf, limit)
    },
    assemble(
      need,
      { viewer, solver, limit = 5, gap = 0.001, nodes = 250, resilient = false, signal, pause, ...asked },
    ) {
      const [question, supply] = ask(need, viewer, asked)
      return assembleBest(question, supply, { solver, limit, gap, nodes, resilient, signal, pause })
    },
    needsCalling(firm) {
      const stored = firms.get(firm)
      return stored === undefined ? [] : needs.calling(stored)
    },
    firmsCalled(need) {
      return candidateIds(questionOf(need, { kind: 'other' }), chainsOf(need), firms)
    },
    needsFor(firm, { viewer, limit }) {
      const before = engine.firm(firm.id)
      firms.add(firm)
      try {
        return needsOf(firm.id, viewer).slice(0, limit)
      } finally {
        if (before === undefined) firms.remove(firm.id)
        else firms.add(before)
      }
    },
    explore(firm, exploreOptions) {
      return explore(reference, compileFirm(firm, reference), asOf, exploreOptions)
    },
    weekly(firm, weeklyOptions) {
      return weeklyBy(reference, compileFirm(firm, reference), asOf, weeklyOptions)
    },
    exploreProducts(firm, exploreOptions) {
      return exploreProducts(reference, compileFirm(firm, reference), exploreOptions)
    },
  }

  function needsOf(firm: string, viewer: Viewer): NeedMatch[] {
    const found: NeedMatch[] = []
    for (const id of engine.needsCalling(firm)) {
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
