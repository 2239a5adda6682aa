import { nameOf, recordOf } from '#lib/catalogue.svelte.ts'
import type { Choice } from '#lib/components/field.ts'
import { date, number } from '#lib/format.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { ItemStock, Movement, Stored, Surplus } from './stocks.ts'

/** Longest cover that is looked ahead for. */
const HORIZON_DAYS = 730

export const regimes = ['normal', 'eu-emergency', 'national-derogation'] as const
export type Regime = (typeof regimes)[number]

export function regimeName(regime: Regime): string {
  return {
    normal: m.stock_regime_normal,
    'eu-emergency': m.stock_regime_eu,
    'national-derogation': m.stock_regime_national,
  }[regime]()
}

export const regimeChoices = (): Choice[] => regimes.map(value => ({ value, label: regimeName(value) }))

/** How an item stands, and the tone it is shown in. */
export function stateOf(state: ItemStock['state']): {
  tone: 'wrong' | 'wait' | 'good' | 'neutral'
  text: string
} {
  return {
    out: { tone: 'wrong' as const, text: m.stock_state_out() },
    low: { tone: 'wait' as const, text: m.stock_state_low() },
    enough: { tone: 'good' as const, text: m.stock_state_enough() },
    unknown: { tone: 'neutral' as const, text: m.stock_state_unknown() },
  }[state]
}

/** « 27 jours », or that it is longer than one looks ahead, or not known. */
export function daysLine(days: number | null): string {
  if (days === null) return m.stock_cover_unknown()
  return days >= HORIZON_DAYS
    ? m.stock_cover_long({ count: number(HORIZON_DAYS) })
    : m.stock_cover_days({ count: days })
}

/** « 1 200 pièces » of an item. */
export const quantityOf = (item: string, quantity: number): string => quantityIn(unitOf(item), quantity)

/** An item with its size where it has one. */
export const itemLine = ({ item, size }: { item: string; size: string | null }): string =>
  size === null ? nameOf('items', item) : `${nameOf('items', item)}, ${size}`

export const expiryLine = (expiresOn: string | null): string =>
  expiresOn === null ? m.stock_never_expires() : m.stock_expires_on({ day: date(expiresOn) })

/** The sizes of an item, as choices. */
export const sizesOf = (item: string | null): Choice[] =>
  (item === null ? [] : (recordOf('items', item)?.sizes ?? [])).map(size => ({ value: size, label: size }))

export function kindName({ kind, reverses }: Pick<Movement, 'kind' | 'reverses'>): string {
  const name = {
    in: m.stock_kind_in,
    'take-back': m.stock_kind_take_back,
    out: m.stock_kind_out,
    transfer: m.stock_kind_transfer,
    arrival: m.stock_kind_arrival,
    loss: m.stock_kind_loss,
    count: m.stock_kind_count,
  }[kind]()
  return reverses ? m.stock_kind_undone({ kind: name.toLowerCase() }) : name
}

/** An account as a person calls it: a depot by its name. */
export function accountName({ account, depot }: Movement['from']): string {
  const name = depot?.name ?? ''
  return {
    depot: () => name,
    transit: () => m.stock_account_transit({ depot: name }),
    supplier: m.stock_account_supplier,
    consumed: m.stock_account_consumed,
    lost: m.stock_account_lost,
    adjustment: m.stock_account_adjustment,
  }[account]()
}

export function surplusState(state: Surplus['state']): {
  tone: 'wait' | 'good' | 'wrong' | 'neutral'
  text: string
} {
  return {
    offered: { tone: 'wait' as const, text: m.surplus_state_offered() },
    taken: { tone: 'good' as const, text: m.surplus_state_taken() },
    refused: { tone: 'wrong' as const, text: m.surplus_state_refused() },
    withdrawn: { tone: 'neutral' as const, text: m.surplus_state_withdrawn() },
  }[state]
}

/** What of a lot can be taken: in the depot, and not expired. */
export const usable = (stored: readonly Stored[]): Stored[] =>
  stored.filter(({ quantity, expired }) => quantity > 0 && !expired)

/**
 * How many days a full bar is: twice the longest target, so that what lasts long does not hide what runs out; sixty where
 * no target is set.
 */
export const scaleOf = (items: readonly Pick<ItemStock, 'target'>[]): number =>
  items.reduce((longest, { target }) => Math.max(longest, 2 * (target ?? 0)), 60)
