import type { Generated } from 'kysely'

/** An imported article that the region could make. Amounts are cents of euro, ex tax. */
export interface RelocationTable {
  id: string
  operatorId: string
  name: string
  cpv: string | null
  origin: Generated<string>
  source: string
  yearlyQuantity: number
  centsPerThousand: number
  item: string
  workTimes: Generated<number>
  materialTimes: Generated<number>
  note: Generated<string>
  version: Generated<number>
  updatedAt: Generated<Date>
}

/** Whether an operator shows the region's figures to everybody; where it decided nothing it has no row. */
export interface PublicFiguresTable {
  operatorId: string
  shown: boolean
  decidedBy: string | null
  decidedAt: Generated<Date>
}
