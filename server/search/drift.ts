import { isDeepStrictEqual } from 'node:util'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { catalogueDocuments } from './catalogue-documents.ts'
import { documentKinds, type DocumentKey, type DocumentKind, type SearchDocument } from './document.ts'
import type { DocumentMaker } from './firm-document.ts'
import type { SearchIndex } from './search-index.ts'
import { allSubjects, keyOf, readSubjects } from './source.ts'

/** How far an index is from the tables it was made of. */
export interface Drift {
  /** How many there should be, and how many there are. */
  counts: Record<DocumentKind, { expected: number; found: number }>
  missing: DocumentKey[]
  /** In the index and nothing to find any more. */
  left: DocumentKey[]
  /** Of the documents that were compared one by one, those that differ. */
  compared: number
  different: DocumentKey[]
}

/** Documents compared one by one, spread over all of them. */
const sampled = 200

/** Each `count / size`-th of a list, so that a day's check begins elsewhere than the day before. */
export function sampleOf<T>(list: readonly T[], size: number, start: number): T[] {
  if (list.length <= size) return [...list]
  const step = list.length / size
  return Array.from(
    { length: size },
    (_, index) => list[Math.floor((start % step) + index * step) % list.length],
  ).filter(one => one !== undefined)
}

/** Documents as JSON gives them back: what is undefined is not there. */
const plain = (document: SearchDocument): unknown => JSON.parse(JSON.stringify(document))

/**
 * Compares an index with the tables: which documents it has, all of them, and what is in a sample. `start` moves the
 * sample. What changed in the seconds before may be told as drift; repairing it does no harm.
 */
export async function driftOf(
  db: Kysely<DB>,
  index: SearchIndex,
  maker: DocumentMaker,
  start = 0,
): Promise<Drift> {
  const { firms, needs } = await allSubjects(db)
  const catalogue = catalogueDocuments(maker)
  const expected: DocumentKey[] = [
    ...firms.map(id => ({ kind: 'firm' as const, id })),
    ...needs.map(id => ({ kind: 'need' as const, id })),
    ...catalogue.map(({ kind, id }) => ({ kind, id })),
  ]
  const found = await index.keys()
  const there = new Set(found.map(keyOf))
  const wanted = new Set(expected.map(keyOf))
  const sample = sampleOf(
    expected.filter(key => there.has(keyOf(key))),
    sampled,
    start,
  )
  const idsOf = (kind: DocumentKind) => sample.filter(key => key.kind === kind).map(({ id }) => id)
  const sampleKeys = new Set(sample.map(keyOf))
  const fresh = [
    ...(await readSubjects(db, { firms: idsOf('firm'), needs: idsOf('need') }, maker)).documents,
    ...catalogue.filter(document => sampleKeys.has(keyOf(document))),
  ]
  const kept = new Map((await index.read(sample)).map(document => [keyOf(document), document]))
  const count = (keys: DocumentKey[], kind: DocumentKind) => keys.filter(key => key.kind === kind).length
  const counts = (kind: DocumentKind) => ({ expected: count(expected, kind), found: count(found, kind) })
  return {
    counts: {
      firm: counts('firm'),
      need: counts('need'),
      product: counts('product'),
      machine: counts('machine'),
    },
    missing: expected.filter(key => !there.has(keyOf(key))),
    left: found.filter(key => !wanted.has(keyOf(key))),
    compared: fresh.length,
    different: fresh
      .filter(document => {
        const before = kept.get(keyOf(document))
        return before === undefined || !isDeepStrictEqual(plain(before), plain(document))
      })
      .map(({ kind, id }) => ({ kind, id })),
  }
}

/** Whether an index says what the tables say, as far as it was looked at. */
export const isDrifted = ({ missing, left, different }: Drift): boolean =>
  missing.length + left.length + different.length > 0

/** Writes what is missing or different and takes out what is left. */
export async function repair(
  db: Kysely<DB>,
  index: SearchIndex,
  maker: DocumentMaker,
  drift: Drift,
): Promise<void> {
  const wrong = [...drift.missing, ...drift.different]
  const idsOf = (kind: DocumentKind) => wrong.filter(key => key.kind === kind).map(({ id }) => id)
  const wrongKeys = new Set(wrong.map(keyOf))
  const { documents, gone } = await readSubjects(db, { firms: idsOf('firm'), needs: idsOf('need') }, maker)
  const ofCatalogue = catalogueDocuments(maker).filter(document => wrongKeys.has(keyOf(document)))
  // It moves nothing in the log: what is written is as new as the tables, and events on their way come after.
  await index.apply(
    { documents: [...documents, ...ofCatalogue], gone: [...gone, ...drift.left] },
    async () => {},
  )
}

/** One line a kind, for whoever keeps the server. */
export function driftLines({ counts, missing, left, compared, different }: Drift): string[] {
  return [
    ...documentKinds.map(kind => `${kind}: ${counts[kind].found} of ${counts[kind].expected}`),
    `missing: ${missing.length}, left over: ${left.length}, different: ${different.length} of ${compared} compared`,
  ]
}
