/** What a buyer needs: the demand side of every match. All values are plain JSON. */
import type { Claim } from './catalogue.ts'
import type { CriterionId } from './match.ts'
import type { Place } from './supply.ts'

/** What a need is about: a product, component or material, or a family where any of its products will do. */
export type Subject = { item: string } | { family: string }

export interface Tranche {
  /** ISO date by which it must be delivered. */
  due: string
  quantity: number
}

/** How deep the chain must be regional: the item's own operations, its first inputs too, or down to the fibre. */
export type RegionalDepth = 'item' | 'first-inputs' | 'all'

export interface Wishes {
  regionalDepth: RegionalDepth
  /** Washes a reusable must last at least; null where it does not matter. */
  minimumWashes: number | null
  recyclable: boolean
}

export type BuyerKind = 'hospital' | 'care-home' | 'town' | 'fire-service' | 'school' | 'firm' | 'operator'

export interface Need {
  id: string
  buyer: string
  buyerKind: BuyerKind
  subject: Subject
  claim: Claim
  /** Total, in the item's unit; the sum of the tranches. */
  quantity: number
  /** Sizes asked, adding up to the quantity; empty where sizes do not matter. */
  sizes: { size: string; quantity: number }[]
  packaging: string | null
  schedule: Tranche[]
  place: Place
  /** Norms asked by the buyer; proposed from product and claim, then free. */
  norms: string[]
  wishes: Wishes
  text: string
  /** Firms the buyer leaves out. */
  excludedFirms: string[]
  /** Most firms in one partnership. */
  maximumPartners: number
  /** The buyer's weights for sourcing; null for the default of its kind. */
  weights: Partial<Record<CriterionId, number>> | null
  reservedFor: ('esat' | 'ea' | 'siae')[]
}
