import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { ProfileDraft } from './schemas.ts'

type Said = ProfileDraft['certificates'][number]

const wordsOf = ({ norm, edition, item, number, validUntil }: Said) =>
  JSON.stringify([norm, edition, item, number, validUntil])
const subjectOf = ({ norm, item }: Said) => JSON.stringify([norm, item])

/**
 * Which stored certificate each stated one is, by its place: the one that says the same, or else one for the same norm and
 * item of which something was changed. Null for a new one. None is taken twice.
 */
export function pairCertificates(
  stated: readonly Said[],
  stored: readonly (Said & { id: string })[],
): ({ id: string; same: boolean } | null)[] {
  const free = new Map(stored.map(certificate => [certificate.id, certificate]))
  const take = (wanted: (candidate: Said) => boolean) => {
    const found = [...free.values()].find(wanted)
    if (found !== undefined) free.delete(found.id)
    return found?.id
  }
  const same = stated.map(one => take(candidate => wordsOf(candidate) === wordsOf(one)))
  return stated.map((one, at) => {
    const kept = same[at]
    if (kept !== undefined) return { id: kept, same: true }
    const changed = take(candidate => subjectOf(candidate) === subjectOf(one))
    return changed === undefined ? null : { id: changed, same: false }
  })
}

/** What was decided about a certificate no longer holds once it says something else: its firm sends it again. */
const undecided = {
  status: 'declared',
  sentAt: null,
  sentBy: null,
  checkedAt: null,
  checkedBy: null,
  checkedHow: null,
  checkedReason: null,
  checkedUntil: null,
} as const

/** Keeps a firm's certificates as it states them; each stays the one it was, with its documents and what was decided. */
export async function saveCertificates(
  trx: Transaction<DB>,
  organisationId: string,
  stated: readonly Said[],
): Promise<void> {
  const stored = await trx
    .selectFrom('certificate')
    .select(['id', 'norm', 'edition', 'item', 'number', 'validUntil'])
    .where('organisationId', '=', organisationId)
    .orderBy('position')
    .execute()
  const pairs = pairCertificates(stated, stored)
  const kept = pairs.flatMap(pair => pair?.id ?? [])
  await trx
    .deleteFrom('certificate')
    .where('organisationId', '=', organisationId)
    .$if(kept.length > 0, query => query.where('id', 'not in', kept))
    .execute()
  for (const [position, said] of stated.entries()) {
    const pair = pairs[position]
    if (pair) {
      const change = pair.same ? { position } : { position, ...said, ...undecided }
      await trx.updateTable('certificate').set(change).where('id', '=', pair.id).execute()
    } else {
      await trx
        .insertInto('certificate')
        .values({ id: newId(), organisationId, position, ...said })
        .execute()
    }
  }
}
