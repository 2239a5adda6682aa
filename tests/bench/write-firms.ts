/** Writes firms into the project's tables, as if they had registered and saved their profiles. */
import type { DB } from '@maillage/db/tables/database.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { loadAllFirms } from '@maillage/server/engine/load-firms.ts'
import type { Kysely } from 'kysely'
import { random } from './random.ts'

/** Firms inserted at once: a statement takes 65,535 values at most. */
const batch = 500

/** Replaces nothing: the ids and the SIREN numbers have to be new. */
export async function writeFirms(db: Kysely<DB>, firms: Firm[]): Promise<void> {
  for (let start = 0; start < firms.length; start += batch) {
    await writeBatch(db, firms.slice(start, start + batch), start)
  }
}

/** Reads them back, all of them, as a server does. */
export async function readFirms(db: Kysely<DB>): Promise<Firm[]> {
  const firms: Firm[] = []
  for await (const firm of loadAllFirms(db)) firms.push(firm)
  return firms
}

async function writeBatch(db: Kysely<DB>, firms: Firm[], start: number): Promise<void> {
  const draw = random(0, 'row', start)
  const sites = firms.flatMap(firm => firm.sites.map((site, position) => ({ firm, site, position })))
  await db
    .insertInto('organisation')
    .values(
      firms.map(({ id, name, structure, verified }, position) => ({
        id,
        name,
        structure,
        roles: ['firm' as const],
        siren: String(100_000_000 + start + position),
        status: verified ? ('verified' as const) : ('unverified' as const),
        buyerRegime: null,
        buyerKind: null,
      })),
    )
    .execute()
  await db
    .insertInto('profile')
    .values(
      firms.map(
        ({ id, activity, audience, willing, unwilling, minimumOrder, usualLeadDays, confirmedAt }) => ({
          organisationId: id,
          activity,
          audience,
          willing,
          unwilling,
          minimumOrder,
          usualLeadDays,
          confirmedAt: confirmedAt === null ? null : new Date(confirmedAt),
        }),
      ),
    )
    .execute()
  await db
    .insertInto('site')
    .values(
      sites.map(({ firm, site: { id, name, place, cleanRoom }, position }) => ({
        id,
        name,
        cleanRoom,
        position,
        organisationId: firm.id,
        siret: null,
        address: null,
        ...place,
      })),
    )
    .execute()
  const machines = sites.flatMap(({ site }) =>
    site.machines.map((machine, position) => ({ id: draw.uuid(), siteId: site.id, ...machine, position })),
  )
  if (machines.length > 0) await db.insertInto('machine').values(machines).execute()
  const workforce = sites.flatMap(({ site }) =>
    site.workforce.map((people, position) => ({ id: draw.uuid(), siteId: site.id, ...people, position })),
  )
  if (workforce.length > 0) await db.insertInto('workforce').values(workforce).execute()
  const materials = firms.flatMap(({ id, workedMaterials }) =>
    workedMaterials.map(family => ({ organisationId: id, family })),
  )
  if (materials.length > 0) await db.insertInto('workedMaterial').values(materials).execute()
  const certificates = firms.flatMap(firm =>
    firm.certificates.map((certificate, position) => ({
      id: draw.uuid(),
      organisationId: firm.id,
      ...certificate,
      number: null,
      position,
    })),
  )
  if (certificates.length > 0) await db.insertInto('certificate').values(certificates).execute()
  const availability = firms.flatMap(firm =>
    firm.availability.map(exception => ({ organisationId: firm.id, ...exception })),
  )
  if (availability.length > 0) await db.insertInto('availability').values(availability).execute()
  const distress = firms.flatMap(firm =>
    firm.distress === null ? [] : [{ organisationId: firm.id, ...firm.distress }],
  )
  if (distress.length > 0) await db.insertInto('distress').values(distress).execute()
}
