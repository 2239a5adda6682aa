import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { Fault } from '../../problems/faults.ts'
import type { Member, Pool } from './hold.ts'
import { bringsNothing, notSigned, said } from './said.ts'

interface Named extends Member {
  name: string
}

/** Members who take part, by their names, with what each brings. */
export async function membersWithShares(db: Kysely<DB>, poolId: string) {
  const members: Named[] = await db
    .selectFrom('poolMember')
    .innerJoin('organisation', 'organisation.id', 'poolMember.organisationId')
    .selectAll('poolMember')
    .select('organisation.name')
    .where('poolId', '=', poolId)
    .where('state', '=', 'joined')
    .orderBy('name')
    .execute()
  const shares = await db
    .selectFrom('poolShare')
    .selectAll()
    .where('poolId', '=', poolId)
    .orderBy('needId')
    .execute()
  return { members, shares }
}

/** What stands between a pool and its quantities being fixed, in words. */
export async function missingOf(db: Kysely<DB>, { id, version, coordinatorId }: Pool) {
  const { members, shares } = await membersWithShares(db, id)
  const faults: Fault['message'][] = members.length < 2 ? [said.twoMembers] : []
  if (shares.length === 0) faults.push(said.nothing)
  for (const { name, organisationId, signedVersion } of members) {
    const brings = shares.some(share => share.organisationId === organisationId)
    if (!brings && organisationId !== coordinatorId) faults.push(bringsNothing(name))
    if (signedVersion !== version) faults.push(notSigned(name, version))
  }
  return faults
}
