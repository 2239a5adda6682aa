/** The public face of the matching engine. Everything else in this room is behind it. */
import type { Catalogue } from './catalogue.ts'
import type { Need } from './demand.ts'
import type { CriterionId, Partnership, Possibility, Ranking, Viewer } from './match.ts'
import type { Firm } from './supply.ts'

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

/** An open need a firm is a candidate for, with the best partnership it is part of and its rank in the need's list. */
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
  /** Stored needs the firm is a candidate for: exactly those whose candidates include it. Best score first. */
  needsFor(firm: Firm, options: { viewer: Viewer; limit?: number }): NeedMatch[]
  /** Every product, component and material with the firm's distance from it, best first. */
  explore(firm: Firm, options?: { maximumDays?: number }): Possibility[]
}

export declare function createEngine(catalogue: Catalogue, options: EngineOptions): Engine
