import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import { databaseNow } from '../tenders/queries.ts'
import { type Asked, type Place, publicProcesses } from './keys.ts'
import { readProcesses } from './read.ts'
import { releasesOf } from './releases.ts'
import type { Release } from './schemas.ts'

/** What publication needs to know of this server. */
export interface Publishing {
  catalogue: Catalogue
  publicUrl: string
  ocidPrefix: string
}

/** Processes of one page, each with its releases; `next`: the place that the next page comes after, null at the end. */
export interface Page {
  processes: Release[][]
  next: Place | null
}

const idsOf = (places: readonly Place[]) => places.map(({ id }) => id)

async function releasesFor(
  db: Kysely<DB>,
  { catalogue, publicUrl, ocidPrefix: prefix }: Publishing,
  ids: readonly string[],
): Promise<Release[][]> {
  const context = { catalogue, publicUrl, prefix, now: await databaseNow(db) }
  const processes = await readProcesses(db, catalogue, ids)
  return processes.map(process => releasesOf(process, context)).filter(releases => releases.length > 0)
}

/** One page of what is public, or of what changed since an instant; whatever changed last comes last. */
export async function readPage(
  db: Kysely<DB>,
  publishing: Publishing,
  { limit, ...asked }: Omit<Asked, 'only'>,
): Promise<Page> {
  const found = await publicProcesses(db, { ...asked, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    processes: await releasesFor(db, publishing, idsOf(shown)),
    next: found.length > limit ? (last ?? null) : null,
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The releases of one process; none where it is not public, or is no process of this publisher. */
export async function readReleases(db: Kysely<DB>, publishing: Publishing, ocid: string): Promise<Release[]> {
  const start = `${publishing.ocidPrefix}-`
  const id = ocid.startsWith(start) ? ocid.slice(start.length) : ''
  if (!UUID.test(id)) return []
  const found = await publicProcesses(db, { only: id, limit: 1 })
  return (await releasesFor(db, publishing, idsOf(found))).flat()
}
