import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { normalise } from './normalise.ts'

/**
 * How near the coordinates are to the commune: its own place; the mean of the communes sharing its postal code;
 * the mean of a wider area. docs/sources.md gives the distances measured.
 */
export type Precision = 'commune' | 'postal-code' | 'area'

/** A French commune. Coordinates are in degrees (WGS 84); `code` is INSEE's. */
export type Town = {
  code: string
  name: string
  department: string
  postalCodes: string[]
  latitude: number
  longitude: number
  precision: Precision
}

/**
 * The towns, the largest first so that answers come out in order without a sort; their names as compared; and one
 * text with a line a town (name, name in one word, codes), which a native search walks faster than a loop could.
 */
type Index = { towns: Town[]; names: string[]; text: string; starts: number[]; byCode: Map<string, Town> }

const file = new URL('./towns.tsv.gz', import.meta.url)
/** No commune's name is half as long: a longer query cannot match. */
const longestQuery = 100

let index: Index | undefined

function parse(line: string): { town: Town; population: number } {
  const [
    code = '',
    name = '',
    department = '',
    postalCodes = '',
    latitude,
    longitude,
    precision,
    population,
  ] = line.split('\t')
  if (precision !== 'commune' && precision !== 'postal-code' && precision !== 'area') {
    throw new Error(`towns.tsv.gz: unknown precision for ${code} ${name}`)
  }
  const place = {
    latitude: Number(latitude),
    longitude: Number(longitude),
    precision,
  } satisfies Partial<Town>
  const town: Town = { code, name, department, postalCodes: postalCodes.split(' '), ...place }
  return { town, population: Number(population) }
}

function load(): Index {
  if (index) return index
  const compare = new Intl.Collator('fr').compare
  const towns = gunzipSync(readFileSync(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map(parse)
    .sort(
      (a, b) =>
        b.population - a.population ||
        compare(a.town.department, b.town.department) ||
        compare(a.town.name, b.town.name),
    )
    .map(({ town }) => town)
  const names = towns.map(town => normalise(town.name))
  const starts: number[] = []
  let text = ''
  for (const [i, town] of towns.entries()) {
    const name = names[i] ?? ''
    starts.push(text.length)
    text += ` ${name} ${name.replaceAll(' ', '')} ${town.code.toLowerCase()} ${town.postalCodes.join(' ')}\n`
  }
  starts.push(text.length)
  index = { towns, names, text, starts, byCode: new Map(towns.map(town => [town.code, town])) }
  return index
}

/** All the communes of France, the largest first. The first call reads the file (some 0.2 s). */
export function loadTowns(): Town[] {
  return load().towns
}

/** The commune with this INSEE code, if there is one. */
export function townByCode(code: string): Town | undefined {
  return load().byCode.get(code)
}

/** Walks the numbers of the towns whose line has a word beginning with each of these. */
function* townsWithWords(words: string[]): Generator<number> {
  const { text, starts } = load()
  const probes = words.map(word => ` ${word}`).sort((a, b) => b.length - a.length)
  const [longest = '', ...others] = probes
  let town = 0
  for (let at = text.indexOf(longest); at !== -1; at = text.indexOf(longest, starts[town])) {
    while ((starts[town + 1] ?? Infinity) <= at) town++
    const line = others.length > 0 ? text.slice(starts[town], starts[town + 1]) : ''
    if (others.every(probe => line.includes(probe))) yield town
    town++
  }
}

/** How well a name answers, 0 best: the same, begins so, a word begins so, its words in another order or form. */
function rankOf(name: string, asked: string): number {
  if (name === asked) return 0
  if (name.startsWith(asked)) return 1
  return name.includes(` ${asked}`) ? 2 : 3
}

/**
 * Finds communes by name, by the beginning of a postal code or INSEE code, or by both ("foix 09").
 * Accents, case, hyphens and apostrophes do not matter, "st" reads "saint". Best match first, then the largest.
 * Answers at most `limit` towns; none for an empty or overlong query.
 */
export function searchTowns(query: string, limit = 10): Town[] {
  if (query.length > longestQuery) return []
  const words = normalise(query).split(' ').filter(Boolean)
  if (words.length === 0) return []
  const { towns, names } = load()
  const numbers = words.filter(word => /^\d/.test(word))
  const nameWords = words.filter(word => !/^\d/.test(word))
  const asked = nameWords.join(' ')
  const ranked: number[][] = [[], [], [], []]
  for (const town of townsWithWords(words)) ranked[rankOf(names[town] ?? '', asked)]?.push(town)
  const best = ranked.flat()
  // "Laroquedolmes": only asked when nothing else answers, since short words run together match at random.
  if (best.length === 0 && nameWords.length > 0)
    best.push(...townsWithWords([nameWords.join(''), ...numbers]))
  return best.slice(0, limit).flatMap(town => towns[town] ?? [])
}
