import { type CapacityAsked, capacityAt } from '../capacity.ts'
import {
  facetNames,
  type DocumentKey,
  type FacetName,
  type SearchDocument,
  type Weight,
} from '../document.ts'
import type { WordReader } from '../words.ts'

/** A document as Meilisearch keeps it: things of the catalogue by their names in both languages, by how much they count. */
export interface MeiliDocument extends Record<string, unknown> {
  key: string
  kind: string
  id: string
  audience: string
  owner: string | null
  /** As a number it can compare: 20270201; one that has no end has the last there is. */
  until: number
  standing: number
  names: string[]
  has: string[]
  said: string[]
  could: string[]
  codes: string[]
  places: string[]
  sentences: string
  /** By family, units a week for each week from now: what is compared has to be a number by a name. */
  weekly: Record<string, Record<string, number>>
  _geo: { lat: number; lng: number } | null
  document: SearchDocument
}

/** Changes that take longer are in no document: the last week goes on. */
const lastWeek = 9

const familyName = (family: string) => family.replaceAll('-', '_')
const weekName = (weeks: number) => `w${Math.min(weeks, lastWeek)}`

/** What a capacity is compared by. */
export const weeklyAttribute = ({ family, weeks }: Pick<CapacityAsked, 'family' | 'weeks'>) =>
  `weekly.${familyName(family)}.${weekName(weeks)}`

const weeklyOf = (capacity: SearchDocument['capacity']): MeiliDocument['weekly'] =>
  Object.fromEntries(
    Object.entries(capacity).map(([family, own]) => [
      familyName(family),
      Object.fromEntries(
        Array.from({ length: lastWeek + 1 }, (_, weeks) => [weekName(weeks), capacityAt(own, weeks)]),
      ),
    ]),
  )

const noEnd = 99_999_999

/** A day as Meilisearch compares it. */
export const dayNumber = (day: string | null) => (day === null ? noEnd : Number(day.replaceAll('-', '')))

/** Letters, figures, hyphens and underscores are all that a key may hold. */
export const keyIn = ({ kind, id }: DocumentKey) => `${kind}_${id.replace(/[^\w-]/g, '_')}`

export function meiliDocument(document: SearchDocument, words: WordReader): MeiliDocument {
  const named = (weights: Weight[]) =>
    document.concepts
      .filter(({ weight }) => weights.includes(weight))
      .flatMap(({ lexeme }) => {
        const name = words.nameOf(lexeme)
        return name === undefined ? [] : [name.fr, name.en]
      })
  const { kind, id, audience, owner, until, standing, title, codes, places, sentences, place, facets } =
    document
  const values = Object.fromEntries(facetNames.map((facet: FacetName) => [facet, facets[facet] ?? []]))
  return {
    ...values,
    key: keyIn(document),
    kind,
    id,
    audience,
    owner,
    until: dayNumber(until),
    standing,
    names: [...new Set([title.fr, title.en, ...named(['A'])])],
    has: named(['B']),
    said: named(['C']),
    could: named(['D']),
    codes,
    places,
    sentences,
    weekly: weeklyOf(document.capacity),
    _geo: place === null ? null : { lat: place.latitude, lng: place.longitude },
    document,
  }
}
