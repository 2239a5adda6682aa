import { nameOf } from '#lib/catalogue.svelte.ts'
import { date } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Certificate } from './certificates.ts'

type Told = Pick<Certificate, 'status' | 'sentAt' | 'check'>

/** Where a certificate stands, as its firm and the operator read it. */
export function certificateStatus({ status, sentAt, check }: Told): {
  tone: 'good' | 'lead' | 'wait' | 'wrong'
  text: string
} {
  if (status === 'verified') {
    const until = check?.until
    return {
      tone: 'good',
      text: until ? m.certificate_verified_until({ date: date(until) }) : m.firm_certificate_verified(),
    }
  }
  if (status === 'refused') return { tone: 'wrong', text: m.firm_certificate_refused() }
  if (status === 'expired') return { tone: 'wrong', text: m.firm_certificate_expired() }
  return sentAt === null
    ? { tone: 'wait', text: m.certificate_not_sent() }
    : { tone: 'lead', text: m.certificate_sent() }
}

/** Edition, what was tested, number and end, in one line. */
export function certificateLine({
  edition,
  item,
  number,
  validUntil,
}: Pick<Certificate, 'edition' | 'item' | 'number' | 'validUntil'>): string {
  return [
    edition,
    item && m.page_firm_certificate_about({ item: nameOf('items', item) }),
    number && m.certificate_number({ number }),
    validUntil ? m.page_firm_certificate_until({ date: date(validUntil) }) : m.page_firm_certificate_no_end(),
  ]
    .filter(Boolean)
    .join(' · ')
}
