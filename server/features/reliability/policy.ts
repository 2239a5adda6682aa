import type { DB } from '@maillage/db/tables/database.ts'
import type { OrganisationRole } from '@maillage/db/tables/parties.ts'
import type { Kysely } from 'kysely'
import { mayRead } from '../../search/reader.ts'
import { readerOf } from '../search/queries.ts'

async function rolesOf(
  db: Kysely<DB>,
  personId: string,
): Promise<{ id: string; roles: OrganisationRole[] }[]> {
  return db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['organisation.id', 'organisation.roles'])
    .where('member.userId', '=', personId)
    .where('member.state', '=', 'active')
    .where('organisation.status', '!=', 'suspended')
    .execute()
}

/**
 * Whether somebody may read what a firm has kept: buyers and the operator, of a firm that shows itself to them, and its own
 * members. Its competitors may not.
 */
export async function mayReadFirm(db: Kysely<DB>, personId: string, firmId: string): Promise<boolean> {
  const firm = await db
    .selectFrom('profile')
    .innerJoin('organisation', 'organisation.id', 'profile.organisationId')
    .select('profile.audience')
    .where('organisation.id', '=', firmId)
    .where('organisation.status', '!=', 'suspended')
    .executeTakeFirst()
  if (firm === undefined || !mayRead(await readerOf(db, personId), firm.audience, firmId)) return false
  const memberships = await rolesOf(db, personId)
  return memberships.some(
    ({ id, roles }) => id === firmId || roles.includes('buyer') || roles.includes('operator'),
  )
}

/**
 * Whether somebody may read how a buyer has treated firms: its own members, the operator, firms where it is a public buyer;
 * of a private one, the firms that it has asked.
 */
export async function mayReadBuyer(db: Kysely<DB>, personId: string, buyerId: string): Promise<boolean> {
  const buyer = await db
    .selectFrom('organisation')
    .select('buyerRegime')
    .where('id', '=', buyerId)
    .where('status', '!=', 'suspended')
    .executeTakeFirst()
  if (buyer === undefined) return false
  const memberships = await rolesOf(db, personId)
  if (memberships.some(({ id, roles }) => id === buyerId || roles.includes('operator'))) return true
  const firms = memberships.filter(({ roles }) => roles.includes('firm')).map(({ id }) => id)
  if (firms.length === 0) return false
  if (buyer.buyerRegime === 'public') return true
  const asked = await db
    .selectFrom('sourcingContact')
    .innerJoin('need', 'need.id', 'sourcingContact.needId')
    .select('firmId')
    .where('need.organisationId', '=', buyerId)
    .where('firmId', 'in', firms)
    .where('sourcingContact.state', '!=', 'withdrawn')
    .executeTakeFirst()
  return asked !== undefined
}
