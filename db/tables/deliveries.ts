import type { Generated, JSONColumnType } from 'kysely'

export type MilestoneKind =
  | 'materials-in'
  | 'sample-ready'
  | 'first-pieces'
  | 'half-made'
  | 'all-made'
  | 'other'
export type DeliveryState = 'announced' | 'received' | 'accepted' | 'rejected' | 'returned' | 'cancelled'

/** Days are ISO dates in France. */
export interface MilestoneTable {
  id: string
  contractId: string
  partyId: string
  kind: MilestoneKind
  note: Generated<string>
  due: string
  reachedOn: string | null
  writtenBy: string | null
}

export interface ApprovedSampleTable {
  id: string
  contractId: string
  lineId: string
  description: string
  approvedOn: string
  approvedBy: string | null
}

export interface DeliveryTable {
  id: string
  contractId: string
  orderLineId: string
  partyId: string
  number: number
  batch: string
  quantity: number
  plannedOn: string
  state: DeliveryState
  presentation: Generated<1 | 2>
  receivedOn: string | null
  received: number | null
  removed: Generated<number>
  /** What its maker says of how it was sorted. */
  sortingNote: Generated<string>
  decidedOn: string | null
  replacesId: string | null
  conformity: Generated<string>
  declaredBy: string | null
  paymentDue: string | null
  paidOn: string | null
  at: Generated<Date>
}

/** What was found of one class of defects, and what was allowed. */
export interface InspectedClass {
  class: 'critical' | 'major' | 'minor'
  /** Per cent nonconforming: the acceptable quality limit, or the limiting quality of an isolated lot. */
  limit: number | null
  severity: 'normal' | 'tightened' | 'reduced' | null
  letter: string | null
  sampleSize: number
  accept: number
  found: number
}

export interface InspectionTable {
  id: string
  deliveryId: string
  presentation: number
  kind: 'series' | 'isolated' | 'full'
  edition: string | null
  level: string | null
  lotSize: number
  sampleSize: number
  classes: JSONColumnType<InspectedClass[]>
  conformsToSample: boolean | null
  verdict: 'accepted' | 'refused'
  note: Generated<string>
  inspectedBy: string | null
  at: Generated<Date>
}

export interface InspectionSeverityTable {
  buyerId: string
  supplier: string
  item: string
  class: 'major' | 'minor'
  switching: JSONColumnType<{
    severity: 'normal' | 'tightened' | 'reduced'
    score: number
    recent: boolean[]
    refusedWhileTightened: number
    discontinued: boolean
  }>
}

export interface RiskToldTable {
  contractId: string
  subjectId: string
  kind: string
  at: Generated<Date>
}
