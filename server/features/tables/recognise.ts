/** What the words of a cell stand for, by the catalogue's names first, then by the lexicon. */
import type { ImportKind } from '@maillage/db/tables/imports.ts'
import { normalise } from '@maillage/db/towns/normalise.ts'
import { searchTowns, townByCode } from '@maillage/db/towns/towns.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Lexicon } from '@maillage/matching/understanding/lexicon.ts'
import { needsFromText } from '@maillage/matching/understanding/needs.ts'
import type { PlaceIndex } from '@maillage/matching/understanding/places.ts'
import { readText } from '@maillage/matching/understanding/reading.ts'

export interface Meant<Kind extends string> {
  kind: Kind
  id: string
  name: Text
}

export interface Recogniser {
  /** Machines and trades that a cell may mean: one where it is plain. */
  things(cell: string): Meant<'machines' | 'workforce'>[]
  /** Products and families that a cell may mean. */
  products(cell: string): Meant<'item' | 'family'>[]
  norms(cell: string): string[]
  /** The commune that a cell names; `several` where more than one is called so. */
  town(cell: string): { code: string | null; several: boolean }
  /** Whether a cell is what a table of this kind is about. */
  means(kind: ImportKind, cell: string): boolean
}

/** Longer cells are no names. */
const LONGEST_NAME = 200

/** Reads cells by a catalogue; what was read once is remembered, since columns repeat themselves. */
export function createRecogniser(catalogue: Catalogue, lexicon: Lexicon, places: PlaceIndex): Recogniser {
  const { machineTypes, trades, items, families, norms } = catalogue
  const sold = items.filter(({ historic }) => !historic)
  const thingsByName = namesOf<'machines' | 'workforce'>([
    ['machines', machineTypes],
    ['workforce', trades],
  ])
  const productsByName = namesOf<'item' | 'family'>([
    ['item', sold],
    ['family', families],
  ])
  const normsByName = namesOf([['norm', norms]])
  const names = new Map([...machineTypes, ...trades, ...sold, ...families].map(({ id, name }) => [id, name]))
  const nameOf = (id: string): Text => names.get(id) ?? { fr: id, en: id }

  const things = remembering(cell => {
    const { names: exact, synonyms } = thingsByName(cell)
    if (exact.length > 0) return exact
    const found = readText(cell, lexicon).concepts.flatMap(
      ({ kind, id }): Meant<'machines' | 'workforce'>[] => {
        if (kind !== 'machine' && kind !== 'trade') return []
        return [{ kind: kind === 'machine' ? 'machines' : 'workforce', id, name: nameOf(id) }]
      },
    )
    return likeliest(distinct(found), synonyms)
  })
  const products = remembering(cell => {
    const { names: exact, synonyms } = productsByName(cell)
    if (exact.length > 0) return exact
    // A number before it makes a need of the cell; the day does not matter.
    const needs = needsFromText(`10 ${cell}`, lexicon, catalogue, { today: '2000-01-03', places })
    const [need] = needs.length === 1 ? needs : []
    const meant =
      need === undefined || need.product === null
        ? need?.readings.map(({ product }) => product)
        : [need.product]
    const found = (meant ?? []).map(id => ({
      kind: items.some(item => item.id === id) ? ('item' as const) : ('family' as const),
      id,
      name: nameOf(id),
    }))
    return likeliest(found, synonyms)
  })
  const readNorms = remembering(cell => {
    const { names: exact, synonyms } = normsByName(cell)
    const known = exact.length > 0 ? exact : synonyms
    if (known.length > 0) return known.map(({ id }) => id)
    return [
      ...new Set(readText(cell, lexicon).concepts.flatMap(({ kind, id }) => (kind === 'norm' ? [id] : []))),
    ]
  })
  return {
    things,
    products,
    norms: readNorms,
    town: remembering(townOf),
    means: (kind, cell) => (kind === 'machines' ? things(cell) : products(cell)).length > 0,
  }
}

/** « Foix », « 09000 Foix », « Foix (09) », « 09122 ». */
function townOf(cell: string): { code: string | null; several: boolean } {
  const words = cell.replaceAll(/[(),]/g, ' ').trim()
  if (words === '') return { code: null, several: false }
  const byCode = townByCode(words.toUpperCase())
  const found = searchTowns(words, 20)
  const letters = normalise(words.replaceAll(/\d+/g, ' '))
  const same = found.filter(({ name }) => normalise(name) === letters)
  if (letters === '') {
    // Postal codes look like INSEE codes: the post's is what people write.
    const [first, second] = found
    if (first && !second) return { code: first.code, several: false }
    return found.length > 1 ? { code: null, several: true } : { code: byCode?.code ?? null, several: false }
  }
  const [only, other] = same
  if (other !== undefined) return { code: null, several: true }
  return { code: only?.code ?? null, several: false }
}

interface Named {
  id: string
  name: Text
  synonyms: { fr: string[]; en: string[] }
}

/** What was read, where it is one thing; otherwise what is also called so, where anything is. */
const likeliest = <Value>(read: Value[], synonyms: Value[]): Value[] =>
  read.length === 1 || synonyms.length === 0 ? read : synonyms

/** Finds records by their names, and by what they are also called. */
function namesOf<Kind extends string>(
  lists: readonly (readonly [Kind, readonly Named[]])[],
): (cell: string) => { names: Meant<Kind>[]; synonyms: Meant<Kind>[] } {
  const byName = new Map<string, Meant<Kind>[]>()
  const bySynonym = new Map<string, Meant<Kind>[]>()
  const put = (map: Map<string, Meant<Kind>[]>, word: string, meant: Meant<Kind>) =>
    map.set(normalise(word), distinct([...(map.get(normalise(word)) ?? []), meant]))
  for (const [kind, records] of lists) {
    for (const { id, name, synonyms } of records) {
      const meant = { kind, id, name }
      for (const word of [id, name.fr, name.en]) put(byName, word, meant)
      for (const word of [...synonyms.fr, ...synonyms.en]) put(bySynonym, word, meant)
    }
  }
  return cell => ({
    names: byName.get(normalise(cell)) ?? [],
    synonyms: bySynonym.get(normalise(cell)) ?? [],
  })
}

/** The first of each id: a product before the family that is called like it. */
const distinct = <Value extends { id: string }>(values: readonly Value[]): Value[] =>
  values.filter(({ id }, index) => values.findIndex(other => other.id === id) === index)

function remembering<Value>(read: (cell: string) => Value): (cell: string) => Value {
  const known = new Map<string, Value>()
  return cell => {
    const short = cell.slice(0, LONGEST_NAME)
    const before = known.get(short)
    if (before !== undefined) return before
    const value = read(short)
    known.set(short, value)
    return value
  }
}
