import { normalise } from '@maillage/db/towns/normalise.ts'
import { searchTowns } from '@maillage/db/towns/towns.ts'
import type { Place } from '@maillage/matching/supply.ts'
import { type Static, Type } from 'typebox'
import { placeOf } from '../places.ts'
import type { Fault } from '../problems/faults.ts'

const named = (description: string, maxLength: number) =>
  Type.String({ description, minLength: 1, maxLength })

/** A place as people write it. */
export const placeFields = {
  commune: Type.Optional(named('INSEE code of the commune', 5)),
  town: Type.Optional(named('Name of the commune, instead of its code', 100)),
  department: Type.Optional(named('Code of its department, where several towns have that name', 3)),
  latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
}

const PlaceInput = Type.Object(placeFields)
type PlaceInput = Static<typeof PlaceInput>

const said = {
  none: {
    fr: 'Indiquez la commune (code INSEE), ou sa ville (town) et son département.',
    en: 'Give the commune (INSEE code), or its town and department.',
  },
  noSuchTown: { fr: 'Aucune commune ne porte ce nom.', en: 'No commune has this name.' },
  several: (departments: string[]) => ({
    fr: `Plusieurs communes portent ce nom : donnez le département, parmi ${departments.join(', ')}.`,
    en: `Several communes have this name: give the department, one of ${departments.join(', ')}.`,
  }),
}

/** Whether a place is given at all. */
export const isPlaced = ({ commune, town }: PlaceInput) => commune !== undefined || town !== undefined

/** The place meant; its faults where there is none, or more than one. `path` is the pointer of what holds it. */
export function resolvePlace(input: PlaceInput, path: string): Place | Fault[] {
  const commune = input.commune ?? communeNamed(input, path)
  if (Array.isArray(commune)) return commune
  return placeOf({ commune, latitude: input.latitude ?? null, longitude: input.longitude ?? null }, path)
}

function communeNamed({ town, department }: PlaceInput, path: string): string | Fault[] {
  if (town === undefined) return [{ field: `${path}/commune`, message: said.none }]
  const asked = normalise(town)
  const named = searchTowns(town, 500).filter(
    found => normalise(found.name) === asked && (department === undefined || found.department === department),
  )
  const [first, ...others] = named
  if (first === undefined) return [{ field: `${path}/town`, message: said.noSuchTown }]
  if (others.length === 0) return first.code
  return [{ field: `${path}/town`, message: said.several(named.map(found => found.department).sort()) }]
}
