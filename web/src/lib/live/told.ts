import { nameOf } from '#lib/catalogue.svelte.ts'
import { date, number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Notification } from './messages.ts'

/** A notification as it is shown: what happened, the figures that matter, and where to see it. */
export interface Told {
  title: string
  body: string
  link: string | null
}

type Values = Record<string, unknown>

function valuesOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function figure(values: Values, key: string): number {
  const value = values[key]
  return typeof value === 'number' ? value : 0
}

function text(values: Values, key: string): string {
  const value = values[key]
  return typeof value === 'string' ? value : ''
}

function count(values: Values, key: string): number {
  const value = values[key]
  return Array.isArray(value) ? value.length : 0
}

/** « 20 000 × Surblouse lavable, 30 janv. » */
function needLine(need: Values): string {
  const item = text(need, 'item')
  const family = text(need, 'family')
  const name = item ? nameOf('items', item) : nameOf('families', family)
  const due = text(need, 'due')
  return m.told_need({
    quantity: number(figure(need, 'quantity')),
    name,
    due: due ? date(due, 'day') : '',
  })
}

function needFits(data: Values): Pick<Told, 'title' | 'body'> {
  const change = text(data, 'change')
  const title =
    change === 'no-longer-feasible'
      ? m.told_fits_lost()
      : change === 'became-feasible'
        ? m.told_fits_feasible()
        : change === 'entered-first-ten'
          ? m.told_fits_entered({ rank: figure(data, 'rank') })
          : m.told_fits_new()
  return { title, body: needLine(valuesOf(data['need'])) }
}

function matchesChanged(data: Values): Pick<Told, 'title' | 'body'> {
  const entered = count(data, 'entered')
  const feasible = count(data, 'becameFeasible')
  const lost = count(data, 'lost')
  const title =
    entered > 0
      ? m.told_matches_entered({ count: entered })
      : feasible > 0
        ? m.told_matches_feasible({ count: feasible })
        : m.told_matches_lost({ count: lost })
  return { title, body: needLine(valuesOf(data['need'])) }
}

/** The words of a notification, in the reader's language. A kind of a newer server is told without figures. */
export function told(notification: Notification): Told {
  const { kind, needId, data } = notification
  if (kind === 'need-fits')
    return { ...needFits(data), link: needId ? `/firm/needs/${needId}` : '/firm/needs' }
  if (kind === 'matches-changed') {
    return { ...matchesChanged(data), link: needId ? `/buyer/needs/${needId}` : '/buyer/needs' }
  }
  return { title: m.told_other(), body: '', link: null }
}
