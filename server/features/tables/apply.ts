import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import type { Known } from '../catalogue/known.ts'
import { createDrafts } from '../needs/save.ts'
import { checkProfile } from '../profile/policy.ts'
import { readProfile } from '../profile/read.ts'
import { lockFirm, saveProfile } from '../profile/save.ts'
import type { Profile } from '../profile/schemas.ts'
import { isMachineEntry, isNeedEntry } from './entries.ts'
import { needsOf, profileWith } from './merge.ts'
import { keepNeeds, keepPark } from './applied.ts'
import { chunksOf, findImport, leave } from './queries.ts'

const MOST_SITES = 20
const MOST_LINES = 200

/** What became of a table: drafts, or a profile before and after. */
export type Applied =
  | { kind: 'needs'; count: number }
  | { kind: 'machines'; count: number; before: Profile; after: Profile }

/** Makes of a staged table what it says, all of it or nothing, and throws it away. */
export async function applyImport(
  trx: Transaction<DB>,
  organisationId: string,
  importId: string,
  known: Known,
): Promise<Applied | Refusal> {
  const { siren } = await lockFirm(trx, organisationId)
  const staged = await findImport(trx, organisationId, importId)
  if (staged === undefined) return { refused: 'not-found' }
  const chunks = await chunksOf(trx, importId)
  if (chunks.some(({ entries, faults }) => entries === null || faults === null || faults.length > 0))
    return { refused: 'import-not-ready' }
  const entries = chunks.flatMap(chunk => chunk.entries ?? [])
  await leave(trx, organisationId, importId)
  if (staged.kind === 'needs') {
    const needs = needsOf(entries.filter(isNeedEntry))
    const ids = await createDrafts(trx, organisationId, needs)
    await keepNeeds(trx, { organisationId, importId }, ids)
    return { kind: 'needs', count: needs.length }
  }
  const before = await readProfile(trx, organisationId)
  const draft = profileWith(before, entries.filter(isMachineEntry))
  const tooMany = limitsOf(draft)
  if (tooMany.length > 0) return invalid(tooMany)
  const profile = checkProfile(draft, siren, known)
  if (Array.isArray(profile)) return invalid(profile)
  const saved = await saveProfile(trx, { organisationId, version: before.version, profile })
  if (isRefusal(saved)) return saved
  await keepPark(trx, { organisationId, importId }, entries.length, saved)
  return { kind: 'machines', count: entries.length, ...saved }
}

/** A profile holds so many sites, and a site so many lines. */
function limitsOf({ sites }: Pick<Profile, 'sites'> | ReturnType<typeof profileWith>): Fault[] {
  const faults: Fault[] = []
  if (sites.length > MOST_SITES)
    faults.push({
      field: '/sites',
      message: { fr: `${MOST_SITES} sites au plus.`, en: `${MOST_SITES} sites at most.` },
    })
  for (const [index, { name, machines, workforce }] of sites.entries()) {
    if (Math.max(machines.length, workforce.length) <= MOST_LINES) continue
    faults.push({
      field: `/sites/${index}`,
      message: {
        fr: `« ${name} » : ${MOST_LINES} lignes de machines et ${MOST_LINES} de métiers au plus. Réunissez les lignes du même type.`,
        en: `“${name}”: at most ${MOST_LINES} lines of machines and ${MOST_LINES} of trades. Put lines of the same type together.`,
      },
    })
  }
  return faults
}
