import { townByCode } from '@maillage/db/towns/towns.ts'
import { kilometres } from '@maillage/matching/geography.ts'
import type { Place } from '@maillage/matching/supply.ts'
import type { Fault } from './problems/faults.ts'

/** A pin that was moved further away than this, by road, is in another commune. */
const FURTHEST_KILOMETRES = 50

/** A commune by its INSEE code, with the coordinates of a pin that was moved by hand or null for the commune's own. */
export interface PlaceInput {
  commune: string
  latitude: number | null
  longitude: number | null
}

/**
 * The place a person means. Returns the faults instead where the commune does not exist or the pin lies elsewhere;
 * `path` is the JSON pointer of the object that holds the place.
 */
export function placeOf(input: PlaceInput, path: string): Place | Fault[] {
  const town = townByCode(input.commune)
  if (town === undefined) {
    const message = {
      fr: 'Commune inconnue : choisissez-la dans la liste.',
      en: 'Unknown commune: choose it from the list.',
    }
    return [{ field: `${path}/commune`, message }]
  }
  const { latitude, longitude } = input
  const { code: commune, department, precision } = town
  const asTown: Place = { commune, department, latitude: town.latitude, longitude: town.longitude, precision }
  if (latitude === null && longitude === null) return asTown
  if (latitude === null || longitude === null) {
    const message = {
      fr: 'Indiquez la latitude et la longitude, ou aucune des deux.',
      en: 'Give both latitude and longitude, or neither.',
    }
    return [{ field: `${path}/${latitude === null ? 'latitude' : 'longitude'}`, message }]
  }
  // What was read is sent back as it was: only a pin that moved is more precise than its commune.
  if (latitude === town.latitude && longitude === town.longitude) return asTown
  const moved: Place = { commune, department, latitude, longitude, precision: 'address' }
  if (kilometres(asTown, moved) > FURTHEST_KILOMETRES) {
    const message = {
      fr: `Ce point est à plus de ${FURTHEST_KILOMETRES} km de ${town.name}.`,
      en: `This point is more than ${FURTHEST_KILOMETRES} km from ${town.name}.`,
    }
    return [{ field: `${path}/latitude`, message }]
  }
  return moved
}

/** Name of a commune that was stored once; its code where the list of communes has lost it since. */
export function communeName(code: string): string {
  return townByCode(code)?.name ?? code
}
