import { m } from '#lib/paraglide/messages.js'
import { subjectName } from '#lib/catalogue.svelte.ts'
import { date, number } from '#lib/format.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { shortEffort } from '../possibility-words.ts'
import type { OpenNeed } from './open-needs.ts'

type Match = NonNullable<OpenNeed['match']>

/** « 20 000 pièces · Surblouse lavable » in the order a firm reads it: what, then how many. */
export function needTitle(need: { item: string | null; family: string | null; quantity: number }): string {
  return m.firm_need_title({
    name: subjectName(need),
    quantity: quantityIn(unitOf(need.item), need.quantity),
  })
}

/** Who asks, where, and by when. */
export function needLine(need: {
  buyer: { name: string }
  communeName: string
  department: string
  nextDue: string | null
}): string {
  const place = `${need.communeName} (${need.department})`
  return [
    need.buyer.name,
    place,
    ...(need.nextDue === null ? [] : [m.firm_need_due({ due: date(need.nextDue) })]),
  ].join(' · ')
}

/** « place 3 dans les partenariats » */
export function placeText(rank: number): string {
  return m.firm_need_place({ rank: number(rank) })
}

/** Alone or with whom, and what has to change first. */
export function matchFacts({ partners, effort }: Match): string {
  return [
    partners === 0 ? m.firm_need_alone() : m.firm_need_partners({ count: partners }),
    effort.days > 0 ? m.firm_need_effort({ effort: shortEffort(effort) }) : m.firm_need_no_effort(),
  ].join(' · ')
}

/** Whether the whole need can be met, in few words and the tone they are shown in. */
export function feasibleStatus(match: Pick<Match, 'feasible'> | null): {
  tone: 'good' | 'wait' | 'lead'
  text: string
} {
  if (match === null) return { tone: 'lead', text: m.firm_need_could() }
  return match.feasible
    ? { tone: 'good', text: m.firm_need_feasible() }
    : { tone: 'wait', text: m.firm_need_not_feasible() }
}
