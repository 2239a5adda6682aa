import type { DB } from '@maillage/db/tables/database.ts'
import type { ImportKind } from '@maillage/db/tables/imports.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { CheckedRows } from './check-rows.ts'
import { fieldsUnder, type Mapping, type Table } from './columns.ts'
import type { CellFault } from './row.ts'
import { CHUNK_ROWS } from './schemas.ts'

/** Which field stood under which heading when this organisation last sent such a table. */
export async function rememberedFields(
  db: Kysely<DB>,
  organisationId: string,
  kind: ImportKind,
): Promise<Record<string, string>> {
  const row = await db
    .selectFrom('importMapping')
    .select('fields')
    .where('organisationId', '=', organisationId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row?.fields ?? {}
}

/** Keeps a table until it is applied or left. Those of the organisation that were left a week ago go. Returns its id. */
export async function stage(
  trx: Transaction<DB>,
  organisationId: string,
  kind: ImportKind,
  { headings, rows, mapping }: Table & { mapping: Mapping },
): Promise<string> {
  await trx
    .deleteFrom('import')
    .where('organisationId', '=', organisationId)
    .where('at', '<', sql<Date>`now() - interval '7 days'`)
    .execute()
  const id = newId()
  await trx
    .insertInto('import')
    .values({ id, organisationId, kind, headings, mapping: JSON.stringify(mapping), rowCount: rows.length })
    .execute()
  for (let number = 0; number * CHUNK_ROWS < rows.length; number++) {
    const chunk = rows.slice(number * CHUNK_ROWS, (number + 1) * CHUNK_ROWS)
    await trx
      .insertInto('importChunk')
      .values({ importId: id, number, rows: JSON.stringify(chunk) })
      .execute()
  }
  return id
}

/** A staged table of an organisation; undefined where there is none. */
export function findImport(db: Kysely<DB>, organisationId: string, id: string) {
  return db
    .selectFrom('import')
    .select(['id', 'kind', 'headings', 'mapping', 'rowCount'])
    .where('id', '=', id)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
}
export type StoredImport = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** The chunks of a staged table, in order. */
export function chunksOf(db: Kysely<DB>, importId: string) {
  return db
    .selectFrom('importChunk')
    .select(['number', 'rows', 'entries', 'faults'])
    .where('importId', '=', importId)
    .orderBy('number')
    .execute()
}
export type StoredChunk = Awaited<ReturnType<typeof chunksOf>>[number]

/** Changes which column is what: everything is to be checked again, and it is remembered for the next table. */
export async function setMapping(
  trx: Transaction<DB>,
  organisationId: string,
  { id, kind, headings }: StoredImport,
  mapping: Mapping,
): Promise<void> {
  const fields = JSON.stringify(fieldsUnder(headings, mapping))
  await trx
    .updateTable('import')
    .set({ mapping: JSON.stringify(mapping) })
    .where('id', '=', id)
    .execute()
  await trx
    .updateTable('importChunk')
    .set({ entries: null, faults: null })
    .where('importId', '=', id)
    .execute()
  await trx
    .insertInto('importMapping')
    .values({ organisationId, kind, fields })
    .onConflict(conflict => conflict.columns(['organisationId', 'kind']).doUpdateSet({ fields }))
    .execute()
}

/** Keeps what was found in a chunk, unless its columns were said to be others meanwhile. */
export async function storeChecked(
  db: Kysely<DB>,
  { id, mapping }: Pick<StoredImport, 'id' | 'mapping'>,
  number: number,
  { entries, faults }: CheckedRows,
): Promise<void> {
  await db
    .updateTable('importChunk')
    .set({ entries: JSON.stringify(entries), faults: JSON.stringify(faults) })
    .where('importId', '=', id)
    .where('number', '=', number)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('import')
          .select('id')
          .where('id', '=', id)
          .where('mapping', '=', sql<StoredImport['mapping']>`${JSON.stringify(mapping)}::jsonb`),
      ),
    )
    .execute()
}

/** Throws a staged table away; returns whether there was one. */
export async function leave(db: Kysely<DB>, organisationId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('import')
    .where('id', '=', id)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The faults of chunks, which this file alone writes. */
export const faultsOf = (chunks: readonly Pick<StoredChunk, 'faults'>[]): CellFault[] =>
  chunks.flatMap(({ faults }) => faults ?? []).filter(isFault)

function isFault(value: object): value is CellFault {
  return 'line' in value && 'message' in value
}
