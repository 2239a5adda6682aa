import type { Part, ScenarioKey } from '@maillage/matching/consumption/forecast.ts'
import type { Fleet, Rule } from '@maillage/matching/consumption/weekly.ts'
import type { Generated, JSONColumnType } from 'kysely'

export const consumptionBases = ['declared', 'rule', 'fleet'] as const

/** A rate with what it counts by, and whose figure it is. */
export type KeptRule = Rule & { base: 'bed' | 'agent' | 'pupil' | 'call-out' }

/** What an organisation uses of an item, and what that rests on. */
export interface ConsumptionTable {
  organisationId: string
  item: string
  basis: (typeof consumptionBases)[number]
  rule: JSONColumnType<KeptRule> | null
  fleet: JSONColumnType<Fleet> | null
  version: Generated<number>
  updatedAt: Generated<Date>
}

/** What was used in a week, by its Monday. */
export interface ConsumptionWeekTable {
  organisationId: string
  item: string
  week: string
  quantity: number
}

/** A scenario as an operator has changed it. */
export interface DemandScenarioTable {
  operatorId: string
  key: ScenarioKey
  parts: JSONColumnType<Part[]>
  updatedAt: Generated<Date>
}
