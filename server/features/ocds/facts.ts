import type { ProcedureKind } from '@maillage/db/law/schema.ts'
import type { TenderProcedure, TenderState } from '@maillage/db/tables/tenders.ts'
import type { Unit } from '@maillage/matching/catalogue.ts'
import type { PublishedTender } from './published-tender.ts'

/** An organisation by its name and its number in the registers; null where its buyer did not give it. */
export interface Named {
  name: string
  siren: string | null
}

/** Something that is bought, so many of its unit. */
export interface Goods {
  item: string
  /** In French. */
  name: string
  cpv: string | null
  unit: Unit
  quantity: number
}

/** A tender that was published here, with each revision as it was published. */
export interface TenderFacts {
  access: 'open' | 'invited'
  state: TenderState
  procedure: TenderProcedure
  publishedAt: Date
  openedAt: Date | null
  endedAt: Date | null
  revisions: { revision: number; at: Date; reason: string; content: PublishedTender }[]
  /** When the first question was asked. */
  askedAt: Date | null
  /** Offers that the opening opened. */
  offers: number
  /** Lots that nobody was awarded, in an award that was concluded. */
  unsuccessful: { number: number; title: string }[]
  /** When its award notice was published. */
  noticedAt: Date | null
}

/** A procedure that its buyer ran elsewhere. */
export interface ExternalFacts {
  platform: string
  address: string
  reference: string
  publishedOn: string | null
  deadline: string | null
}

/** What is ordered and stands: of the order itself, an exercised option, or a call-off that was accepted. */
export interface OrderedFacts extends Goods {
  id: string
  due: string
  callOffId: string | null
  /** When its option was exercised; null for what belongs to no option. */
  exercisedAt: Date | null
  cents: number
}

/** A delivery that was accepted. */
export interface DeliveredFacts {
  id: string
  orderLineId: string
  /** What was accepted of it. */
  quantity: number
  acceptedOn: string
  paidOn: string | null
  cents: number
  payee: Named
}

/** A contract that stands or stood, whatever it came of. Cents are ex tax; days are days in France. */
export interface ContractFacts {
  id: string
  title: string
  form: 'order' | 'framework'
  concludedOn: string
  endedOn: string | null
  starts: string
  ends: string | null
  /** Of what is firmly ordered when it is concluded. */
  cents: number
  /** The most that may be called off; null for an order. */
  maximumCents: number | null
  advance: { cents: number; paidOn: string } | null
  /** Whoever holds it: leads and partners, of all holders. Not who only supplies, tests or works for them. */
  suppliers: Named[]
  /** What is priced: of an order what is bought, of a framework the most of each. */
  lines: Goods[]
  /** Whether all is sold at one price, so that it follows from the whole and tells nothing more. */
  onePrice: boolean
  callOffs: { id: string; number: number; acceptedAt: Date; cents: number }[]
  ordered: OrderedFacts[]
  delivered: DeliveredFacts[]
}

/** All that is public of one purchase. */
export interface Process {
  /** Of the tender, of the procedure run elsewhere, or of the contract itself. */
  id: string
  buyer: Named
  tender: TenderFacts | null
  external: ExternalFacts | null
  /** By which procedure it is bought, where its buyer chose one here. */
  procedure: ProcedureKind | null
  contracts: ContractFacts[]
}
