import { date, instant } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Wait } from './waits.ts'

/** What waits, in words, and where one does it. */
export interface WaitLine {
  title: string
  text: string
  action: string
  href: string
  /** Whether it is done already, and only may be changed. */
  isDone: boolean
}

const offers: Record<NonNullable<Wait['offer']>, () => string> = {
  none: m.wait_offer_none,
  group: m.wait_offer_group,
  sealed: m.wait_offer_sealed,
}

const asked: Partial<Record<Wait['kind'], () => string>> = {
  price: m.wait_price,
  completion: m.wait_completion,
  candidacy: m.wait_candidacy,
}

const buying: readonly Wait['kind'][] = ['questions', 'opening', 'notice']

/** What waits for an organisation that buys, and what waits for it as a bidder. */
export const ofBuyer = (waits: readonly Wait[]) => waits.filter(({ kind }) => buying.includes(kind))
export const ofBidder = (waits: readonly Wait[]) => waits.filter(({ kind }) => !buying.includes(kind))

/** One line of what waits. */
export function waitLine({ kind, tender, group, until, lastDay, offer, count }: Wait): WaitLine {
  const end = until !== null ? instant(until) : lastDay !== null ? date(lastDay) : null
  const before = end === null ? '' : m.wait_until({ end })
  const say = (...parts: string[]) => parts.filter(part => part !== '').join(' · ')
  const isDone = offer === 'sealed'
  const state = offer === null ? '' : offers[offer]()
  const ofFirm = { href: `/tenders/${tender.id}`, isDone }
  if (kind === 'answer' || kind === 'round') {
    return {
      ...ofFirm,
      title: tender.title,
      text: say(tender.buyer, kind === 'round' ? m.wait_round() : '', before, state),
      action: isDone ? m.wait_look() : m.wait_answer(),
    }
  }
  if (kind === 'consent') {
    return {
      isDone: false,
      title: m.wait_consent({ lead: group?.lead ?? '' }),
      text: say(tender.title, before),
      action: m.wait_look(),
      href: `/groups/${group?.id ?? ''}`,
    }
  }
  const question = asked[kind]
  if (question)
    return { ...ofFirm, title: tender.title, text: say(question(), before), action: m.wait_answer() }
  const own = `/buyer/tenders/${tender.id}`
  const words = { title: tender.title, isDone: false }
  if (kind === 'questions')
    return { ...words, text: say(m.wait_questions({ count }), before), action: m.wait_answer(), href: own }
  if (kind === 'opening') return { ...words, text: m.wait_opening(), action: m.wait_open(), href: own }
  return {
    ...words,
    text: say(m.wait_notice(), before),
    action: m.wait_publish(),
    href: `${own}/evaluation`,
  }
}
