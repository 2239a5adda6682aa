import type { Audience, Certificate, Commitment, MachineAttributes } from '@maillage/matching/supply.ts'
import type { Generated, GeneratedAlways } from 'kysely'

export interface ProfileTable {
  organisationId: string
  activity: Generated<string>
  audience: Generated<Audience>
  willing: Generated<string[]>
  unwilling: Generated<string[]>
  minimumOrder: number | null
  usualLeadDays: number | null
  confirmedAt: Date | null
  version: Generated<number>
  updatedAt: Generated<Date>
  search: GeneratedAlways<string>
}

export interface MachineTable {
  id: string
  siteId: string
  type: string
  count: number
  hoursPerWeek: number
  position: Generated<number>
  attributes: MachineAttributes | null
}

export interface WorkforceTable {
  id: string
  siteId: string
  trade: string
  people: number
  hoursPerWeek: number
  position: Generated<number>
}

export interface WorkedMaterialTable {
  organisationId: string
  family: string
}

export interface CertificateTable {
  id: string
  organisationId: string
  norm: string
  edition: string | null
  item: string | null
  number: string | null
  /** ISO date. */
  validUntil: string | null
  status: Generated<Certificate['status']>
  position: Generated<number>
  /** The model, the reference or the quality system that it covers, in the firm's words. */
  scope: Generated<string>
  siteId: string | null
  /** When its firm sent it to the operator; it waits for an answer while it is declared. */
  sentAt: Date | null
  sentBy: string | null
  checkedAt: Date | null
  checkedBy: string | null
  checkedHow: string | null
  checkedReason: string | null
  /** ISO date of the last day that what was decided holds. */
  checkedUntil: string | null
}

/** What a firm was told of the end of a certificate. */
export interface CertificateToldTable {
  certificateId: string
  /** ISO date. */
  validUntil: string
  days: number
  at: Generated<Date>
}

export interface AvailabilityTable {
  organisationId: string
  /** ISO date of a Monday. */
  week: string
  share: number
}

export interface CapacityLedgerTable {
  id: string
  siteId: string
  kind: Commitment['kind']
  /** Machine type, or trade. */
  resource: string
  /** ISO date of a Monday. */
  week: string
  minutes: number
  state: Commitment['state']
  /** What the hours are taken by, and its id. */
  cause: 'offer' | 'plan-line' | 'call-off' | 'contract'
  causeId: string
  /** Recipe of the catalogue that the minutes were derived from, and its revision; null where they were stated. */
  recipe: string | null
  recipeRevision: number | null
  /** When a hold has to be given back; null where it holds until somebody does. */
  expiresAt: Date | null
  at: Generated<Date>
}

export interface DistressTable {
  organisationId: string
  activityLostPercent: number
  jobs: number
  jobsAtRisk: number
  /** Whether others are told the band it falls in; the figures never leave the firm and the operator. */
  published: Generated<boolean>
}
