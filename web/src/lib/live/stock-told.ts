import { nameOf } from '#lib/catalogue.svelte.ts'
import { number } from '#lib/format.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Notification } from './messages.ts'
import type { Told } from './told.ts'

const text = (data: Record<string, unknown>, name: string) => {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}
const figure = (data: Record<string, unknown>, name: string) => {
  const value = data[name]
  return typeof value === 'number' ? value : 0
}

/** The words of what is told of stocks and of surplus; undefined for any other kind. */
export function stockTold({ kind, data }: Notification): Told | undefined {
  const id = text(data, 'item')
  const item = nameOf('items', id)
  const line = `${quantityIn(unitOf(id), figure(data, 'quantity'))} · ${item}`
  if (kind === 'stock-low') {
    const link = `/${text(data, 'side') === 'operator' ? 'operator' : 'buyer'}/stocks`
    if (text(data, 'state') === 'out')
      return { title: m.told_stock_out({ item }), body: m.told_stock_out_body(), link }
    const body = m.told_stock_low_body({
      there: quantityIn(unitOf(id), figure(data, 'there')),
      days: number(figure(data, 'days')),
    })
    return { title: m.told_stock_low({ item }), body, link }
  }
  if (kind === 'surplus-offered') {
    const title = m.told_surplus_offered({ firm: text(data, 'firm') })
    return { title, body: line, link: '/operator/stocks?view=surplus' }
  }
  if (kind !== 'surplus-answered') return undefined
  return {
    title: text(data, 'answer') === 'taken' ? m.told_surplus_taken() : m.told_surplus_refused(),
    body: [line, text(data, 'reason')].filter(Boolean).join(' · '),
    link: '/firm/surplus',
  }
}
