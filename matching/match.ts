/** What the engine answers: partnerships with their score, criteria, reasons and assignments. Plain JSON values. */
import type { TextHit } from './text-hits.ts'
import type { Reason } from './words/reasons.ts'

export type CriterionId =
  | 'coverage'
  | 'capacity'
  | 'lead-time'
  | 'compliance'
  | 'know-how'
  | 'proximity'
  | 'jobs'
  | 'sustainability'
  | 'reliability'
  | 'cost'

/** One criterion of a score: a value in [0, 1], the weight it counted with, and the reason with its figures. */
export interface Criterion {
  id: CriterionId
  value: number
  weight: number
  reason: Reason
}

/** How a firm can do an operation. */
export type Mode = 'direct' | 'reoriented'

/** What a firm has to change before it can do an operation. */
export interface Effort {
  days: number
  keuro: number
  trainingDays: number
}

/** What a profile does not say, and the engine takes for granted to answer at all; never written into the profile. */
export interface Assumed {
  /** Types of machine that people of the declared trades usually work at, where no machine is declared for them. */
  machines: string[]
  /** People to run the machines, where machines are declared and nobody. */
  people: boolean
}

/** An operation of an unfolded need, with the item whose recipe it belongs to. */
export interface OperationRef {
  item: string
  recipe: string
  operation: string
}

/** One operation, or a share of it, given to one site of one firm. */
export interface Assignment extends OperationRef {
  firm: string
  /** The firm whose people work on its machines, where they are lent; null where they are its own. */
  peopleFrom: string | null
  site: string
  process: string
  mode: Mode
  /** Reorientations of the catalogue it goes through; empty when direct. */
  reorientations: string[]
  /** What of it the firm has not declared; absent where it declared all. */
  assumed?: Assumed
  effort: Effort
  /** Share of the operation's quantity, in ]0, 1]. */
  share: number
  /** Units of the operation's item. */
  quantity: number
  /** Full weekly rate in units of the operation's item, and what limits it. */
  weeklyUnits: number
  limitedBy: 'machines' | 'people'
  /** ISO dates of the first and last week of work. */
  from: string
  to: string
}

export interface BoughtItem {
  item: string
  quantity: number
  leadDays: number
  dependence: 'low' | 'medium' | 'high'
}

export interface Transport {
  from: string
  /** A firm, or null for the place of delivery. */
  to: string | null
  item: string
  kilometres: number
}

export interface Member {
  firm: string
  role: 'partner' | 'supplier' | 'laboratory'
}

/** One firm, or several, that could meet a need, with everything a reader needs to judge it. */
export interface Partnership {
  /** Ids of its firms, sorted and joined by `+`: the same firms are the same partnership. */
  key: string
  /** The item made: the one asked for, or the product chosen within the family asked for. */
  item: string
  recipe: string
  members: Member[]
  /** Firm that leads, and the manufacturer in law: the one whose model and declaration the compliance rests on. */
  lead: string
  manufacturer: string
  assignments: Assignment[]
  /** Operations that no member can do and that cannot be bought. Empty for a complete partnership. */
  missing: (OperationRef & { processes: string[] })[]
  bought: BoughtItem[]
  /** Processes bought as a service (laboratory test, sterilisation). */
  boughtServices: (OperationRef & { process: string })[]
  transports: Transport[]
  /** Units delivered by each due date of the need's schedule, cumulated. */
  deliveries: { due: string; required: number; delivered: number }[]
  /** ISO dates; null where nothing can be delivered, and the last one where the whole takes longer than is followed. */
  firstDelivery: string | null
  lastDelivery: string | null
  effort: Effort
  /** Whole quantity, on time, all operations covered, norms within reach. */
  feasible: boolean
  /** Weighted mean of the criteria, in [0, 1]. */
  score: number
  criteria: Criterion[]
}

/** A firm, or one of its routes, left out of a ranking, and why. */
export interface KnockOut {
  firm: string
  reason: Reason
}

export interface Ranking {
  need: string
  /** ISO date the ranking is about, catalogue and engine versions: what makes it reproducible. */
  asOf: string
  catalogueVersion: string
  partnerships: Partnership[]
  /** Nearest knocked-out firms, best first, and exact counts by reason code. */
  knockedOut: { count: number; byReason: Record<string, number>; nearest: KnockOut[] }
  /**
   * True when every combination of the candidates was tried, but those that only add firms to some that do everything
   * in time as they stand.
   */
  exact: boolean
  candidates: number
  weights: Record<CriterionId, number>
  /**
   * Where text hits were handed in: firms whose words are near the need while nothing they declare makes them candidates,
   * to be asked whether their profile is complete. They are in no partnership.
   */
  toCheck?: TextHit[]
}

export type OperationState = 'direct' | 'reoriented' | 'missing'

/** What a firm could make: an item, its best recipe, and how far it is from it. */
export interface Possibility {
  item: string
  kind: 'product' | 'component' | 'material'
  family: string | null
  recipe: string
  operations: (OperationRef & { state: OperationState; process: string | null; reorientations: string[] })[]
  /** Operations of the recipe itself the firm covers, over all of them, in [0, 1]. */
  coverage: number
  effort: Effort
  /** Units a week at full rate over the operations it covers; 0 where it covers none. */
  weeklyUnits: number
  limitedBy: 'machines' | 'people' | null
  inputs: { item: string; outside: boolean }[]
  /** Products this item goes into, for a maker of materials or components. */
  goesInto: string[]
  /** False where all that the firm covers is work that anybody could do, as packing. */
  skilled: boolean
  /** Rules that knocked out a route to this item. */
  rules: string[]
  /** What the firm has not declared and this rests on; absent where it rests on nothing else. */
  assumed?: Assumed
  /** In [0, 1]; makes possibilities comparable for one firm. */
  score: number
}

/** Who asks. Private figures (distress) are computed with, and answered to, the operator and the firm itself only. */
export type Viewer = { kind: 'operator' } | { kind: 'self'; firm: string } | { kind: 'other' }
