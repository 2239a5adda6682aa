import type { Generated, JSONColumnType } from 'kysely'

export const investmentStates = ['planned', 'begun', 'done', 'stopped'] as const
export const fundingStates = ['thought-of', 'asked', 'granted', 'refused'] as const

/** What pays for an investment, in the firm's words. */
export interface Funding {
  name: string
  cents: number
  state: (typeof fundingStates)[number]
  /** The scheme of the table that it is asked by. */
  scheme?: string
}

/** What somebody offers to sell for it. */
export interface Quote {
  what: string
  by: string
  cents: number
}

/** What a firm invests to make something else. Amounts are cents of euro, ex tax; days are ISO dates in France. */
export interface InvestmentTable {
  id: string
  organisationId: string
  item: string
  state: (typeof investmentStates)[number]
  text: Generated<string>
  begunOn: string | null
  readyOn: string
  monthlyQuantity: number
  months: number
  days: number
  cents: number
  engagedCents: number
  hires: number
  trainingDays: number
  advanceCents: number | null
  funding: JSONColumnType<Funding[]>
  quotes: JSONColumnType<Quote[]>
  named: Generated<boolean>
  version: Generated<number>
  updatedAt: Generated<Date>
}
