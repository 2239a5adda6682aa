import { nameOf } from '#lib/catalogue.svelte.ts'
import { date, number } from '#lib/format.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Notification } from './messages.ts'
import type { Told } from './told.ts'

type Values = Record<string, unknown>

const valuesIn = (data: Values, name: string): Values => {
  const value = data[name]
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
const text = (data: Values, name: string) => {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}
const figure = (data: Values, name: string) => {
  const value = data[name]
  return typeof value === 'number' ? value : 0
}

const ofContract: Record<string, (inputs: { by: string }) => string> = {
  proposed: m.told_contract_proposed,
  'in-force': () => m.told_contract_in_force(),
  accepted: m.told_contract_accepted,
  declined: m.told_contract_declined,
  withdrawn: m.told_contract_withdrawn,
  terminated: m.told_contract_terminated,
  completed: () => m.told_contract_completed(),
  lapsed: () => m.told_contract_lapsed(),
  'call-off-placed': m.told_call_off_placed,
  'call-off-accepted': m.told_call_off_accepted,
  'call-off-declined': m.told_call_off_declined,
  'call-off-cancelled': m.told_call_off_cancelled,
  'option-exercised': m.told_option_exercised,
}

const ofDelivery: Record<string, (inputs: { by: string }) => string> = {
  announced: m.told_delivery_announced,
  cancelled: m.told_delivery_cancelled,
  received: m.told_delivery_received,
  accepted: m.told_delivery_accepted,
  rejected: m.told_delivery_rejected,
  sorted: m.told_delivery_sorted,
  returned: () => m.told_delivery_returned(),
  paid: m.told_delivery_paid,
}

/** The words of what is told of a contract and its deliveries; undefined for any other kind. */
export function contractTold({ kind, data }: Notification): Told | undefined {
  const contract = valuesIn(data, 'contract')
  const side = text(contract, 'side') === 'buyer' ? 'buyer' : 'firm'
  const link = `/${side}/contracts/${text(contract, 'id')}`
  const title = text(contract, 'title')
  const by = text(data, 'by')
  const happened = text(data, 'happened')
  if (kind === 'contract-news') {
    const words = ofContract[happened]
    return words && { title: words({ by }), body: title, link }
  }
  if (kind === 'delivery-news') {
    const delivery = valuesIn(data, 'delivery')
    const item = text(delivery, 'item')
    const words = ofDelivery[happened]
    const body = m.told_delivery_line({
      number: number(figure(delivery, 'number')),
      quantity: `${quantityIn(unitOf(item), figure(delivery, 'quantity'))} ${nameOf('items', item)}`,
      title,
    })
    return words && { title: words({ by }), body, link }
  }
  if (kind !== 'delivery-at-risk') return undefined
  return {
    title: m.told_risk(),
    body: `${title} · ${m.contract_due({ due: date(text(data, 'due')) })}`,
    link,
  }
}
