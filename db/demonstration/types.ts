import type { BuyerKind, Need, Wishes } from '@maillage/matching/demand.ts'
import type { Audience, Distress, Firm, Machine, Workforce } from '@maillage/matching/supply.ts'
import type { ProcedureKind, Urgency } from '../law/schema.ts'
import type { OrganisationRole } from '../tables/parties.ts'
import type { UrgencyGrounds } from '../tables/trade.ts'

interface DemonstrationOrganisation {
  name: string
  siren: string
  /** Of its one site. */
  siret: string
  structure: Firm['structure']
  /** INSEE code. */
  commune: string
}

export interface DemonstrationFirm extends DemonstrationOrganisation {
  roles: OrganisationRole[]
  activity: string
  machines: Machine[]
  workforce: Workforce[]
  workedMaterials: string[]
  certificates: { norm: string; edition: string | null; item: string | null }[]
  cleanRoom: boolean
  audience: Audience
  distress: Distress | null
  confirmedDaysAgo: number
}

export interface DemonstrationBuyer extends DemonstrationOrganisation {
  /** Named by its needs below. */
  key: string
  buyerKind: BuyerKind
  buyerRegime: 'public' | 'private'
}

export interface DemonstrationNeed extends Wishes {
  buyer: string
  item: string | null
  family: string | null
  claim: Need['claim']
  quantity: number
  schedule: { dueInDays: number; quantity: number }[]
  sizes: Need['sizes']
  text: string
  /** By which procedure its buyer has chosen to buy it, where it has. */
  procedure?: DemonstrationProcedure
}

export interface DemonstrationProcedure {
  euros: number
  elsewhereEuros: number
  urgency: Urgency
  chosen: ProcedureKind
  reason: string
  grounds: UrgencyGrounds | null
}

export interface DemonstrationRegion {
  operator: DemonstrationOrganisation
  /** SIREN of the organisations that visitors may enter as. */
  accounts: { firm: string; buyer: string; operator: string }
  /** SIREN of the workshop that sews what is under contract, and of the one that it wins a tender from. */
  workshop: string
  shirtmaker: string
  firms: DemonstrationFirm[]
  buyers: DemonstrationBuyer[]
  needs: DemonstrationNeed[]
}
