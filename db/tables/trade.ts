import type { BuyingRule, ProcedureKind, Urgency } from '../law/schema.ts'
import type { Suggestion } from '@maillage/matching/words/suggestion.ts'
import type { Generated, JSONColumnType } from 'kysely'

/** Why a purchase cannot wait, as the law asks for it in writing. */
export interface UrgencyGrounds {
  /** What happened. */
  event: string
  /** Why the buyer could neither foresee it nor bring it about. */
  unforeseeable: string
  /** How the urgency follows from it. */
  link: string
  /** To what quantities and how long the purchase is limited. */
  limits: string
}

export interface ProcedureTable {
  id: string
  needId: string
  /** The need's revision that was judged; 0 for a draft. */
  needRevision: number
  regime: BuyingRule['regime']
  authority: 'central' | 'other'
  urgency: Urgency
  /** The day the consultation begins, in France: the rules of that day are followed. */
  begins: string
  /** Cents ex tax: this need, what is alike and bought elsewhere, and all of it with the needs counted beside it. */
  needCents: number
  elsewhereCents: number
  totalCents: number
  form: 'order' | 'framework'
  frameworkMonths: number | null
  ruleSlug: string
  ruleRevision: number
  proposed: ProcedureKind
  chosen: ProcedureKind
  /** In the buyer's words, where a reason is due or wished for. */
  reason: Generated<string>
  grounds: JSONColumnType<UrgencyGrounds> | null
  decidedBy: string | null
  decidedAt: Generated<Date>
  /** Whoever answers for the organisation, where the law asks for it. */
  approvedBy: string | null
  approvedAt: Date | null
  version: Generated<number>
}

/** A need that is bought alike, and counted in the estimate. */
export interface ProcedureAlikeTable {
  procedureId: string
  needId: string
  /** Cents ex tax that it was counted with. */
  cents: number
}

export type ContactState = 'asked' | 'accepted' | 'declined' | 'withdrawn'
export type DeclineReason = 'no-capacity' | 'too-late' | 'not-our-work' | 'too-small' | 'price' | 'other'

export interface SourcingContactTable {
  needId: string
  firmId: string
  partnershipKey: string | null
  work: JSONColumnType<Suggestion['work']>
  state: Generated<ContactState>
  text: string
  askedBy: string | null
  askedAt: Generated<Date>
  remindedAt: Date | null
  reminders: Generated<number>
  reason: DeclineReason | null
  answer: Generated<string>
  answeredBy: string | null
  answeredAt: Date | null
  version: Generated<number>
}
