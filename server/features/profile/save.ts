import { isDeepStrictEqual } from 'node:util'
import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { saveCertificates } from './certificates.ts'
import { type CheckedProfile, type CheckedSite, checkOwnSites } from './policy.ts'
import { readProfile } from './read.ts'
import type { Profile } from './schemas.ts'

/** Numbers the rows of a list as the firm wrote them. */
const numbered = <Row extends object>(rows: Row[]) => rows.map((row, position) => ({ ...row, position }))

async function saveSites(trx: Transaction<DB>, organisationId: string, sites: CheckedSite[]): Promise<void> {
  const kept = sites.flatMap(({ id }) => id ?? [])
  await trx
    .deleteFrom('site')
    .where('organisationId', '=', organisationId)
    .$if(kept.length > 0, query => query.where('id', 'not in', kept))
    .execute()
  const own = trx.selectFrom('site').select('id').where('organisationId', '=', organisationId)
  await trx.deleteFrom('machine').where('siteId', 'in', own).execute()
  await trx.deleteFrom('workforce').where('siteId', 'in', own).execute()
  // Two sites may have exchanged their numbers: none is taken while they are written.
  await trx.updateTable('site').set({ siret: null }).where('organisationId', '=', organisationId).execute()

  for (const { id, place, machines, workforce, ...site } of numbered(sites)) {
    const siteId = id ?? newId()
    const values = { ...site, ...place }
    await trx
      .insertInto('site')
      .values({ id: siteId, organisationId, ...values })
      .onConflict(conflict => conflict.column('id').doUpdateSet(values))
      .execute()
    if (machines.length > 0) {
      const rows = numbered(machines).map(machine => ({ id: newId(), siteId, ...machine }))
      await trx.insertInto('machine').values(rows).execute()
    }
    if (workforce.length > 0) {
      const rows = numbered(workforce).map(pool => ({ id: newId(), siteId, ...pool }))
      await trx.insertInto('workforce').values(rows).execute()
    }
  }
}

async function saveLists(
  trx: Transaction<DB>,
  organisationId: string,
  profile: CheckedProfile,
): Promise<void> {
  await trx.deleteFrom('workedMaterial').where('organisationId', '=', organisationId).execute()
  if (profile.workedMaterials.length > 0) {
    const rows = profile.workedMaterials.map(family => ({ organisationId, family }))
    await trx.insertInto('workedMaterial').values(rows).execute()
  }
  await trx.deleteFrom('availability').where('organisationId', '=', organisationId).execute()
  if (profile.availability.length > 0) {
    const rows = profile.availability.map(exception => ({ organisationId, ...exception }))
    await trx.insertInto('availability').values(rows).execute()
  }
  await trx.deleteFrom('distress').where('organisationId', '=', organisationId).execute()
  if (profile.distress) {
    await trx
      .insertInto('distress')
      .values({ organisationId, ...profile.distress })
      .execute()
  }
}

/** Takes the firm's row until the transaction ends: of two tabs that save at once, the second sees the first. */
export async function lockFirm(trx: Transaction<DB>, organisationId: string): Promise<{ siren: string }> {
  return trx
    .selectFrom('organisation')
    .select('siren')
    .where('id', '=', organisationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

/**
 * Replaces a firm's profile by a checked one, if `version` is still the stored one, and confirms it.
 * Refuses a stale version (with the stored profile) and sites of others. Returns the profile before and after.
 */
export async function saveProfile(
  trx: Transaction<DB>,
  { organisationId, version, profile }: { organisationId: string; version: number; profile: CheckedProfile },
): Promise<{ before: Profile; after: Profile } | Refusal> {
  const before = await readProfile(trx, organisationId)
  if (before.version !== version) return { refused: 'stale-version', current: before }
  const strangers = checkOwnSites(
    profile.sites,
    before.sites.map(({ id }) => id),
  )
  if (strangers.length > 0) return invalid(strangers)

  const { activity, audience, willing, unwilling, minimumOrder, usualLeadDays } = profile
  const values = {
    activity,
    audience,
    willing,
    unwilling,
    minimumOrder,
    usualLeadDays,
    version: version + 1,
    updatedAt: sql<Date>`now()`,
    confirmedAt: sql<Date>`now()`,
  }
  await trx
    .insertInto('profile')
    .values({ organisationId, ...values })
    .onConflict(conflict => conflict.column('organisationId').doUpdateSet(values))
    .execute()
  await saveSites(trx, organisationId, profile.sites)
  await saveCertificates(trx, organisationId, profile.certificates)
  await saveLists(trx, organisationId, profile)
  return { before, after: await readProfile(trx, organisationId) }
}

/**
 * Confirms that a profile still holds: only its freshness changes, neither its version nor its content. Returns when,
 * or a refusal where there is no profile yet.
 */
export async function confirmProfile(
  trx: Transaction<DB>,
  organisationId: string,
): Promise<{ confirmedAt: Date } | Refusal> {
  const row = await trx
    .updateTable('profile')
    .set({ confirmedAt: sql<Date>`now()` })
    .where('organisationId', '=', organisationId)
    .returning('confirmedAt')
    .executeTakeFirst()
  return row?.confirmedAt ? { confirmedAt: row.confirmedAt } : { refused: 'no-profile-yet' }
}

/** Sections of a profile, as the log names them. Distress is no part of what the log says. */
const sections = [
  'activity',
  'audience',
  'willing',
  'unwilling',
  'minimumOrder',
  'usualLeadDays',
  'sites',
  'workedMaterials',
  'certificates',
  'availability',
] as const satisfies (keyof Profile)[]

/** What a save changed, in a few words for the log. */
export function summariseChange(before: Profile, after: Profile): Record<string, unknown> {
  const machines = after.sites.flatMap(site => site.machines)
  const workforce = after.sites.flatMap(site => site.workforce)
  return {
    version: after.version,
    changed: sections.filter(section => !isDeepStrictEqual(before[section], after[section])),
    sites: after.sites.length,
    machines: machines.reduce((sum, machine) => sum + machine.count, 0),
    people: workforce.reduce((sum, pool) => sum + pool.people, 0),
  }
}
