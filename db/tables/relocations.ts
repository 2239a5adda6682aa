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
