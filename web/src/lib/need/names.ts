import { m } from '#lib/paraglide/messages.js'
import type { Need } from './need.ts'

/** Whom a need protects, in the words of its form. */
export function claimName(claim: Need['claim']): string {
  return {
    'protects-patient': m.need_claim_patient,
    'protects-wearer': m.need_claim_wearer,
    none: m.need_claim_none,
  }[claim]()
}

export function visibilityName(visibility: Need['visibility']): string {
  return {
    public: m.need_visibility_public,
    members: m.need_visibility_members,
    invited: m.need_visibility_invited,
  }[visibility]()
}

export function reservedName(kind: Need['reservedFor'][number]): string {
  return { esat: m.need_reserved_esat, ea: m.need_reserved_ea, siae: m.need_reserved_siae }[kind]()
}

/** The state of a need, and the tone it is shown in. */
export function stateOf(state: Need['state']): { text: string; tone: 'neutral' | 'lead' | 'wait' } {
  return {
    draft: { text: m.need_state_draft(), tone: 'wait' as const },
    published: { text: m.need_state_published(), tone: 'lead' as const },
    withdrawn: { text: m.need_state_withdrawn(), tone: 'neutral' as const },
  }[state]
}
