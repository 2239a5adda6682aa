import type { Firm, Place } from '@maillage/matching/supply.ts'
import type { BuyerKind } from '@maillage/matching/demand.ts'
import type { Generated } from 'kysely'

export type OrganisationRole = 'firm' | 'buyer' | 'operator' | 'laboratory'
export type MemberRole = 'owner' | 'editor' | 'viewer'
export type Duty = 'verifier' | 'planner' | 'stock-keeper' | 'buyer' | 'administrator'

export interface OrganisationTable {
  id: string
  name: string
  roles: OrganisationRole[]
  structure: Firm['structure']
  buyerRegime: 'public' | 'private' | null
  buyerKind: BuyerKind | null
  siren: string
  status: Generated<'unverified' | 'verified' | 'suspended'>
  demonstration: Generated<boolean>
  /** Last notification number given out; taken under the row's lock, so that commit order is number order. */
  notificationSeq: Generated<number>
  version: Generated<number>
  createdAt: Generated<Date>
}

export interface MemberTable {
  organisationId: string
  userId: string
  role: MemberRole
  duties: Generated<Duty[]>
  state: Generated<'active' | 'waiting'>
  createdAt: Generated<Date>
}

export interface InvitationTable {
  id: string
  organisationId: string
  email: string
  role: MemberRole
  tokenHash: string
  invitedBy: string | null
  expiresAt: Date
  acceptedAt: Date | null
  createdAt: Generated<Date>
}

export interface SiteTable {
  id: string
  organisationId: string
  name: string
  siret: string | null
  address: string | null
  commune: string
  department: string
  latitude: number
  longitude: number
  precision: Place['precision']
  cleanRoom: Generated<boolean>
  position: Generated<number>
  createdAt: Generated<Date>
}
