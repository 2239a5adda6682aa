import { isDeepStrictEqual } from 'node:util'
import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { loadNeeds } from '../../engine/load-needs.ts'
import { newId } from '../../ids.ts'
import type { Refusal } from '../../problems/problem.ts'
import type { CheckedNeed } from './check.ts'
import { readNeed } from './read.ts'
import type { NeedShown } from './schemas.ts'

function columnsOf(need: CheckedNeed) {
  const { item, family, claim, quantity, packaging, place, wishes, text } = need
  const { ceilingCents, maximumPartners, visibility, excludedFirms, reservedFor } = need
  return {
    item,
    family,
    claim,
    quantity,
    packaging,
    ...place,
    ...wishes,
    text,
    ceilingCents,
    maximumPartners,
    visibility,
    excludedFirms,
    reservedFor,
    weights: need.weights && JSON.stringify(need.weights),
  }
}

async function replaceLists(trx: Transaction<DB>, needId: string, need: CheckedNeed): Promise<void> {
  await trx.deleteFrom('needSize').where('needId', '=', needId).execute()
  await trx.deleteFrom('needTranche').where('needId', '=', needId).execute()
  await trx.deleteFrom('needNorm').where('needId', '=', needId).execute()
  if (need.sizes.length > 0) {
    const rows = need.sizes.map((line, position) => ({ needId, ...line, position }))
    await trx.insertInto('needSize').values(rows).execute()
  }
  if (need.schedule.length > 0) {
    const rows = need.schedule.map(tranche => ({ needId, ...tranche }))
    await trx.insertInto('needTranche').values(rows).execute()
  }
  if (need.norms.length > 0) {
    const rows = need.norms.map((norm, position) => ({ needId, norm, position }))
    await trx.insertInto('needNorm').values(rows).execute()
  }
}

/** Stores a new draft of an organisation. Returns its id. */
export async function createDraft(
  trx: Transaction<DB>,
  organisationId: string,
  need: CheckedNeed,
): Promise<string> {
  const id = newId()
  await trx
    .insertInto('need')
    .values({ id, organisationId, ...columnsOf(need) })
    .execute()
  await replaceLists(trx, id, need)
  return id
}

/** A statement takes some 65,000 values, and a need has thirty. */
const DRAFTS_AT_ONCE = 1000

/** Stores many new drafts of an organisation, in few statements. Returns their ids, in the order they are given in. */
export async function createDrafts(
  trx: Transaction<DB>,
  organisationId: string,
  needs: readonly CheckedNeed[],
): Promise<string[]> {
  const ids = needs.map(() => newId()).sort()
  const drafts = needs.map((need, index) => ({ id: ids[index] ?? newId(), need }))
  for (let from = 0; from < drafts.length; from += DRAFTS_AT_ONCE) {
    const batch = drafts.slice(from, from + DRAFTS_AT_ONCE)
    const rows = batch.map(({ id, need }) => ({ id, organisationId, ...columnsOf(need) }))
    await trx.insertInto('need').values(rows).execute()
    const tranches = batch.flatMap(({ id, need }) =>
      need.schedule.map(tranche => ({ needId: id, ...tranche })),
    )
    const norms = batch.flatMap(({ id, need }) =>
      need.norms.map((norm, position) => ({ needId: id, norm, position })),
    )
    if (tranches.length > 0) await trx.insertInto('needTranche').values(tranches).execute()
    if (norms.length > 0) await trx.insertInto('needNorm').values(norms).execute()
  }
  return ids
}

/**
 * Takes a need's row until the transaction ends and reads it whole. Refuses one that is gone, and, where a version is
 * given, one that was saved since (with the stored one).
 */
export async function lockNeed(
  trx: Transaction<DB>,
  needId: string,
  version?: number,
): Promise<(NeedShown & { own: NonNullable<NeedShown['own']> }) | Refusal> {
  await trx.selectFrom('need').select('id').where('id', '=', needId).forNoKeyUpdate().execute()
  const need = await readNeed(trx, needId, 'own')
  if (!need?.own) return { refused: 'not-found' }
  if (version !== undefined && need.own.version !== version)
    return { refused: 'stale-version', current: need }
  return { ...need, own: need.own }
}

/** Replaces the content of a locked need. */
export async function replaceContent(trx: Transaction<DB>, needId: string, need: CheckedNeed): Promise<void> {
  await trx
    .updateTable('need')
    .set(eb => ({
      ...columnsOf(need),
      version: eb('version', '+', 1),
      updatedAt: sql<Date>`now()`,
    }))
    .where('id', '=', needId)
    .execute()
  await replaceLists(trx, needId, need)
}

/** Changes the state of a locked need. */
export async function setState(
  trx: Transaction<DB>,
  needId: string,
  state: NeedShown['state'],
): Promise<void> {
  await trx
    .updateTable('need')
    .set(eb => ({
      state,
      version: eb('version', '+', 1),
      updatedAt: sql<Date>`now()`,
      // Of a need that was withdrawn and came back, the first day counts.
      ...(state === 'published' && { publishedAt: sql<Date>`coalesce(published_at, now())` }),
    }))
    .where('id', '=', needId)
    .execute()
}

/**
 * Numbers the content of a locked need as it is published, and keeps it as it was. Content that is already the last
 * revision (a withdrawal undone) keeps its number. Returns the revision.
 */
export async function numberRevision(trx: Transaction<DB>, needId: string): Promise<number> {
  const [content] = await loadNeeds(trx, [needId])
  if (!content) throw new Error('a locked need has gone')
  const last = await trx
    .selectFrom('needRevision')
    .select(['revision', 'content'])
    .where('needId', '=', needId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last && isDeepStrictEqual(last.content, content)) return last.revision
  const revision = (last?.revision ?? 0) + 1
  await trx
    .insertInto('needRevision')
    .values({ needId, revision, content: JSON.stringify(content) })
    .execute()
  await trx.updateTable('need').set({ revision }).where('id', '=', needId).execute()
  return revision
}
