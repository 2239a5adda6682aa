import type { TrackRecord } from '@maillage/matching/supply.ts'
import type { Generated, JSONColumnType } from 'kysely'

/** What of a firm's record is told to others, and counts where it is ranked. */
export interface FirmRecordTable {
  organisationId: string
  told: JSONColumnType<TrackRecord>
  countedOn: string
}

/** A fact that its organisation holds to be wrong, and what the operator decided. */
export interface FactReportTable {
  id: string
  organisationId: string
  fact: string
  reason: string
  reportedBy: string | null
  at: Generated<Date>
  decision: 'left-out' | 'kept' | null
  said: Generated<string>
  decidedBy: string | null
  decidedAt: Date | null
}
