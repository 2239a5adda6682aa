import type { Generated, JSONColumnType } from 'kysely'

export type ExternalState = 'prepared' | 'published' | 'awarded' | 'abandoned'

/** A criterion of an award, as a draft. */
export interface DraftCriterion {
  name: string
  /** Per cent. */
  weight: number
  environmental: boolean
}

export interface ExternalProcedureTable {
  id: string
  needId: string
  platform: string
  address: string
  reference: Generated<string>
  state: ExternalState
  publishedOn: string | null
  deadline: string | null
  criteria: JSONColumnType<DraftCriterion[]>
  writtenBy: string | null
  updatedAt: Generated<Date>
  version: Generated<number>
}
