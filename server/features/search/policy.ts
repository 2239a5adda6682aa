import type { Fault } from '../../problems/faults.ts'
import type { SearchQuestion } from '../../search/text-search.ts'
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
