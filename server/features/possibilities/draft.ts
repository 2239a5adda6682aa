import type { DB } from '@maillage/db/tables/database.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { Kysely } from 'kysely'
import type { Known } from '../catalogue/known.ts'
import { checkProfile, withStatus } from '../profile/policy.ts'
import { readCertificates } from '../profile/read.ts'
import type { ProfileDraft } from '../profile/schemas.ts'
import type { Fault } from '../../problems/faults.ts'

/**
 * The firm an organisation would be with this profile, which is not saved. Returns the faults of the profile instead
 * where it could not be. `today` is the day in France.
 */
export async function firmOfDraft(
  db: Kysely<DB>,
  {
    organisationId,
    draft,
    known,
    today,
  }: { organisationId: string; draft: ProfileDraft; known: Known; today: string },
): Promise<Firm | Fault[]> {
  const { siren, ...organisation } = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'structure', 'status', 'siren'])
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const profile = checkProfile(draft, siren, known)
  if (Array.isArray(profile)) return profile
  const certificates = withStatus(profile.certificates, await readCertificates(db, organisationId))
  const { activity, audience, willing, unwilling, minimumOrder, usualLeadDays } = profile
  return {
    id: organisation.id,
    name: organisation.name,
    structure: organisation.structure,
    verified: organisation.status === 'verified',
    activity,
    audience,
    willing,
    unwilling,
    minimumOrder,
    usualLeadDays,
    sites: profile.sites.map(({ id, name, place, machines, workforce, cleanRoom }, index) => ({
      id: id ?? `new-${index}`,
      name,
      place,
      machines,
      workforce,
      cleanRoom,
    })),
    workedMaterials: profile.workedMaterials.toSorted(),
    certificates: certificates.map(({ norm, edition, item, validUntil, status }) => ({
      norm,
      edition,
      item,
      validUntil,
      status,
    })),
    availability: profile.availability,
    confirmedAt: today,
    distress: null,
    distressBand: null,
  }
}
