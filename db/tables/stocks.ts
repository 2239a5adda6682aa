import type { Place } from '@maillage/matching/supply.ts'
import type { Generated, GeneratedAlways } from 'kysely'

/**
 * What lots were said to be made under before regimes were records of the catalogue: normal law, and kinds of regimes that
 * nobody had named.
 */
export const unnamedRegimes = ['normal', 'eu-emergency', 'national-derogation'] as const

export const movementKinds = ['in', 'take-back', 'out', 'transfer', 'arrival', 'loss', 'count'] as const
export type MovementKind = (typeof movementKinds)[number]

export type AccountKind = 'depot' | 'transit' | 'supplier' | 'consumed' | 'lost' | 'adjustment'

export interface DepotTable {
  id: string
  organisationId: string
  name: string
  address: Generated<string>
  commune: string
  department: string
  latitude: number
  longitude: number
  precision: Place['precision']
  closedAt: Date | null
  /** How many times it was counted. */
  counts: Generated<number>
  createdAt: Generated<Date>
}

/** Goods of one item and size that were made together. Days are ISO dates in France. */
export interface StockLotTable {
  id: string
  /** Whoever brought it into the ledger; it may lie in depots of others. */
  organisationId: string
  item: string
  size: string | null
  number: string
  maker: string
  /** The last day on which it may be used; null where it does not expire, or nobody has said. */
  expiresOn: string | null
  /** The slug of a regime of the catalogue, or one of `unnamedRegimes`: it decides what it may be used for afterwards. */
  regime: string
  certificate: Generated<string>
  version: Generated<number>
  createdAt: Generated<Date>
}

/** Never changed: reversed by a contrary one. A reversal has the kind of what it reverses. */
export interface StockMovementTable {
  id: string
  number: GeneratedAlways<number>
  organisationId: string
  kind: MovementKind
  lotId: string
  quantity: number
  fromAccount: AccountKind
  fromDepotId: string | null
  toAccount: AccountKind
  toDepotId: string | null
  day: string
  note: Generated<string>
  deliveryId: string | null
  surplusId: string | null
  reversesId: string | null
  recordedBy: string | null
  at: Generated<Date>
}

/** What an account holds of a lot; kept by the database from the movements. */
export interface StockBalanceTable {
  lotId: string
  account: AccountKind
  depotId: string | null
  quantity: number
}

export interface StockCountTable {
  id: string
  depotId: string
  number: number
  day: string
  countedBy: string | null
  at: Generated<Date>
}

export interface StockCountLineTable {
  countId: string
  lotId: string
  book: number
  counted: number
  movementId: string | null
  afterMovement: number
}

export interface StockTargetTable {
  organisationId: string
  item: string
  days: number
}

export interface StockToldTable {
  organisationId: string
  item: string
  state: 'out' | 'low' | 'enough'
}

export interface ContractDepotTable {
  contractId: string
  depotId: string
}

/** What a firm has left and offers to the operator. */
export interface SurplusTable {
  id: string
  firmId: string
  operatorId: string
  item: string
  size: string | null
  number: string
  quantity: number
  expiresOn: string | null
  regime: string
  certificate: Generated<string>
  note: Generated<string>
  state: Generated<'offered' | 'taken' | 'refused' | 'withdrawn'>
  reason: Generated<string>
  offeredAt: Generated<Date>
  answeredAt: Date | null
}
