/** What a regional plan is asked about, and what it answers. All values are plain JSON; weeks are counted from 0. */
import type { Claim } from '../catalogue.ts'
import type { Effort } from '../match.ts'
import type { Firm, Place } from '../supply.ts'

/** 1 goes before 2, and 2 before 3. */
export type Priority = 1 | 2 | 3

/** What somebody needs of one item, by ISO dates. */
export interface Demand {
  id: string
  item: string
  claim: Claim
  priority: Priority
  place: Place
  due: { date: string; quantity: number }[]
}

/** Of an item that may be handed out at once, in the item's unit. */
export interface StockHeld {
  item: string
  claim: Claim
  quantity: number
}

/**
 * A line that is agreed: it stays as it is, whatever is planned around it. The hours it takes are not among what the ledger of
 * its firm has taken, and what goes into it is on its way. Its way of working may have changed since: what the firm does as it
 * stands needs its reorientations no more.
 */
export interface Agreed {
  id: string
  firm: string
  site: string
  item: string
  claim: Claim
  recipe: string
  operation: string
  process: string
  machine: string | null
  reorientations: string[]
  /** Monday of an ISO week. What is agreed for weeks before the plan is taken to be done. */
  week: string
  units: number
}

/**
 * A reorientation that has begun, or is agreed to begin on the Monday of a week: it is made whatever is planned, its days count
 * from then, and its money is spent.
 */
export interface UnderWay {
  firm: string
  site: string
  reorientations: string[]
  week: string
}

/** An operation that a firm does not want, in one week or (null) at all: it is kept out of it. */
export interface Refused {
  firm: string
  item: string
  claim: Claim
  recipe: string
  operation: string
  /** Monday of an ISO week. */
  week: string | null
}

/**
 * What an operator wants of a plan besides. Shares are from 0 to 1; `item` null: of every item that has no bound of the kind
 * of its own.
 * - `dependence`: no firm does more than this share of what is asked of an item, of any operation on machines. What hands do
 *   rests on nobody: other hands can.
 * - `regional`: of an input that may be bought as well as made, at least this share is made. Null: of what work, services and
 *   purchases of the whole plan cost, at least this share is not purchases.
 * - `recyclable`: of what is handed over, by weight, at least this share can be recycled; what partly can counts half.
 * - `difficulty`: these firms, which are in difficulty, get at least so many hours of work together.
 */
export type Bound =
  | { kind: 'dependence' | 'regional'; item: string | null; share: number }
  | { kind: 'recyclable'; share: number }
  | { kind: 'difficulty'; firms: string[]; hours: number }

/** What a plan has to keep to: an agreed line, a bound, or what may be spent on reorientations. */
export type Limit = { kind: 'agreed'; id: string } | { kind: 'keuro'; keuro: number } | Bound

export interface RegionAsked {
  /** ISO date: the plan begins on the Monday of its week. */
  asOf: string
  weeks: number
  /** A firm that has left is not among them. */
  firms: Firm[]
  demands: Demand[]
  stocks: StockHeld[]
  /** Most that may still be spent on reorientations, in thousands of euro; null where it does not matter. */
  keuro: number | null
  /**
   * What a unit that is late counts in each week, by priority, in units of what it is worth. The operator's own choice: it
   * says what may be spent to be in time.
   */
  lateness: Record<Priority, number>
  agreed?: Agreed[]
  refused?: Refused[]
  underWay?: UnderWay[]
  bounds?: Bound[]
}

/** So many units of one operation of an item, done by a firm in a week. */
export interface Work {
  firm: string
  site: string
  item: string
  claim: Claim
  recipe: string
  operation: string
  process: string
  /** Machine type it is done on, null by hand; and the trades of those who may do it, null for people who are assumed. */
  machine: string | null
  trades: (string | null)[]
  /** Catalogue reorientations it comes after, in their order; empty where it is done as it stands. */
  reorientations: string[]
  week: number
  units: number
  /** Hours that its people and its machines are taken for. */
  peopleHours: number
  machineHours: number
  /** Id of the agreed line that it is; null where it is proposed. */
  agreed: string | null
}

/**
 * What an agreed line has lost: its firm or site has left, it cannot do the work any more, or has refused it; or there are not
 * the hours for it, or not what it is to work on (`out-of-reach`).
 */
export interface Lapsed {
  id: string
  why: 'firm-left' | 'cannot-do' | 'refused' | 'out-of-reach'
  /** Units of it that the plan still holds. */
  kept: number
}

/** An operation done by a service outside. */
export interface Service {
  item: string
  claim: Claim
  recipe: string
  operation: string
  week: number
  units: number
}

/** What is bought outside, to go into what is made in a week. */
export interface Purchase {
  item: string
  week: number
  units: number
}

/** A reorientation that is decided on. */
export interface Change {
  firm: string
  site: string
  reorientations: string[]
  effort: Effort
  /** It has begun, or is agreed: its money is not among the costs of the plan. */
  isUnderWay: boolean
  /** First week with work after it, and the last in which it may begin and all that work still be done. */
  firstWork: number
  beginBy: number
}

/** What is handed over of an item, to those of one priority. */
export interface Supplied {
  item: string
  claim: Claim
  priority: Priority
  /** By week: handed over, and due but not there at the end of it. */
  delivered: number[]
  late: number[]
}

/** Operations that nobody in the region can do in time, and no service: without them an item is not made. */
export interface Gap {
  item: string
  claim: Claim
  recipe: string
  operations: string[]
}

/** What goes from one department to another over the whole plan, once it is done there, to be worked on or handed over. */
export interface Transport {
  item: string
  claim: Claim
  /** What was done last, by recipe and operation; and what is done next of which item, null where it is handed over. */
  after: { recipe: string; operation: string }
  next: { item: string; recipe: string; operation: string } | null
  from: string
  to: string
  kilometres: number
  units: number
}

/**
 * A bound with the value that the plan comes to, in the bound's own unit: the share of the firm that does most, the least share
 * of an input, hours. Null where nothing of it is asked or made. Not kept: no plan could, and this is the nearest.
 */
export interface Reached {
  bound: Bound
  reached: number | null
  isKept: boolean
}

/** Limits that no plan can keep to together: without any one of them the others could be. */
export interface Conflict {
  between: Limit[]
  /** True where no plan can; false where none can with the reorientations that are made here. */
  isProven: boolean
}

/** In cents: the work, what is bought, services, transport, reorientations, what is held, and what lateness counts. */
export interface Costs {
  work: number
  bought: number
  services: number
  transport: number
  reorientations: number
  holding: number
  lateness: number
}

export interface Plan {
  works: Work[]
  services: Service[]
  purchases: Purchase[]
  changes: Change[]
  transports: Transport[]
  supplied: Supplied[]
  /** What is left of each item at the end of each week. */
  stocks: { item: string; claim: Claim; units: number[] }[]
  gaps: Gap[]
  /** Agreed lines that cannot be kept, or not whole. */
  lapsed: Lapsed[]
  /** In their order. */
  bounds: Reached[]
  /** What was asked that cannot all be: something of each has given way, as little as possible. */
  conflicts: Conflict[]
  costs: Costs
  /** Sum of the costs, in cents, and what no plan can go below. */
  objective: number
  bound: number
  /** (objective − bound) ÷ objective. */
  gap: number
}
