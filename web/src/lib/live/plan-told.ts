import { nameOf } from '#lib/catalogue.svelte.ts'
import { date, list } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Notification } from './messages.ts'
import type { Told } from './told.ts'

const text = (data: Record<string, unknown>, name: string) => {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}

/** The words of what is told of a plan: to firms what it proposes, to operators what they answer; undefined for any other kind. */
export function planTold({ kind, data }: Notification): Told | undefined {
  if (kind === 'plan-answered') {
    const firm = text(data, 'firm')
    const titles: Record<string, (of: { firm: string }) => string> = {
      adjusted: m.told_plan_adjusted,
      refused: m.told_plan_refused,
      left: m.told_plan_left,
    }
    return {
      title: (titles[text(data, 'answer')] ?? m.told_plan_accepted)({ firm }),
      body: nameOf('items', text(data, 'item')),
      link: `/operator/plans/${text(data, 'plan')}?view=answers`,
    }
  }
  if (kind !== 'plan-proposed') return undefined
  const operator = text(data, 'operator')
  const { items: told } = data
  const items = list((Array.isArray(told) ? told : []).map(item => nameOf('items', String(item))))
  const day = text(data, 'replyBy')
  const titles: Record<string, () => string> = {
    withdrawn: () => m.told_plan_withdrawn({ operator }),
    lapsed: m.told_plan_lapsed,
  }
  return {
    title: (titles[text(data, 'happened')] ?? (() => m.told_plan_proposed({ operator })))(),
    body: day === '' ? items : m.told_plan_reply({ items, day: date(day) }),
    link: '/firm/plan',
  }
}
