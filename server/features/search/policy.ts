import type { Fault } from '../../problems/faults.ts'
import { weeksUntil } from '../../search/capacity.ts'
import type { Reader, SearchQuestion } from '../../search/text-search.ts'
import type { SearchQuery } from './schemas.ts'

/** The circle that is looked in, null for everywhere; or what is missing of it. */
export function withinOf({
  latitude,
  longitude,
  kilometres,
}: SearchQuery): SearchQuestion['within'] | Fault[] {
  if (latitude !== undefined && longitude !== undefined && kilometres !== undefined)
    return { latitude, longitude, kilometres }
  if (latitude === undefined && longitude === undefined && kilometres === undefined) return null
  const message = {
    fr: 'Donnez latitude, longitude et kilomètres ensemble, ou aucun des trois.',
    en: 'Give latitude, longitude and kilometres together, or none of the three.',
  }
  const missing = Object.entries({ latitude, longitude, kilometres }).filter(
    ([, value]) => value === undefined,
  )
  return missing.map(([name]) => ({ field: `/${name}`, message }))
}

/** The capacity that is asked for, null for any; or what is wrong with it. What firms can make is for members to know. */
export function capacityOf(
  { make, weekly, by }: SearchQuery,
  { member, operator }: Reader,
  today: string,
): SearchQuestion['capacity'] | Fault[] {
  if (make === undefined) {
    const message = {
      fr: 'Dites de quelle famille de produits, avec `make`.',
      en: 'Say of which family of products, with `make`.',
    }
    const given = Object.entries({ weekly, by }).filter(([, value]) => value !== undefined)
    return given.length === 0 ? null : given.map(([name]) => ({ field: `/${name}`, message }))
  }
  if (!member && !operator) {
    const message = {
      fr: 'Connectez-vous au nom d’une organisation pour chercher par capacité.',
      en: 'Sign in for an organisation to search by capacity.',
    }
    return [{ field: '/make', message }]
  }
  return { family: make, weekly: weekly ?? 1, weeks: by === undefined ? 0 : weeksUntil(today, by) }
}
