import { percent } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Composition, Group, GroupMember } from './group.ts'

/** The whole of a lot, in the hundredths of a per cent that shares are sent in. */
export const WHOLE = 10_000

type Status = { tone: 'neutral' | 'lead' | 'good' | 'wait' | 'wrong'; text: string }

export const forms = ['conjoint', 'conjoint-liable-lead', 'solidaire'] as const
export const roles = ['partner', 'subcontractor', 'supplier', 'laboratory'] as const

/** What a kind of group is called. */
export function formName(form: Composition['form']): string {
  return {
    conjoint: m.group_form_conjoint,
    'conjoint-liable-lead': m.group_form_liable,
    solidaire: m.group_form_solidaire,
  }[form]()
}

/** Who answers for what in it. */
export function formHelp(form: Composition['form']): string {
  return {
    conjoint: m.group_form_conjoint_help,
    'conjoint-liable-lead': m.group_form_liable_help,
    solidaire: m.group_form_solidaire_help,
  }[form]()
}

export function roleName(role: GroupMember['role']): string {
  return {
    partner: m.group_role_partner,
    subcontractor: m.group_role_subcontractor,
    supplier: m.group_role_supplier,
    laboratory: m.group_role_laboratory,
  }[role]()
}

/** « lot 1 : 60 %, tissage » */
export function partLine({ lot, share, work }: GroupMember['parts'][number]): string {
  const what = [share === null ? '' : percent(share / WHOLE, 2), work].filter(Boolean).join(', ')
  return m.group_part({ number: lot, what: what || '–' })
}

/** What a member has said. */
export function memberStatus({ state, isLead }: GroupMember): Status {
  if (isLead) return { tone: 'lead', text: m.group_lead() }
  if (state === 'consented') return { tone: 'good', text: m.group_state_consented() }
  if (state === 'declined') return { tone: 'wrong', text: m.group_state_declined() }
  return { tone: 'wait', text: m.group_state_invited() }
}

/** Where a group stands, for whoever looks at it. */
export function groupStatus({ state, own, mayChange, missing }: Group): Status {
  if (state === 'dissolved') return { tone: 'wrong', text: m.group_dissolved() }
  if (own.state === 'declined') return { tone: 'wrong', text: m.group_state_declined() }
  if (!mayChange) return { tone: 'neutral', text: m.group_frozen() }
  if (own.state === 'invited') return { tone: 'wait', text: m.group_awaits_you() }
  if (missing.length > 0) return { tone: 'wait', text: m.group_awaits_others() }
  return { tone: 'good', text: m.group_agreed() }
}
