import { recordOf } from '#lib/catalogue.svelte.ts'
import { date, number } from '#lib/format.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Alike, Pool, PoolLine, PoolMember, Terms } from './pool.ts'

type Status = { tone: 'neutral' | 'lead' | 'good' | 'wait' | 'wrong'; text: string }

export const purchases = ['order', 'framework'] as const
export const doers = ['each', 'coordinator'] as const
export const accesses = ['open', 'invited'] as const

export const purchaseName = (purchase: Terms['purchase']): string =>
  ({ order: m.pool_purchase_order, framework: m.pool_purchase_framework })[purchase]()
export const purchaseHelp = (purchase: Terms['purchase']): string =>
  ({ order: m.pool_purchase_order_help, framework: m.pool_purchase_framework_help })[purchase]()
export const paysName = (doer: Terms['pays']): string =>
  ({ each: m.pool_pays_each, coordinator: m.pool_pays_coordinator })[doer]()
export const ordersName = (doer: Terms['orders']): string =>
  ({ each: m.pool_orders_each, coordinator: m.pool_orders_coordinator })[doer]()
export const accessName = (access: Terms['access']): string =>
  ({ open: m.pool_access_open, invited: m.pool_access_invited })[access]()

/** Where a pool stands, for whoever looks at it. */
export function poolStatus({ state, waits, reading }: Pick<PoolLine, 'state' | 'waits' | 'reading'>): Status {
  if (state === 'dissolved') return { tone: 'wrong', text: m.pool_state_dissolved() }
  if (state === 'proposed')
    return reading === 'coordinator'
      ? { tone: 'wait', text: m.pool_awaits_you() }
      : { tone: 'neutral', text: m.pool_state_proposed() }
  if (state === 'fixed') return { tone: 'good', text: m.pool_state_fixed() }
  return waits
    ? { tone: 'wait', text: reading === 'invited' ? m.pool_awaits_answer() : m.pool_awaits_signature() }
    : { tone: 'lead', text: m.pool_state_forming() }
}

/** What a member has done. */
export function memberStatus(pool: Pick<Pool, 'version' | 'coordinator'>, member: PoolMember): Status {
  if (member.state === 'left') return { tone: 'wrong', text: m.pool_member_left() }
  if (member.state === 'invited') return { tone: 'wait', text: m.pool_member_invited() }
  if (member.signedVersion !== pool.version) return { tone: 'wait', text: m.pool_member_unsigned() }
  return { tone: 'good', text: m.pool_member_signed() }
}

/** « 12 000 pièces au moins, 20 000 au plus »; one figure where they are the same. */
export function boundsLine(item: string, minimum: number, maximum: number): string {
  const most = quantityIn(unitOf(item), maximum)
  return minimum === maximum ? most : m.pool_bounds({ least: number(minimum), most })
}

/** What is asked for day by day: all of it, and of each size where sizes matter. */
export function byDay(item: string, lines: readonly Pool['lines'][number][]) {
  const inOrder = recordOf('items', item)?.sizes ?? []
  const place = ({ size }: Pool['lines'][number]) => (size === null ? -1 : inOrder.indexOf(size))
  return [...Map.groupBy(lines, ({ due }) => due)].map(([due, own]) => ({
    due,
    whole: quantityIn(
      unitOf(item),
      own.reduce((sum, { quantity }) => sum + quantity, 0),
    ),
    sizes: own
      .filter(({ size }) => size !== null)
      .toSorted((one, other) => place(one) - place(other))
      .map(({ size, quantity }) => `${size} ${number(quantity)}`)
      .join(' · '),
  }))
}

/** What another buyer asks for or uses. */
export function candidateLine(item: string, { need, weekly }: Alike['others'][number]): string {
  const asked =
    need &&
    [
      quantityIn(unitOf(item), need.quantity),
      need.communeName,
      need.nextDue && m.pool_next_due({ due: date(need.nextDue, 'short') }),
    ]
      .filter(Boolean)
      .join(' · ')
  const used =
    weekly === null ? null : m.pool_uses({ quantity: quantityIn(unitOf(item), Math.round(weekly)) })
  return [asked, used].filter(Boolean).join(' · ')
}
