import type { Claim } from '@maillage/matching/catalogue.ts'
import type { ScenarioKey } from '@maillage/matching/consumption/forecast.ts'
import type { Explanation } from '@maillage/matching/planning/explanation.ts'
import type { Plan, Priority, StockHeld } from '@maillage/matching/planning/region.ts'
import type { Generated, JSONColumnType } from 'kysely'

export const planStates = ['waiting', 'running', 'made', 'failed', 'cancelled'] as const
export const planProblems = [
  'no-demand',
  'no-firm',
  'time-limit',
  'no-solution',
  'failed-check',
  'error',
] as const

/** What an operator binds a plan to; null where it does not. Shares are parts of 1. */
export interface PlanBounds {
  /** Most of what is asked of an item that may rest on one firm. */
  dependence: number | null
  /** Least part of what is spent that is not purchases. */
  regional: number | null
  /** Least part, by weight, of what is handed over that can be recycled. */
  recyclable: number | null
  /** Least hours of work of firms in difficulty, together. */
  difficultyHours: number | null
  /** For an item alone; it goes before what is said for all. */
  items: { item: string; kind: 'dependence' | 'regional'; share: number }[]
}

/** What an operator asks a plan with. */
export interface PlanAsked {
  weeks: 13 | 26 | 52
  scenario: ScenarioKey
  /** Most that may be spent on reorientations, in thousands of euro; null where it does not matter. */
  keuro: number | null
  /** What a unit that is late counts in each week, by priority, in units of what it is worth. */
  lateness: Record<Priority, number>
  bounds: PlanBounds
  /** Longest that it may be computed, in seconds. */
  seconds: number
}

/** Why something is asked for: what is used, a stock to build up, or an open need. */
export type DemandCause = 'use' | 'target' | 'need'

/** A demand of a plan, with who asks. */
export interface PlanDemand {
  id: string
  cause: DemandCause
  buyerId: string
  needId: string | null
  item: string
  claim: Claim
  priority: Priority
  due: { date: string; quantity: number }[]
}

/** What a plan was made for, as it was read from the region. */
export interface PlanInput {
  demands: PlanDemand[]
  stocks: StockHeld[]
  /** What is not in the plan, and why. */
  left: { cause: DemandCause; buyerId: string; needId: string | null; item: string; why: LeftOut }[]
  firms: number
}

/** `in-forecast`: a need of a buyer that said what it uses of it; `no-recipe`: nobody knows how it is made. */
export type LeftOut = 'in-forecast' | 'no-recipe' | 'no-product'

export interface PlanProgressKept {
  programmes: number
  /** Cents. */
  objective: number | null
  bound: number | null
}

/** Days are ISO dates in France. */
export const proposalStates = [
  'proposed',
  'accepted',
  'adjusted',
  'refused',
  'left',
  'withdrawn',
  'lapsed',
] as const

export interface PlanTable {
  id: string
  operatorId: string
  number: number
  state: Generated<(typeof planStates)[number]>
  asOf: string
  asked: JSONColumnType<PlanAsked>
  input: JSONColumnType<PlanInput> | null
  inputHash: string | null
  progress: JSONColumnType<PlanProgressKept> | null
  result: JSONColumnType<Omit<Plan, 'works'>> | null
  /** Why it is so, for its operator alone; null where there was no time for it. */
  explanation: JSONColumnType<Explanation> | null
  problem: (typeof planProblems)[number] | null
  detail: Generated<string>
  engineVersion: string | null
  catalogueVersion: string | null
  createdBy: string | null
  createdAt: Generated<Date>
  finishedAt: Date | null
  archivedAt: Date | null
  publishedAt: Date | null
  publishedBy: string | null
}

/** Work of one operation that a plan gives a firm, week by week. */
export interface PlanLineTable {
  id: string
  planId: string
  firmId: string
  siteId: string
  item: string
  claim: Claim
  recipe: string
  operation: string
  process: string
  machine: string | null
  reorientations: JSONColumnType<string[]>
  machineMinutes: number
  labour: JSONColumnType<{ trade: string; minutes: number }[]>
  units: JSONColumnType<number[]>
  proposalId: string | null
  /** Units by week that its firm agreed to. */
  agreed: JSONColumnType<number[]> | null
  /** The line of an earlier plan that this one takes over as it was agreed. */
  agreedLineId: string | null
}

/** What a plan proposes to a firm of an item, and what the firm answers. `left`: it had accepted and gave it back. */
export interface PlanProposalTable {
  id: string
  planId: string
  firmId: string
  item: string
  claim: Claim
  state: Generated<(typeof proposalStates)[number]>
  reason: Generated<string>
  replyBy: string
  keptUntil: string
  answeredAt: Date | null
  answeredBy: string | null
  version: Generated<number>
  createdAt: Generated<Date>
}

/** Units of a proposal that a contract or a call-off has ordered: their hours are its own. */
export interface PlanOrderTable {
  cause: 'contract' | 'call-off'
  causeId: string
  proposalId: string
  quantity: number
}
