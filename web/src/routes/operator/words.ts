import { m } from '#lib/paraglide/messages.js'
import type { Firm, Gap, Making, Overview, Standing } from './overview.ts'

/** How a need stands, in few words. */
export function standingName(standing: Standing): string {
  return {
    met: m.operator_standing_met,
    near: m.operator_standing_near,
    none: m.operator_standing_none,
  }[standing]()
}

export const STANDING_TONES = { met: 'good', near: 'wait', none: 'wrong' } as const

/** What a firm's mark on the map means. */
export function makingName(making: Making): string {
  return { now: m.operator_making_now, soon: m.operator_making_soon, part: m.operator_making_part }[making]()
}

/** How many products a firm could make by itself. */
export function makingText({ productsNow, productsReoriented }: Firm): string {
  const facts = [
    ...(productsNow > 0 ? [m.operator_firm_now({ count: productsNow })] : []),
    ...(productsReoriented > 0 ? [m.operator_firm_soon({ count: productsReoriented })] : []),
  ]
  return facts.length > 0 ? facts.join(', ') : m.operator_firm_part()
}

/** How hard a firm is hit; nothing where it has not said. */
export function distressText(distress: Firm['distress']): string | null {
  if (distress === 'unknown') return null
  return {
    low: m.operator_distress_low,
    medium: m.operator_distress_medium,
    high: m.operator_distress_high,
  }[distress]()
}

export function dependenceText(outside: Gap['outside']): string {
  if (outside === null) return m.operator_outside_none()
  return { low: m.match_dependence_low, medium: m.match_dependence_medium, high: m.match_dependence_high }[
    outside
  ]()
}

const VERBS: Record<string, () => string> = {
  'need.published': m.operator_event_need_published,
  'need.revised': m.operator_event_need_revised,
  'need.withdrawn': m.operator_event_need_withdrawn,
  'profile.saved': m.operator_event_profile_saved,
  'profile.confirmed': m.operator_event_profile_confirmed,
  'certificate.sent': m.operator_event_certificate_sent,
  'certificate.verified': m.operator_event_certificate_verified,
  'certificate.refused': m.operator_event_certificate_refused,
  'certificate.expired': m.operator_event_certificate_expired,
  'certificate.lapsed': m.operator_event_certificate_lapsed,
  'hours.committed': m.operator_event_hours_committed,
  'law.revised': m.operator_event_law_revised,
  'catalogue.revised': m.operator_event_catalogue_revised,
  'catalogue.restored': m.operator_event_catalogue_restored,
  'organisation.created': m.operator_event_organisation_created,
  'organisation.changed': m.operator_event_organisation_changed,
  'member.asked': m.operator_event_member_asked,
  'member.joined': m.operator_event_member_joined,
  'member.changed': m.operator_event_member_changed,
  'member.left': m.operator_event_member_left,
  'member.invited': m.operator_event_member_invited,
  'member.uninvited': m.operator_event_member_uninvited,
  'person.changed': m.operator_event_person_changed,
}

/** What happened, in a few words; a verb of a newer server is told without figures. */
export function eventText({ verb }: Overview['events'][number]): string {
  return (VERBS[verb] ?? m.operator_event_other)()
}

export function kindName(kind: Gap['kind']): string {
  return {
    product: m.operator_kind_product,
    component: m.operator_kind_component,
    material: m.operator_kind_material,
  }[kind]()
}
