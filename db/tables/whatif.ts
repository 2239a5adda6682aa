import type { Part } from '@maillage/matching/whatif/scenario.ts'
import type { Uncertainty } from '@maillage/matching/whatif/spread.ts'
import type { WhatIf, WhatIfProgress } from '@maillage/matching/whatif/what-if.ts'
import type { Generated, JSONColumnType } from 'kysely'

export const scenarioRunStates = ['waiting', 'running', 'made', 'failed', 'cancelled'] as const
export const scenarioRunProblems = ['no-demand', 'no-firm', 'time-limit', 'no-solution', 'error'] as const

/** A scenario as an operator has put it together. */
export interface ScenarioTable {
  id: string
  operatorId: string
  name: string
  parts: JSONColumnType<Part[]>
  version: Generated<number>
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  archivedAt: Date | null
}

/** What scenarios were run with, as they were then. */
export interface RunAsked {
  /** The plan whose settings it takes; null: those that a plan is asked with at first. */
  planId: string | null
  scenarios: { id: string; name: string; parts: Part[] }[]
  runs: number
  seed: number
  uncertainty: Uncertainty
}

export interface ScenarioRunTable {
  id: string
  operatorId: string
  /** Of this operator's runs. */
  number: number
  state: Generated<(typeof scenarioRunStates)[number]>
  asOf: string
  asked: JSONColumnType<RunAsked>
  weeks: number
  progress: JSONColumnType<WhatIfProgress> | null
  result: JSONColumnType<WhatIf> | null
  problem: (typeof scenarioRunProblems)[number] | null
  detail: Generated<string>
  catalogueVersion: string | null
  createdBy: string | null
  createdAt: Generated<Date>
  finishedAt: Date | null
}
