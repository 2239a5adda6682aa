import type { Firm } from '@maillage/matching/supply.ts'
import type { FastifyInstance } from 'fastify'
import { communeName } from '../../places.ts'
import type { Lexeme } from '../../search/document.ts'
import type { Reader } from '../../search/text-search.ts'
import { stillReadable } from '../search/queries.ts'

/** Firms that are told; the search has the others. */
const mostTold = 60

export type Looking = Pick<FastifyInstance, 'db' | 'textSearch' | 'documents' | 'engine'>

/** Firms that a reader may read and the index knows to have to do with a thing of the catalogue, the nearest to it first. */
export async function firmsAbout(
  app: Looking,
  thing: Lexeme,
  reader: Reader,
): Promise<{ firms: Firm[]; more: boolean }> {
  const typed = app.documents.words.nameOf(thing)?.fr ?? thing
  const term = { typed, words: [], open: false, code: null, isPlace: false, meant: [thing], near: [] }
  const { hits } = await app.textSearch.search({
    words: { text: typed, terms: [term] },
    kinds: ['firm'],
    facets: {},
    within: null,
    capacity: null,
    reader,
    today: app.engine.asOf,
    limit: mostTold,
  })
  const readable = await stillReadable(app.db, hits, reader)
  const firms = readable.flatMap(({ hit }) => app.engine.firm(hit.id) ?? [])
  return { firms, more: hits.length === mostTold }
}

/** Where a firm is, by its first site; nothing for one without. */
export function cardsOf<More>(firm: Firm, more: More) {
  return firm.sites.slice(0, 1).map(({ place: { commune, department, latitude, longitude } }) => ({
    id: firm.id,
    name: firm.name,
    communeName: communeName(commune),
    department,
    latitude,
    longitude,
    ...more,
  }))
}
