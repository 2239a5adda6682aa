import type { DB } from '@maillage/db/tables/database.ts'
import { loadWords } from '@maillage/db/catalogue/words/load.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import { type EnqueuedTaskPromise, Meilisearch } from 'meilisearch'
import type { DocumentKey, SearchDocument } from '../document.ts'
import type { SearchIndex } from '../search-index.ts'
import type { WordReader } from '../words.ts'
import { keyIn, meiliDocument, type MeiliDocument } from './document.ts'
import { meiliSearch } from './meili-search.ts'
import { settingsOf } from './settings.ts'

/** Where the search server is, and its key. */
export interface MeiliAddress {
  url: string
  key: string | undefined
}

/** Who searches waits no longer than this for it: the database then answers. */
const searchMilliseconds = 1500
/** A request that writes, and the work it asks for. Less than the lease that is held meanwhile. */
const writeMilliseconds = 10_000
const taskMilliseconds = 20_000
/** Documents read at once. */
const page = 1000

/** Waits until the server has done what it took on. Throws what it says where it could not. */
async function done(pending: EnqueuedTaskPromise): Promise<void> {
  const task = await pending.waitTask({ timeout: taskMilliseconds })
  if (task.status !== 'succeeded') {
    throw new Error(`Meilisearch: ${task.type} ${task.status}${task.error ? `: ${task.error.message}` : ''}`)
  }
}

/** Absent is as good as gone. */
async function deleteIndex(client: Meilisearch, uid: string): Promise<void> {
  await client.deleteIndexIfExists(uid)
}

/**
 * The index in Meilisearch. What is written and its place in the event log cannot be one transaction: it is written
 * first, so that it may be written twice and is never lost.
 */
export function meiliIndex(
  db: Kysely<DB>,
  { url, key }: MeiliAddress,
  catalogue: () => Catalogue,
  words: WordReader,
  uid = 'maillage',
): SearchIndex {
  const access = { host: url, ...(key === undefined ? {} : { apiKey: key }) }
  const writer = new Meilisearch({ ...access, timeout: writeMilliseconds })
  const asker = new Meilisearch({ ...access, timeout: searchMilliseconds })
  const nextUid = `${uid}-next`
  const write = async (into: string, documents: SearchDocument[]) => {
    if (documents.length === 0) return
    const rows = documents.map(document => meiliDocument(document, words))
    await done(writer.index<MeiliDocument>(into).addDocuments(rows, { primaryKey: 'key' }))
  }
  return {
    name: 'meilisearch',
    search: meiliSearch(asker, uid, words),
    async apply({ documents, gone }, moved) {
      await write(uid, documents)
      if (gone.length > 0) await done(writer.index(uid).deleteDocuments(gone.map(keyIn)))
      await db.transaction().execute(moved)
    },
    async rebuild() {
      await deleteIndex(writer, nextUid)
      await done(writer.createIndex(nextUid, { primaryKey: 'key' }))
      await done(writer.index(nextUid).updateSettings(settingsOf(catalogue(), loadWords())))
      return {
        write: documents => write(nextUid, documents),
        drop: () => deleteIndex(writer, nextUid),
        async swap(moved) {
          const { results } = await writer.getRawIndexes({ limit: page })
          // Two indexes are needed to change places.
          if (!results.some(index => index.uid === uid))
            await done(writer.createIndex(uid, { primaryKey: 'key' }))
          await done(writer.swapIndexes([{ indexes: [uid, nextUid], rename: false }]))
          await db.transaction().execute(moved)
          await deleteIndex(writer, nextUid)
        },
      }
    },
    async keys() {
      const keys: DocumentKey[] = []
      for (let offset = 0; ; offset += page) {
        const { results } = await writer
          .index<MeiliDocument>(uid)
          .getDocuments<Pick<MeiliDocument, 'document'>>({ fields: ['document'], limit: page, offset })
        keys.push(...results.map(({ document: { kind, id } }) => ({ kind, id })))
        if (results.length < page) return keys
      }
    },
    async read(keys) {
      if (keys.length === 0) return []
      const { results } = await writer
        .index<MeiliDocument>(uid)
        .getDocuments<Pick<MeiliDocument, 'document'>>({
          ids: keys.map(keyIn),
          fields: ['document'],
          limit: keys.length,
        })
      return results.map(({ document }) => document)
    },
  }
}
