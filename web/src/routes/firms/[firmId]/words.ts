import { familyOf, nameOf, recordOf } from '#lib/catalogue.svelte.ts'
import type { Reply } from '#lib/api/types.ts'
import { date, daysAgo } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

export type FirmPage = Reply<'/api/firms/{firmId}', 'get'>
type Certificate = FirmPage['certificates'][number]
type Machine = FirmPage['sites'][number]['machines'][number]

/** What is older than this is worth asking about before one counts on it, in days. */
const FRESH = 180

/** How old what the firm says is. */
export function freshness({ confirmedAt, asOf }: Pick<FirmPage, 'confirmedAt' | 'asOf'>): {
  text: string
  tone: 'good' | 'wait'
} {
  if (confirmedAt === null) return { text: m.page_firm_confirmed_never(), tone: 'wait' }
  const days = (Date.parse(asOf) - Date.parse(confirmedAt)) / 86_400_000
  const text = m.page_firm_confirmed({ ago: daysAgo(confirmedAt, asOf) })
  return { text, tone: days <= FRESH ? 'good' : 'wait' }
}

export const CERTIFICATE_TONES = { declared: 'wait', verified: 'good', expired: 'wrong' } as const

export function certificateState(state: Certificate['state']): string {
  return {
    declared: m.page_firm_certificate_declared,
    verified: m.firm_certificate_verified,
    expired: m.firm_certificate_expired,
  }[state]()
}

/** What a certificate is about, its edition, and until when. */
export function certificateFacts({ edition, item, validUntil, state }: Certificate): string {
  const until =
    validUntil === null
      ? m.page_firm_certificate_no_end()
      : state === 'expired'
        ? m.page_firm_certificate_ended({ date: date(validUntil) })
        : m.page_firm_certificate_until({ date: date(validUntil) })
  return [
    edition ?? '',
    item === null ? '' : m.page_firm_certificate_about({ item: nameOf('items', item) }),
    until,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Products by family, in the order they come; and what goes into products. */
export function grouped(ids: readonly string[]): {
  families: { family: string; items: string[] }[]
  inputs: string[]
} {
  const products = ids.filter(id => recordOf('items', id)?.kind === 'product')
  const families = Map.groupBy(products, id => familyOf(id) ?? '')
  return {
    families: [...families].map(([family, items]) => ({ family, items })),
    inputs: ids.filter(id => !products.includes(id)),
  }
}

/** What a machine works within: « laize 190 cm, 80 à 300 g/m² ». */
export function attributesText({ attributes = {} }: Machine): string {
  const { widthCm, gauge, leastGramsPerM2: least, mostGramsPerM2: most } = attributes
  return [
    widthCm === undefined ? '' : m.page_machine_width({ width: widthCm }),
    gauge === undefined ? '' : m.page_machine_gauge({ gauge }),
    least === undefined
      ? most === undefined
        ? ''
        : m.page_machine_weight_most({ most })
      : most === undefined
        ? m.page_machine_weight_least({ least })
        : m.page_machine_weight({ least, most }),
  ]
    .filter(Boolean)
    .join(', ')
}
