import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import type { Known } from '../catalogue/known.ts'
import { checkProfile } from '../profile/policy.ts'
import { lockFirm, saveProfile } from '../profile/save.ts'
import type { Profile } from '../profile/schemas.ts'
import { lockApplied, markUndone, removeUntouched } from './applied.ts'
import { draftOf } from './merge.ts'

/** What became of a table that was taken back: drafts that went and needs that stay, or a profile before and after. */
export type Undone =
  | { kind: 'needs'; removed: number; kept: number }
  | { kind: 'machines'; before: Profile; after: Profile }

/** What `applied.ts` keeps of a profile, which it alone writes. */
const isProfile = (value: object | null): value is Profile => value !== null && 'sites' in value

/**
 * Takes a table back. Drafts that somebody has changed or published since stay, and are counted; a profile is put back as
 * it was only while nothing else of it has changed.
 */
export async function undoImport(
  trx: Transaction<DB>,
  organisationId: string,
  importId: string,
  known: Known,
): Promise<Undone | Refusal> {
  const { siren } = await lockFirm(trx, organisationId)
  const applied = await lockApplied(trx, { organisationId, importId })
  if (applied === undefined) return { refused: 'not-found' }
  if (applied.undoneAt !== null) return { refused: 'import-undone' }
  if (applied.kind === 'needs') {
    const counts = await removeUntouched(trx, importId)
    if (counts.removed === 0) return { refused: 'import-changed' }
    await markUndone(trx, importId)
    return { kind: 'needs', ...counts }
  }
  const { profileBefore: before, profileVersion: version } = applied
  if (!isProfile(before) || version === null)
    throw new Error('a machine park was taken without what was before')
  const profile = checkProfile(draftOf(before), siren, known)
  if (Array.isArray(profile)) return invalid(profile)
  const saved = await saveProfile(trx, { organisationId, version, profile })
  if (isRefusal(saved)) return saved.refused === 'stale-version' ? { refused: 'import-changed' } : saved
  await markUndone(trx, importId)
  return { kind: 'machines', ...saved }
}
