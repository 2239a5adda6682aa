import { setImmediate as breathe } from 'node:timers/promises'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { loadFirms } from '../engine/load-firms.ts'
import { loadNeeds } from '../engine/load-needs.ts'
import { catalogueDocuments } from './catalogue-documents.ts'
import type { DocumentKey, SearchDocument } from './document.ts'
import { type DocumentMaker, firmDocument } from './firm-document.ts'
import { needDocument, type PublishedNeed } from './need-document.ts'
import type { Changes } from './text-search.ts'

/** Subjects read from the tables at once. */
const page = 500

/** Firms and needs by id. */
export interface Subjects {
  firms: string[]
  needs: string[]
}

async function publishedNeeds(db: Kysely<DB>, ids: string[]): Promise<PublishedNeed[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select(['need.id', 'need.visibility', 'organisation.name'])
    .where(sql<boolean>`need.id = any(${ids}::uuid[])`)
    .where('need.state', '=', 'published')
    .where('organisation.status', '!=', 'suspended')
    .execute()
  const shown = new Map(rows.map(row => [row.id, row]))
  const needs = shown.size === 0 ? [] : await loadNeeds(db, [...shown.keys()])
  return needs.flatMap(need => {
    const row = shown.get(need.id)
    return row === undefined ? [] : [{ ...need, buyerName: row.name, visibility: row.visibility }]
  })
}

/**
 * Documents of these subjects as the tables have them now; those that are nothing to find any more are gone. Others get
 * their turn after each firm: what a firm of a new kind could make takes some milliseconds.
 */
export async function readSubjects(
  db: Kysely<DB>,
  { firms, needs }: Subjects,
  maker: DocumentMaker,
): Promise<Changes> {
  const documents: SearchDocument[] = []
  for (const firm of firms.length === 0 ? [] : await loadFirms(db, firms)) {
    const document = firmDocument(firm, maker)
    if (document !== null) documents.push(document)
    await breathe()
  }
  for (const need of await publishedNeeds(db, needs)) documents.push(needDocument(need, maker))
  const found = new Set(documents.map(keyOf))
  const asked: DocumentKey[] = [
    ...firms.map(id => ({ kind: 'firm' as const, id })),
    ...needs.map(id => ({ kind: 'need' as const, id })),
  ]
  return { documents, gone: asked.filter(key => !found.has(keyOf(key))) }
}

/** A key as one word. */
export const keyOf = ({ kind, id }: DocumentKey) => `${kind} ${id}`

/** Everything there is to find, by key; and those keys of firms and needs that turn out to be nothing to find. */
export async function allSubjects(db: Kysely<DB>): Promise<Subjects> {
  const firms = await db
    .selectFrom('organisation')
    .innerJoin('profile', 'profile.organisationId', 'organisation.id')
    .select('organisation.id')
    .where('organisation.status', '!=', 'suspended')
    .where(sql<boolean>`exists (select from site where organisation_id = organisation.id)`)
    .orderBy('organisation.id')
    .execute()
  const needs = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select('need.id')
    .where('need.state', '=', 'published')
    .where('organisation.status', '!=', 'suspended')
    .orderBy('need.id')
    .execute()
  return { firms: firms.map(({ id }) => id), needs: needs.map(({ id }) => id) }
}

/** How far a long work has got. */
export interface Progress {
  done: number
  total: number
}

/** All documents, page by page, with how far it has got. */
export async function* readAll(
  db: Kysely<DB>,
  maker: DocumentMaker,
): AsyncGenerator<{ documents: SearchDocument[]; progress: Progress }> {
  const { firms, needs } = await allSubjects(db)
  const catalogue = catalogueDocuments(maker)
  const total = firms.length + needs.length + catalogue.length
  let done = catalogue.length
  yield { documents: catalogue, progress: { done, total } }
  for (let from = 0; from < Math.max(firms.length, needs.length); from += page) {
    const subjects = { firms: firms.slice(from, from + page), needs: needs.slice(from, from + page) }
    const { documents } = await readSubjects(db, subjects, maker)
    done += subjects.firms.length + subjects.needs.length
    yield { documents, progress: { done, total } }
  }
}
