import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { isBelow, member, membershipOf, pathParameter, personOf } from '../../plugins/access.ts'

/** Guard: a member of a buyer or of an operator reads the organisation's own stocks. */
export const stockReader = member('viewer', 'buyer', 'operator')

/**
 * Whether somebody moves an organisation's stocks: in an operator those whose duty it is, its administrators and owners; in a
 * buyer its editors and owners.
 */
export async function mayMoveStock(
  db: Kysely<DB>,
  organisationId: string,
  personId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['member.role', 'member.duties', 'organisation.roles'])
    .where('member.organisationId', '=', organisationId)
    .where('member.userId', '=', personId)
    .where('member.state', '=', 'active')
    .executeTakeFirst()
  if (row === undefined) return false
  if (!row.roles.includes('operator')) return row.roles.includes('buyer') && !isBelow(row.role, 'editor')
  return row.role === 'owner' || row.duties.some(duty => duty === 'stock-keeper' || duty === 'administrator')
}

/** Guard: somebody who moves the organisation's stocks. */
export async function stockKeeper(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const refused = await stockReader(request, reply)
  if (refused !== undefined) return refused
  const organisationId = pathParameter(request, 'organisationId')
  const may = await mayMoveStock(request.server.db, organisationId, personOf(request).id)
  return may ? undefined : reply.refuse('not-allowed')
}

/** Guard: an operator's stock-keeper, as `stockKeeper`. */
export async function operatorStockKeeper(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const refused = await stockKeeper(request, reply)
  if (refused !== undefined) return refused
  return membershipOf(request).roles.includes('operator') ? undefined : reply.refuse('not-found')
}

/** Guard: a member of an operator. */
export const operatorReader = member('viewer', 'operator')
