import { day } from '@maillage/matching/words/typography.ts'
import type { Language } from './problems/problem.ts'

const inParis = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** The ISO date it is in France at this instant. */
export function parisDate(instant: Date): string {
  return inParis.format(instant)
}

const clockInParis = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
})

/** An instant as it is told in France: `15 janvier 2027 à 12 h 00`, `15 January 2027 at 12:00`. */
export function parisMoment(instant: string, language: Language): string {
  const at = new Date(instant)
  const date = day(parisDate(at), language)
  const [hours, minutes] = clockInParis.format(at).split(':')
  return language === 'fr' ? `${date} à ${hours}\u00a0h\u00a0${minutes}` : `${date} at ${hours}:${minutes}`
}

const offsetInParis = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  timeZoneName: 'longOffset',
})

/** The instant at which a day begins in France, as an ISO text in UTC. The clocks change at night, never at midnight. */
export function parisMidnight(isoDate: string): string {
  const midnight = new Date(`${isoDate}T00:00:00Z`)
  const named = offsetInParis.formatToParts(midnight).find(({ type }) => type === 'timeZoneName')?.value
  const [, hours = '00'] = /^GMT\+(\d{2})/.exec(named ?? '') ?? []
  return new Date(midnight.getTime() - Number(hours) * 3_600_000).toISOString()
}
