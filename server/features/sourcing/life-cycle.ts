import type { ContactState } from '@maillage/db/tables/trade.ts'

export type ContactVerb = 'ask' | 'remind' | 'withdraw' | 'accept' | 'decline'

/**
 * What may become of a contact. The buyer asks, reminds and withdraws; the firm accepts or declines, and may change its
 * mind for as long as the need is open.
 */
export const contactLifeCycle: Record<ContactState, Partial<Record<ContactVerb, ContactState>>> = {
  asked: { remind: 'asked', withdraw: 'withdrawn', accept: 'accepted', decline: 'declined' },
  accepted: { withdraw: 'withdrawn', decline: 'declined' },
  declined: { accept: 'accepted' },
  withdrawn: { ask: 'asked' },
}

/** A firm is reminded once in so many days: whoever asks daily is no longer read. */
export const daysBetweenReminders = 3

const DAY_MILLISECONDS = 86_400_000

/** Whether a firm may be asked again now. */
export function mayRemind(
  { state, askedAt, remindedAt }: { state: ContactState; askedAt: Date; remindedAt: Date | null },
  now: Date,
): boolean {
  const last = (remindedAt ?? askedAt).getTime()
  return (
    contactLifeCycle[state].remind !== undefined &&
    now.getTime() - last >= daysBetweenReminders * DAY_MILLISECONDS
  )
}
