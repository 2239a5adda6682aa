import { nameOf } from '#lib/catalogue.svelte.ts'
import { date, number } from '#lib/format.ts'
import { quantityIn } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Contract, Delivery, OrderLine, Risk } from './contracts.ts'

type Tone = 'neutral' | 'lead' | 'good' | 'wait' | 'wrong'

const states: Record<Contract['state'], { tone: Tone; text: () => string }> = {
  proposed: { tone: 'wait', text: m.contract_state_proposed },
  'in-force': { tone: 'lead', text: m.contract_state_in_force },
  completed: { tone: 'good', text: m.contract_state_completed },
  declined: { tone: 'neutral', text: m.contract_state_declined },
  withdrawn: { tone: 'neutral', text: m.contract_state_withdrawn },
  terminated: { tone: 'wrong', text: m.contract_state_terminated },
}

/** Where a contract stands, in words and the tone they are shown in. */
export function contractStatus({ state }: Pick<Contract, 'state'>) {
  const { tone, text } = states[state]
  return { tone, text: text() }
}

const origins: Record<Contract['origin'], () => string> = {
  direct: m.contract_origin_direct,
  private: m.contract_origin_private,
  elsewhere: m.contract_origin_elsewhere,
  tender: m.contract_origin_tender,
}

/** How it came about. */
export const originName = (origin: Contract['origin']) => origins[origin]()

const deliveryStates: Record<Delivery['state'], { tone: Tone; text: () => string }> = {
  announced: { tone: 'lead', text: m.delivery_state_announced },
  received: { tone: 'wait', text: m.delivery_state_received },
  accepted: { tone: 'good', text: m.delivery_state_accepted },
  rejected: { tone: 'wrong', text: m.delivery_state_rejected },
  returned: { tone: 'neutral', text: m.delivery_state_returned },
  cancelled: { tone: 'neutral', text: m.delivery_state_cancelled },
}

export function deliveryStatus({ state }: Pick<Delivery, 'state'>) {
  const { tone, text } = deliveryStates[state]
  return { tone, text: text() }
}

const callOffStates: Record<Contract['callOffs'][number]['state'], { tone: Tone; text: () => string }> = {
  placed: { tone: 'wait', text: m.call_off_state_placed },
  accepted: { tone: 'good', text: m.call_off_state_accepted },
  declined: { tone: 'wrong', text: m.call_off_state_declined },
  cancelled: { tone: 'neutral', text: m.call_off_state_cancelled },
}

export function callOffStatus({ state }: Pick<Contract['callOffs'][number], 'state'>) {
  const { tone, text } = callOffStates[state]
  return { tone, text: text() }
}

const roles: Record<Contract['parties'][number]['role'], () => string> = {
  partner: m.contract_role_partner,
  subcontractor: m.contract_role_subcontractor,
  supplier: m.contract_role_supplier,
  laboratory: m.contract_role_laboratory,
}

/** « titulaire » alone, « mandataire » of several, « sous-traitant » */
export function roleOf({ role, isLead, holder }: Contract['parties'][number], parties: Contract['parties']) {
  if (!isLead) return roles[role]()
  const partners = parties.filter(other => other.holder === holder && other.role === 'partner')
  return partners.length > 1 ? m.contract_role_lead() : m.contract_role_alone()
}

const kinds = {
  'materials-in': m.milestone_materials_in,
  'sample-ready': m.milestone_sample_ready,
  'first-pieces': m.milestone_first_pieces,
  'half-made': m.milestone_half_made,
  'all-made': m.milestone_all_made,
  other: m.milestone_other,
}
export type MilestoneKind = keyof typeof kinds
export const milestoneKinds: readonly MilestoneKind[] = [
  'materials-in',
  'sample-ready',
  'first-pieces',
  'half-made',
  'all-made',
  'other',
]
export const milestoneName = (kind: MilestoneKind) => kinds[kind]()

/** « Masque grand public, taille M · 20 000 pièces » */
export const lineTitle = ({
  item,
  size,
  quantity,
  unit,
}: Pick<OrderLine, 'item' | 'size' | 'quantity' | 'unit'>) =>
  [
    size === null ? nameOf('items', item) : m.contract_item_size({ item: nameOf('items', item), size }),
    quantityIn(unit, quantity),
  ].join(' · ')

const classes = {
  critical: m.inspection_class_critical,
  major: m.inspection_class_major,
  minor: m.inspection_class_minor,
}
export const className = (name: keyof typeof classes) => classes[name]()

const severities = {
  normal: m.inspection_normal,
  tightened: m.inspection_tightened,
  reduced: m.inspection_reduced,
}
export const severityName = (severity: keyof typeof severities) => severities[severity]()

/** What will be late, and why one can tell. */
export function riskText({ kind, due, quantity, weekly }: Risk): string {
  const shown = number(quantity)
  if (kind === 'overdue') return m.risk_overdue({ due: date(due), quantity: shown })
  if (kind === 'milestone-missed') return m.risk_milestone({ due: date(due) })
  if (kind === 'announced-late') return m.risk_announced_late({ due: date(due), quantity: shown })
  return m.risk_rate({
    due: date(due),
    quantity: shown,
    needed: number(weekly?.needed ?? 0),
    possible: number(weekly?.possible ?? 0),
  })
}
