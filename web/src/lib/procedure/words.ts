import { date } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { ProcedureKind, Rule, Urgency } from './procedure.ts'

const kinds: Record<ProcedureKind, () => string> = {
  'without-publicity': m.procedure_kind_without_publicity,
  adapted: m.procedure_kind_adapted,
  formal: m.procedure_kind_formal,
  'imperious-urgency': m.procedure_kind_imperious_urgency,
  quotes: m.procedure_kind_quotes,
}

/** The name of a way to buy. */
export const kindName = (kind: ProcedureKind) => kinds[kind]()

const urgencies: Record<Urgency, () => string> = {
  none: m.procedure_urgency_none,
  simple: m.procedure_urgency_simple,
  imperious: m.procedure_urgency_imperious,
}

export const urgencyName = (urgency: Urgency) => urgencies[urgency]()

const publicities: Record<Rule['publicity'], () => string> = {
  none: m.procedure_publicity_none,
  free: m.procedure_publicity_free,
  national: m.procedure_publicity_national,
  european: m.procedure_publicity_european,
}

export const publicityName = (publicity: Rule['publicity']) => publicities[publicity]()

/** Since when a rule holds, and until when where that is known. */
export function heldLine({ from, until }: Pick<Rule, 'from' | 'until'>): string {
  return until === null
    ? m.procedure_held_since({ from: date(from) })
    : m.procedure_held_between({ from: date(from), until: date(until) })
}
