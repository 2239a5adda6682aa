import type { Unit } from '@maillage/matching/catalogue.ts'
import type { Generated } from 'kysely'

export type ContractForm = 'order' | 'framework'
/** How a contract came about: bought directly, quotes asked by a private buyer, a procedure run elsewhere, a tender here. */
export type ContractOrigin = 'direct' | 'private' | 'elsewhere' | 'tender'
export type ContractState = 'proposed' | 'in-force' | 'completed' | 'declined' | 'withdrawn' | 'terminated'
export type PartyRole = 'partner' | 'subcontractor' | 'supplier' | 'laboratory'
export type PartyState = 'asked' | 'accepted' | 'declined'
export type AllocationRule = 'cascade' | 'rota'
export type CallOffState = 'placed' | 'accepted' | 'declined' | 'cancelled'

/** Amounts are cents of euro, ex tax; days are ISO dates in France. */
export interface ContractTable {
  id: string
  buyerId: string
  number: string
  title: string
  form: ContractForm
  origin: ContractOrigin
  originId: string | null
  state: ContractState
  allocation: AllocationRule | null
  minimumCents: number | null
  maximumCents: number | null
  starts: string
  ends: string | null
  answerBy: string | null
  concludedOn: string | null
  /** Of what is firmly ordered when it is concluded: 0 for a framework. */
  totalCents: number
  advanceCents: number | null
  advanceDue: string | null
  advancePaidOn: string | null
  /** Days from the acceptance of a delivery to its payment. */
  paymentDays: number
  /** How its lots are inspected (ISO 2859-1): level, and limits in per cent nonconforming. */
  inspectionLevel: Generated<'I' | 'II' | 'III' | 'S-1' | 'S-2' | 'S-3' | 'S-4'>
  aqlMajor: Generated<number>
  aqlMinor: Generated<number>
  reason: Generated<string>
  writtenBy: string | null
  writtenAt: Generated<Date>
  endedOn: string | null
  version: Generated<number>
}

/** What a contract is bought for. */
export interface ContractNeedTable {
  contractId: string
  needId: string
}

export interface ContractPartyTable {
  id: string
  contractId: string
  holder: number
  position: number
  firmId: string | null
  name: string
  siren: string | null
  role: PartyRole
  isLead: boolean
  share: number | null
  state: PartyState
  answeredBy: string | null
  answeredAt: Date | null
}

export interface ContractLineTable {
  id: string
  contractId: string
  holder: number
  position: number
  partyId: string
  item: string
  size: string | null
  quantity: number
  unit: Unit
  priceCents: number
  perQuantity: number
  totalCents: number
}

export interface ContractOptionTable {
  id: string
  contractId: string
  lineId: string
  needId: string
  tranche: string
  due: string
  quantity: number
  totalCents: number
  exerciseBy: string
  exercisedBy: string | null
  exercisedAt: Date | null
}

export interface CallOffTable {
  id: string
  contractId: string
  number: number
  holder: number
  afterId: string | null
  state: CallOffState
  totalCents: number
  answerBy: string
  reason: Generated<string>
  placedBy: string | null
  placedAt: Generated<Date>
  answeredBy: string | null
  answeredAt: Date | null
}

export interface OrderLineTable {
  id: string
  contractId: string
  lineId: string
  partyId: string
  callOffId: string | null
  optionId: string | null
  needId: string
  tranche: string
  due: string
  item: string
  size: string | null
  quantity: number
  unit: Unit
  totalCents: number
}

export type CoverageRoute = ContractOrigin | 'framework' | 'plan'
export type CoverageCause = 'lot' | 'call-off' | 'contract' | 'plan-line'

export interface CoverageTable {
  id: string
  needId: string
  tranche: string
  size: string | null
  quantity: number
  route: CoverageRoute
  cause: CoverageCause
  causeId: string
  at: Generated<Date>
}
