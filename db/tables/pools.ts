import type { Generated, JSONColumnType } from 'kysely'
import type { PoolDoer, PoolForm } from '../law/schema.ts'

export const poolStates = ['proposed', 'forming', 'fixed', 'dissolved'] as const
export type PoolState = (typeof poolStates)[number]

/** Several buyers who buy one item together, under an agreement that each signs. */
export interface PoolTable {
  id: string
  coordinatorId: string
  /** The operator that proposed it; null where its coordinator opened it. */
  proposedBy: string | null
  item: string
  title: string
  legalForm: PoolForm
  /** The record of the law that its form rests on. */
  ruleSlug: string
  ruleRevision: number
  /** Firm quantities, or a framework that each calls off from. */
  purchase: 'order' | 'framework'
  pays: PoolDoer
  orders: PoolDoer
  /** What the agreement says beside. */
  text: string
  access: 'open' | 'invited'
  joinBy: string
  state: Generated<PoolState>
  /** Of the agreement: each change of it raises it, and is signed anew. */
  version: Generated<number>
  /** The need that all of it is bought as, once it was fixed for the first time. */
  needId: string | null
  createdBy: string | null
  createdAt: Generated<Date>
}

/** A buyer in a pool. */
export interface PoolMemberTable {
  poolId: string
  organisationId: string
  state: 'invited' | 'joined' | 'left'
  /** What it will take at least. */
  minimum: Generated<number>
  /** Its own estimate of its most, in cents ex tax. */
  estimateCents: number | null
  signedVersion: number | null
  signedBy: string | null
  signedAt: Date | null
  /** Why it left or was left out. */
  reason: Generated<string>
}

/** An agreement as it stood when a member signed it. */
export interface PoolConsentTable {
  poolId: string
  organisationId: string
  version: number
  by: string | null
  at: Generated<Date>
  content: JSONColumnType<Record<string, unknown>>
}

/** What a member takes at most of one size on one day. */
export interface ShareLine {
  size: string | null
  due: string
  quantity: number
}

/** A need that its buyer brings into a pool, with the point it is delivered to. */
export interface PoolShareTable {
  poolId: string
  needId: string
  organisationId: string
  /** Street, dock and hours, as a driver needs them. */
  address: string
  lines: JSONColumnType<ShareLine[]>
  /** Whether it was published by itself, and is again once it is in the pool no longer. */
  wasPublished: Generated<boolean>
}
