import { language } from '#lib/language.svelte.ts'

/** Figures and dates as the reader writes them: 1 234,5 in French, 1,234.5 in English. */

const formats = new Map<string, Intl.NumberFormat>()

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = language() === 'fr' ? 'fr-FR' : 'en-GB'
  const key = locale + JSON.stringify(options)
  const known = formats.get(key)
  if (known) return known
  const created = new Intl.NumberFormat(locale, options)
  formats.set(key, created)
  return created
}

/** A number with at most `digits` decimals. */
export function number(value: number, digits = 0): string {
  return formatter({ maximumFractionDigits: digits }).format(value)
}

/** A share in [0, 1] as a percentage. */
export function percent(share: number, digits = 0): string {
  return formatter({ style: 'percent', maximumFractionDigits: digits }).format(share)
}

/** Integer cents of euro as euros; without cents from 100 euros up, and where there is nothing. */
export function euros(cents: number): string {
  const digits = cents === 0 || Math.abs(cents) >= 10_000 ? 0 : 2
  return inEuros(cents, digits, digits)
}

function inEuros(cents: number, minimumFractionDigits: number, maximumFractionDigits: number): string {
  return formatter({
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits,
    maximumFractionDigits,
  }).format(cents / 100)
}

/** Integer cents of euro that are offered or agreed, to the cent; whole euros from 100 up go without. */
export function amount(cents: number): string {
  return cents % 100 === 0 ? euros(cents) : inEuros(cents, 2, 2)
}

/** Cents of euro for one piece, which may be worth less than one: to the hundredth of a cent. */
export const unitPrice = (cents: number): string => inEuros(cents, 2, 4)

/** Thousands of euros, as efforts are told. */
export function kiloeuros(value: number): string {
  return `${number(value, value < 10 ? 1 : 0)}\u00a0k€`
}

export function kilometres(value: number): string {
  return `${number(value, value < 10 ? 1 : 0)}\u00a0km`
}

function dateLocale(): string {
  return language() === 'fr' ? 'fr-FR' : 'en-GB'
}

/** An ISO date (2026-11-23), which has no time zone: 23 novembre 2026. */
export function date(iso: string, style: 'long' | 'short' | 'day' = 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { day: 'numeric', month: 'long', year: 'numeric' }
      : style === 'short'
        ? { day: '2-digit', month: '2-digit', year: 'numeric' }
        : { day: 'numeric', month: 'short' }
  const written = new Intl.DateTimeFormat(dateLocale(), { ...options, timeZone: 'UTC' }).format(
    new Date(`${iso.slice(0, 10)}T00:00:00Z`),
  )
  // French writes the first of the month as an ordinal, and Intl does not.
  return language() === 'fr' && style !== 'short' ? written.replace(/^1(?=\s)/, '1er') : written
}

/** An instant, shown in Paris time: 23 nov. 2026, 14:05. */
export function instant(iso: string): string {
  return new Intl.DateTimeFormat(dateLocale(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(new Date(iso))
}

/** How long ago an instant was, in the largest unit that fits: il y a 3 minutes. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000)
  const relative = new Intl.RelativeTimeFormat(dateLocale(), { numeric: 'auto' })
  const size = Math.abs(seconds)
  if (size < 60) return relative.format(0, 'minute')
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute')
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour')
  return relative.format(Math.round(seconds / 86_400), 'day')
}

/** How long before a day another one was, both ISO dates: aujourd’hui, hier, il y a 9 jours. */
export function daysAgo(iso: string, today: string): string {
  const days = Math.round((Date.parse(iso) - Date.parse(today)) / 86_400_000)
  return new Intl.RelativeTimeFormat(dateLocale(), { numeric: 'auto' }).format(days, 'day')
}

/** Several names as a phrase: Foix, Mazamet et Castres. */
export function list(items: string[]): string {
  return new Intl.ListFormat(dateLocale(), { type: 'conjunction' }).format(items)
}
