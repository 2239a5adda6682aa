import { catalogue, nameOf, recordOf } from '#lib/catalogue.svelte.ts'
import type { Choice } from '#lib/components/field.ts'
import { date, list, number } from '#lib/format.ts'
import { claimName } from '#lib/need/names.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { ItemStock, Lot, Movement, Stored, Surplus } from './stocks.ts'

/** Longest cover that is looked ahead for. */
const HORIZON_DAYS = 730

/** Under which law a lot was made: a regime of the catalogue, normal law, or a kind of regime that nobody had named. */
export function regimeName(regime: string): string {
  switch (regime) {
    case 'normal':
      return m.stock_regime_normal()
    case 'eu-emergency':
      return m.stock_regime_eu()
    case 'national-derogation':
      return m.stock_regime_national()
    default:
      return nameOf('regimes', regime)
  }
}

/** Normal law and the regimes that were put in force at some time; `own` too, where it is neither. */
export function regimeChoices(own = 'normal'): Choice[] {
  const held = (catalogue()?.regimes ?? []).filter(({ from }) => from !== null).map(({ id }) => id)
  return [...new Set(['normal', ...held, own])].map(value => ({ value, label: regimeName(value) }))
}

/** What the regime of a lot still lets it be used for; null where it names none. */
export function useLine(use: Lot['use']): string | null {
  if (use === null) return null
  const day = 'until' in use && use.until !== null ? date(use.until) : null
  switch (use.use) {
    case 'regime':
      return day === null ? m.stock_use_regime_open() : m.stock_use_regime({ day })
    case 'afterwards': {
      const claims = list(use.claims.map(claim => claimName(claim).toLowerCase()))
      return day === null ? m.stock_use_afterwards_open({ claims }) : m.stock_use_afterwards({ claims, day })
    }
    case 'none':
      return m.stock_use_none()
  }
}

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

/** Until when a lot may be used: its expiry, or the end of its regime where that is sooner. */
export const lastUseLine = ({ expiresOn, usableUntil }: Pick<Stored, 'expiresOn' | 'usableUntil'>): string =>
  usableUntil === null || usableUntil === expiresOn
    ? expiryLine(expiresOn)
    : m.stock_usable_until({ day: date(usableUntil) })

/** Why a lot may no longer be used. */
export const whyUnusable = ({ expiresOn, usableUntil }: Pick<Stored, 'expiresOn' | 'usableUntil'>): string =>
  usableUntil === expiresOn ? m.stock_is_expired() : m.stock_is_over()

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
