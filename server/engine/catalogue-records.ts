import { kinds } from '@maillage/db/catalogue/kinds.ts'
import { schemas } from '@maillage/db/catalogue/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** Brings the catalogue that ships with this version into the database. */
export async function shipCatalogue(trx: Transaction<DB>, catalogue: Catalogue): Promise<void> {
  await shipRecords(
    trx,
    kinds.flatMap(kind =>
      catalogue[kind].map((record, position) => ({ kind, slug: record.id, position, content: record })),
    ),
  )
}

/** One record of reference data as it ships. */
export interface ShippedRecord {
  kind: string
  slug: string
  position: number
  content: object
}

/**
 * Brings records that ship with this version into the database: what changed becomes a new revision; a record that the
 * operator has revised is left alone and the shipped change waits as a proposal.
 */
export async function shipRecords(trx: Transaction<DB>, shipped: ShippedRecord[]): Promise<void> {
  // One statement each: a start loads some 400 records.
  const rows = JSON.stringify(shipped)
  const incoming = sql`
    jsonb_to_recordset(${rows}::text::jsonb) as shipped(kind text, slug text, position integer, content jsonb)`
  const latest = sql`
    (select distinct on (kind, slug) * from catalogue_record order by kind, slug, revision desc)`
  await sql`
    insert into catalogue_proposal (kind, slug, content)
    select shipped.kind, shipped.slug, shipped.content
    from ${incoming} join ${latest} latest using (kind, slug)
    where latest.origin = 'operator' and latest.content <> shipped.content
    on conflict (kind, slug) do update set content = excluded.content, at = now()`.execute(trx)
  await sql`
    insert into catalogue_record (kind, slug, revision, origin, position, content)
    select shipped.kind, shipped.slug, coalesce(latest.revision, 0) + 1, 'shipped', shipped.position, shipped.content
    from ${incoming} left join ${latest} latest using (kind, slug)
    where latest.slug is null
      or (latest.origin = 'shipped'
        and (latest.content <> shipped.content or latest.position <> shipped.position or latest.removed))`.execute(
    trx,
  )
}

const Records = Compile(Type.Object(schemas))
const none = Object.fromEntries(kinds.map(kind => [kind, []]))

const byKind = sql`
  latest as (
    select distinct on (kind, slug) * from catalogue_record where kind = any(${kinds}::text[])
    order by kind, slug, revision desc
  ), by_kind as (
    select kind, jsonb_agg(content order by position, slug) as content from latest where not removed group by kind
  )`
const digest = sql<string>`md5(string_agg(content::text, '' order by kind))`

/** The version of the catalogue in force: a digest of all its records. */
export async function catalogueVersion(db: Kysely<DB>): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    with ${byKind} select ${digest} as version from by_kind`.execute(db)
  return rows[0]?.version ?? ''
}

/**
 * The catalogue in force: the last revision of every record that was not taken back. Its version is a digest of all of
 * them. Throws where a stored record no longer has the shape this version of the engine reads.
 */
export async function readCatalogue(db: Kysely<DB>): Promise<Catalogue> {
  const { rows } = await sql<{ version: string; records: Record<string, unknown> }>`
    with ${byKind} select ${digest} as version, jsonb_object_agg(kind, content) as records from by_kind`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('the catalogue is empty: ship it before reading it')
  const { version } = row
  // Of some kinds there may be none.
  const records: unknown = { ...none, ...row.records }
  if (!Records.Check(records)) {
    const [first] = Records.Errors(records)
    throw new Error(`a record of the catalogue is not as expected: ${first?.instancePath} ${first?.message}`)
  }
  return { version, ...records }
}
