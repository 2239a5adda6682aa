import { ago, date, number } from '#lib/format.ts'
import type { OwnNeedLine } from '#lib/need/need.ts'
import { m } from '#lib/paraglide/messages.js'

/** Where a need is to be delivered, by when, and when it was last touched. */
export function placeLine(need: OwnNeedLine): string {
  const { state, nextDue, lastDue, publishedAt, updatedAt } = need
  return [
    `${need.communeName} (${need.department})`,
    nextDue !== null && m.need_line_due({ due: date(nextDue) }),
    nextDue === null && lastDue === null && state === 'published' && m.need_line_overdue(),
    state === 'published' && publishedAt !== null
      ? m.need_line_published({ ago: ago(publishedAt) })
      : m.need_line_changed({ ago: ago(updatedAt) }),
  ]
    .filter(part => part !== false)
    .join(' · ')
}

/** How a published need stands: what could make it, in a few words and the tone they are shown in. */
export function standingOf({ matches }: Pick<OwnNeedLine, 'matches'>): {
  text: string
  detail: string | null
  tone: 'good' | 'wait' | 'wrong' | 'neutral'
} {
  if (matches === null) return { text: m.need_line_searching(), detail: null, tone: 'neutral' }
  const { count, feasible } = matches
  if (count === 0) return { text: m.need_line_nobody(), detail: null, tone: 'wrong' }
  if (feasible === 0)
    return { text: m.need_line_not_feasible({ count, shown: number(count) }), detail: null, tone: 'wait' }
  return {
    text: m.need_line_feasible({ count: feasible, shown: number(feasible) }),
    detail: count > feasible ? m.need_line_possible({ count, shown: number(count) }) : null,
    tone: 'good',
  }
}
