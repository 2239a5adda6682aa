import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { isKind, type Kind } from '@maillage/db/catalogue/kinds.ts'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { type Changed, shapeFaults } from './overlay.ts'

/** Who changes the catalogue, for which operator. */
export interface Changing {
  organisationId: string
  actor: string
}

/** Kinds of which a record may be taken out of use; items become historic, and what profiles name stays. */
export const REMOVABLE: readonly Kind[] = ['recipes', 'reorientations', 'rules']

/** One change of the catalogue at a time, on all servers. */
export async function lockCatalogue(trx: Transaction<DB>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalogue'))`.execute(trx)
}

/** The draft of an operator, held until the transaction ends. */
export async function lockChange(
  trx: Transaction<DB>,
  { organisationId }: Changing,
  changeId: string,
  state: 'draft' | 'active',
): Promise<Refusal | { version: number; title: string; number: number | null }> {
  const row = await trx
    .selectFrom('catalogueChange')
    .select(['version', 'state', 'title', 'number'])
    .where('id', '=', changeId)
    .where('organisationId', '=', organisationId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return { refused: 'not-found' }
  return row.state === state ? row : { refused: 'catalogue-change-ended' }
}

/** Begins a change; `from`: with what another one, taken back maybe, made of its records. */
export async function beginChange(
  trx: Transaction<DB>,
  { organisationId, actor }: Changing,
  { title, reason, from }: { title: string; reason: string; from: string | null },
): Promise<string> {
  const id = newId()
  await trx
    .insertInto('catalogueChange')
    .values({ id, organisationId, title, reason, createdBy: actor })
    .execute()
  if (from === null) return id
  const copied = await recordsOf(trx, from)
  for (const { kind, slug, removed, content } of copied) {
    const { revision } = await lastRevision(trx, kind, slug)
    await trx
      .insertInto('catalogueChangeRecord')
      .values({
        changeId: id,
        kind,
        slug,
        baseRevision: revision,
        removed,
        content: JSON.stringify(content),
      })
      .execute()
  }
  return id
}

/** Says again what a draft is for. */
export async function describeChange(
  trx: Transaction<DB>,
  by: Changing,
  changeId: string,
  { version, title, reason }: { version: number; title: string; reason: string },
): Promise<Refusal | null> {
  const change = await lockChange(trx, by, changeId, 'draft')
  if ('refused' in change) return change
  if (change.version !== version) return { refused: 'stale-version' }
  await touch(trx, changeId, { title, reason })
  return null
}

/** Forgets a draft. */
export async function discardChange(
  trx: Transaction<DB>,
  by: Changing,
  changeId: string,
): Promise<Refusal | null> {
  const change = await lockChange(trx, by, changeId, 'draft')
  if ('refused' in change) return change
  await trx.deleteFrom('catalogueChange').where('id', '=', changeId).execute()
  return null
}

/** The records of a change, as it makes them. */
export async function recordsOf(
  db: Kysely<DB>,
  changeId: string,
): Promise<(Changed & { baseRevision: number })[]> {
  const rows = await db
    .selectFrom('catalogueChangeRecord')
    .select(['kind', 'slug', 'baseRevision', 'removed', 'content'])
    .where('changeId', '=', changeId)
    .orderBy('kind')
    .orderBy('slug')
    .execute()
  return rows.flatMap(({ kind, ...row }) => (isKind(kind) ? [{ kind, ...row }] : []))
}

/** The last revision of a record, in force or not; 0 where there was none. */
export async function lastRevision(db: Kysely<DB>, kind: Kind, slug: string) {
  const row = await db
    .selectFrom('catalogueRecord')
    .select(['revision', 'position', 'content', 'removed', 'origin'])
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { revision: 0, position: null, content: null, removed: true, origin: null }
}

/** Puts a record into a draft. `revision`: the one that was looked at, 0 for a new one. */
export async function saveRecord(
  trx: Transaction<DB>,
  by: Changing,
  changeId: string,
  { kind, slug, removed, content, revision }: Changed & { revision: number },
): Promise<Refusal | null> {
  const change = await lockChange(trx, by, changeId, 'draft')
  if ('refused' in change) return change
  const last = await lastRevision(trx, kind, slug)
  if (last.revision !== revision) return { refused: 'catalogue-moved-on' }
  const faults = [...shapeFaults(kind, content), ...wishFaults(kind, slug, removed, content, last)]
  if (faults.length > 0) return invalid(faults)
  const values = { baseRevision: revision, removed, content: JSON.stringify(content) }
  await trx
    .insertInto('catalogueChangeRecord')
    .values({ changeId, kind, slug, ...values })
    .onConflict(conflict => conflict.columns(['changeId', 'kind', 'slug']).doUpdateSet(values))
    .execute()
  await touch(trx, changeId)
  return null
}

/** Takes a record out of a draft: it stays as it is. */
export async function dropRecord(
  trx: Transaction<DB>,
  by: Changing,
  changeId: string,
  { kind, slug }: Pick<Changed, 'kind' | 'slug'>,
): Promise<Refusal | null> {
  const change = await lockChange(trx, by, changeId, 'draft')
  if ('refused' in change) return change
  await trx
    .deleteFrom('catalogueChangeRecord')
    .where('changeId', '=', changeId)
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .execute()
  await touch(trx, changeId)
  return null
}

async function touch(
  trx: Transaction<DB>,
  changeId: string,
  set: { title?: string; reason?: string } = {},
): Promise<void> {
  await trx
    .updateTable('catalogueChange')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', changeId)
    .execute()
}

const unitOf = (content: unknown) =>
  typeof content === 'object' && content !== null && 'unit' in content ? content.unit : null
const idOf = (content: unknown) =>
  typeof content === 'object' && content !== null && 'id' in content ? content.id : null

function wishFaults(
  kind: Kind,
  slug: string,
  removed: boolean,
  content: unknown,
  last: { revision: number; content: unknown },
): Fault[] {
  return [
    ...(idOf(content) === slug
      ? []
      : [
          {
            field: '/id',
            message: {
              fr: 'L’identifiant d’une fiche ne change pas : ajoutez-en une autre.',
              en: 'The id of a record does not change: add another one.',
            },
          },
        ]),
    ...(removed && !REMOVABLE.includes(kind)
      ? [
          {
            field: '',
            message: {
              fr: 'Cette fiche ne se retire pas : des profils ou des besoins peuvent la nommer. Un article se marque comme historique.',
              en: 'This record is not taken out: profiles or needs may name it. An item is marked as historic.',
            },
          },
        ]
      : []),
    ...(kind === 'items' && last.revision > 0 && unitOf(last.content) !== unitOf(content)
      ? [
          {
            field: '/unit',
            message: {
              fr: 'Des besoins et des stocks comptent déjà dans cette unité : ajoutez un autre article plutôt que d’en changer.',
              en: 'Needs and stocks count in this unit already: add another item rather than change it.',
            },
          },
        ]
      : []),
  ]
}
