import type { DB } from '@maillage/db/tables/database.ts'
import { townByCode } from '@maillage/db/towns/towns.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import { Value } from 'typebox/value'
import { newId } from '../../ids.ts'
import type { DocumentKey } from '../../search/document.ts'
import { keysAnswering } from '../../search/postgres/keys-answering.ts'
import type { SearchQuestion } from '../../search/text-search.ts'
import { facetNames } from '../../search/document.ts'
import { notify } from '../notifications/notify.ts'
import { capacityOf, withinOf } from './policy.ts'
import { SearchQuery } from './schemas.ts'
import { questionOf } from './search.ts'

/** Most that one notification names; it counts the others. */
const mostNamed = 3
/** Most searches an organisation keeps. */
export const mostSaved = 50

/** What an organisation is told of a saved search: what is new in it. */
export interface SearchFound {
  search: string
  name: string
  query: string
  found: { kind: string; id: string; title: Text }[]
  total: number
}

type Saved = { id: string; organisationId: string; name: string; query: string }

/**
 * The search that the address of a page of results holds, in the words of the API; null where it is none. A commune
 * stands for its place.
 */
export function queryIn(address: string): SearchQuery | null {
  const parameters = new URLSearchParams(address)
  const town = townByCode(parameters.get('around') ?? '')
  const query = {
    q: parameters.get('q') ?? '',
    ...(parameters.has('kind') && { kind: parameters.getAll('kind') }),
    ...Object.fromEntries(facetNames.map(name => [name, parameters.getAll(name)])),
    ...(town && {
      latitude: town.latitude,
      longitude: town.longitude,
      kilometres: Number(parameters.get('km')),
    }),
    ...(parameters.has('make') && { make: parameters.get('make') }),
    ...(parameters.has('weekly') && { weekly: Number(parameters.get('weekly')) }),
    ...(parameters.has('by') && { by: parameters.get('by') }),
  }
  return Value.Check(SearchQuery, query) ? query : null
}

/** What a saved search asks, for the members of its organisation; null where it asks nothing any more. */
async function questionFor(
  db: Kysely<DB>,
  documents: FastifyInstance['documents'],
  { organisationId, query: address }: Pick<Saved, 'organisationId' | 'query'>,
  today: string,
): Promise<SearchQuestion | null> {
  const organisation = await db
    .selectFrom('organisation')
    .select(['roles', 'status'])
    .where('id', '=', organisationId)
    .executeTakeFirst()
  const query = queryIn(address)
  const within = query && withinOf(query)
  if (organisation === undefined || organisation.status === 'suspended' || query === null) return null
  const reader = {
    member: true,
    operator: organisation.roles.includes('operator'),
    organisations: [organisationId],
  }
  const capacity = capacityOf(query, reader, today)
  if (Array.isArray(within) || Array.isArray(capacity)) return null
  return questionOf({ documents }, { ...query, typing: false }, { within, capacity, reader, today })
}

/** Keeps a search. What it finds today is no news; what comes after is. */
export async function saveSearch(
  trx: Transaction<DB>,
  documents: FastifyInstance['documents'],
  saved: Omit<Saved, 'id'> & { userId: string },
  today: string,
): Promise<string> {
  const id = newId()
  await trx
    .insertInto('savedSearch')
    .values({ id, ...saved })
    .execute()
  const question = await questionFor(trx, documents, saved, today)
  const keys = question === null ? [] : await keysAnswering(trx, question)
  for (let from = 0; from < keys.length; from += 5000) {
    const rows = keys.slice(from, from + 5000)
    await trx
      .insertInto('savedSearchTold')
      .values(rows.map(key => ({ savedSearchId: id, kind: key.kind, id: key.id, mailed: true })))
      .execute()
  }
  return id
}

/** Tells organisations what has come into their saved searches, each thing once; what is their own is no news. */
export async function tellSearches(
  trx: Transaction<DB>,
  documents: FastifyInstance['documents'],
  keys: DocumentKey[],
  today: string,
): Promise<void> {
  const searches = await trx
    .selectFrom('savedSearch')
    .select(['id', 'organisationId', 'name', 'query'])
    // By organisation: two of these jobs take the rows of organisations in one order.
    .orderBy('organisationId')
    .orderBy('id')
    .execute()
  for (const search of searches) {
    const question = await questionFor(trx, documents, search, today)
    if (question === null) continue
    const answering = await keysAnswering(trx, question, keys)
    const others = answering.filter(({ owner }) => owner !== search.organisationId)
    if (others.length === 0) continue
    const told = await trx
      .insertInto('savedSearchTold')
      .values(others.map(({ kind, id }) => ({ savedSearchId: search.id, kind, id, mailed: false })))
      .onConflict(conflict => conflict.doNothing())
      .returning(['kind', 'id'])
      .execute()
    const news = others.filter(one => told.some(({ kind, id }) => kind === one.kind && id === one.id))
    if (news.length === 0) continue
    const found = news.slice(0, mostNamed).map(({ kind, id, title }) => ({ kind, id, title }))
    await notify(trx, {
      organisationId: search.organisationId,
      kind: 'search-found',
      needId: null,
      eventId: null,
      data: { search: search.id, name: search.name, query: search.query, found, total: news.length },
    })
  }
}
