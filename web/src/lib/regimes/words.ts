import { date } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { today } from '#lib/today.ts'
import { type Dated, stateOn } from './held.ts'

/** « du 16 mars 2020 au 30 septembre 2021 », with the end that is not known said so. */
export const periodLine = ({ from, until }: Dated): string =>
  until === null
    ? m.regime_period_open({ from: date(from ?? '') })
    : m.regime_period({ from: date(from ?? ''), until: date(until) })

/** How a regime stands today, and the tone it is shown in. */
export function standingOf(regime: Dated): { tone: 'wait' | 'good' | 'neutral'; text: string } {
  switch (stateOn(regime, today())) {
    case 'law':
      return { tone: 'neutral', text: m.regime_law() }
    case 'to-come':
      return { tone: 'wait', text: m.regime_to_come({ period: periodLine(regime) }) }
    case 'in-force':
      return { tone: 'good', text: m.regime_in_force({ period: periodLine(regime) }) }
    case 'ended':
      return { tone: 'neutral', text: m.regime_ended({ period: periodLine(regime) }) }
  }
}

/** What a product is sold as, by its law. */
export function claimed(claim: 'protects-patient' | 'protects-wearer' | 'none'): string {
  return {
    'protects-patient': m.catalogue_claim_patient,
    'protects-wearer': m.catalogue_claim_wearer,
    none: m.regime_claim_none,
  }[claim]()
}

/** What is asked before it may be sold under a regime. */
export function attested(attestation: 'self' | 'report' | 'notified-body' | 'authority'): string {
  return {
    self: m.catalogue_attestation_self,
    report: m.catalogue_attestation_report,
    'notified-body': m.catalogue_attestation_body,
    authority: m.catalogue_attestation_authority,
  }[attestation]()
}
