/**
 * Why a plan is as it is, for its operator alone: it names firms beside one another, and bounds on the hours of firms in
 * difficulty. A firm sees `own-view.ts`. All values are plain JSON.
 */
import type { Claim } from '../catalogue.ts'
import type { Limit } from './region.ts'

/** Why an operation is given to a firm, over all its weeks in the plan. */
export interface Reason {
  firm: string
  site: string
  item: string
  claim: Claim
  recipe: string
  operation: string
  /** Machine type, null by hand. */
  machine: string | null
  units: number
  /** Units of it that are agreed, and stay whatever else. */
  agreed: number
  /** Hours of the people who may do it, in those weeks; and of them taken by this work. */
  hoursFree: number
  hoursTaken: number
  /** From the site's department to the middle of those who need it. */
  kilometres: number
  /** Work and way of one unit, in cents by the catalogue. */
  cents: number
  /** Reorientations that it comes after, and thousands of euro for all that is done after them; empty where it needs none. */
  reorientations: string[]
  keuro: number
  /** How many others could do it in the plan, and the next best of those with hours left in those weeks; null where none has. */
  others: number
  next: Next | null
}

/** `keuro`: of a reorientation that would have to be made for it, and is not. */
export interface Next {
  firm: string
  site: string
  cents: number
  kilometres: number
  hoursLeft: number
  keuro: number
}

/** What a change brings to those who need an item: handed over by the end that was not, and units times weeks less late. */
export interface Gained {
  item: string
  claim: Claim
  covered: number
  unitWeeks: number
}

/**
 * A kind of machine or of people that binds in a department, with what one more hour would spare in each week; and the plan
 * solved again with more of it on the site where it spares most. Local: with the same reorientations, and only so much more.
 */
export interface Bottleneck {
  kind: 'machines' | 'people'
  /** Machine type, or trades (null: people who are assumed). */
  of: (string | null)[]
  department: string
  weeks: { week: number; centsPerHour: number }[]
  firm: string
  site: string
  hoursPerWeek: number
  /** Cents of the plan that it would spare, and what it would bring. */
  cents: number
  gained: Gained[]
}

/** What a bound costs: the plan solved again with a little less of it. Local, as a bottleneck is. */
export interface Loosened {
  limit: Limit
  /** What it was loosened to, in its own unit. */
  to: number
  cents: number
  gained: Gained[]
}

export interface Explanation {
  reasons: Reason[]
  /** The dearest first. */
  bottlenecks: Bottleneck[]
  /** Bounds that cost something. */
  bounds: Loosened[]
}
