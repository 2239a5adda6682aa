import type { Claim } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Place } from '@maillage/matching/supply.ts'
import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'

export type NeedState = 'draft' | 'published' | 'withdrawn'

export interface NeedTable {
  id: string
  organisationId: string
  state: Generated<NeedState>
  /** Number of times it was published; 0 for a draft. */
  revision: Generated<number>
  version: Generated<number>
  item: string | null
  family: string | null
  claim: Claim
  quantity: number
  packaging: string | null
  commune: string
  department: string
  latitude: number
  longitude: number
  precision: Place['precision']
  regionalDepth: Generated<Need['wishes']['regionalDepth']>
  minimumWashes: number | null
  recyclable: Generated<boolean>
  text: Generated<string>
  /** Most the buyer would pay for all of it, in cents ex tax. Never leaves the buyer's organisation. */
  ceilingCents: number | null
  maximumPartners: Generated<number>
  weights: JSONColumnType<NonNullable<Need['weights']>> | null
  visibility: Generated<'public' | 'members' | 'invited'>
  excludedFirms: Generated<string[]>
  reservedFor: Generated<Need['reservedFor']>
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  publishedAt: Date | null
  search: GeneratedAlways<string>
}

export interface NeedSizeTable {
  needId: string
  size: string
  quantity: number
  position: number
}

export interface NeedTrancheTable {
  needId: string
  /** ISO date. */
  due: string
  quantity: number
}

export interface NeedNormTable {
  needId: string
  norm: string
  position: number
}

export interface NeedRevisionTable {
  needId: string
  revision: number
  content: JSONColumnType<Need>
  at: Generated<Date>
}
