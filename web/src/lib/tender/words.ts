import { nameOf } from '#lib/catalogue.svelte.ts'
import { instant } from '#lib/format.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Criterion, Lot, Tender, TenderLine } from './tender.ts'

/** Where a tender stands, in words and in the tone of a status. */
export function tenderStatus({ state, isClosed }: Pick<TenderLine, 'state' | 'isClosed'>): {
  tone: 'neutral' | 'lead' | 'good' | 'wait' | 'wrong'
  text: string
} {
  if (state === 'draft') return { tone: 'neutral', text: m.tender_state_draft() }
  if (state === 'published')
    return isClosed
      ? { tone: 'wait', text: m.tender_state_closed() }
      : { tone: 'lead', text: m.tender_state_open() }
  if (state === 'opened') return { tone: 'wait', text: m.tender_state_opened() }
  if (state === 'negotiating') return { tone: 'lead', text: m.round_state() }
  if (state === 'awarded') return { tone: 'good', text: m.tender_state_awarded() }
  if (state === 'concluded') return { tone: 'good', text: m.tender_state_concluded() }
  if (state === 'unsuccessful') return { tone: 'wrong', text: m.tender_state_unsuccessful() }
  return { tone: 'wrong', text: m.tender_state_cancelled() }
}

export const criterionKinds = [
  'price',
  'quality',
  'delivery',
  'environment',
  'supply-security',
  'social',
  'service',
] as const

/** What a kind of criterion is called. */
export function criterionName(kind: Criterion['kind']): string {
  return {
    price: m.tender_kind_price,
    quality: m.tender_kind_quality,
    delivery: m.tender_kind_delivery,
    environment: m.tender_kind_environment,
    'supply-security': m.tender_kind_supply_security,
    social: m.tender_kind_social,
    service: m.tender_kind_service,
  }[kind]()
}

/** Structures that a lot may be reserved for, as a buyer chooses them. */
export const reservations = {
  none: [],
  'esat-ea': ['esat', 'ea'],
  siae: ['siae'],
  all: ['esat', 'ea', 'siae'],
} as const satisfies Record<string, Lot['reservedFor']>
export type Reservation = keyof typeof reservations

const reservationNames: Record<Reservation, () => string> = {
  none: m.tender_reserved_none,
  'esat-ea': m.tender_reserved_esat_ea,
  siae: m.tender_reserved_siae,
  all: m.tender_reserved_all,
}

export const reservationName = (reservation: Reservation) => reservationNames[reservation]()

/** The reservation that names these structures; the widest where it is none of those a buyer chooses from. */
export function reservationOf(reservedFor: Lot['reservedFor']): Reservation {
  const named = [...reservedFor].sort().join()
  const found = (['none', 'esat-ea', 'siae', 'all'] as const).find(
    one => [...reservations[one]].sort().join() === named,
  )
  return found ?? 'all'
}

type About = Pick<Lot, 'item' | 'family' | 'quantity'>

/** « 20 000 × Surblouse lavable » */
export function lotSubject({ item, family, quantity }: About): string {
  const name = item === null ? nameOf('families', family ?? '') : nameOf('items', item)
  return `${quantityIn(unitOf(item), quantity)} · ${name}`
}

/** Until when offers are received, or since when they no longer are; nothing for a draft without a date. */
export function deadlineLine({ deadline, isClosed }: Pick<Tender, 'deadline' | 'isClosed'>): string {
  if (deadline === null) return ''
  const at = instant(deadline)
  return isClosed ? m.tender_closed_since({ at }) : m.tender_until({ at })
}
