import { ago, list } from '#lib/format.ts'
import { nameOf } from '#lib/catalogue.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Contact, DeclineReason } from './sourcing.ts'

const states = {
  asked: { tone: 'wait', text: m.contact_state_asked },
  accepted: { tone: 'good', text: m.contact_state_accepted },
  declined: { tone: 'neutral', text: m.contact_state_declined },
  withdrawn: { tone: 'neutral', text: m.contact_state_withdrawn },
} as const

/** Where a contact stands, in words and the tone they are shown in. */
export function contactStatus({ state }: Pick<Contact, 'state'>) {
  const { tone, text } = states[state]
  return { tone, text: text() }
}

const reasons: Record<DeclineReason, () => string> = {
  'no-capacity': m.contact_reason_no_capacity,
  'too-late': m.contact_reason_too_late,
  'not-our-work': m.contact_reason_not_our_work,
  'too-small': m.contact_reason_too_small,
  price: m.contact_reason_price,
  other: m.contact_reason_other,
}

/** Every reason there is to decline, in the order it is offered. */
export const declineReasons: readonly DeclineReason[] = [
  'no-capacity',
  'too-late',
  'not-our-work',
  'too-small',
  'price',
  'other',
]

export const reasonName = (reason: DeclineReason) => reasons[reason]()

/** « tissage, confection » : what a firm would do. */
export function workLine(work: Contact['work']): string {
  return list(
    work.map(({ process, mode }) => {
      const name = nameOf('processes', process)
      return mode === 'reoriented' ? m.contact_work_reoriented({ process: name }) : name
    }),
  )
}

/** « consultée il y a 3 jours · réponse hier » */
export function momentsOf({
  askedAt,
  remindedAt,
  answeredAt,
}: Pick<Contact, 'askedAt' | 'remindedAt' | 'answeredAt'>): string {
  return [
    m.contact_asked_when({ ago: ago(askedAt) }),
    remindedAt && m.contact_reminded_when({ ago: ago(remindedAt) }),
    answeredAt && m.contact_answered_when({ ago: ago(answeredAt) }),
  ]
    .filter(Boolean)
    .join(' · ')
}
