import type { ImportKind } from '@maillage/db/tables/imports.ts'
import type { MemberRole, OrganisationRole } from '@maillage/db/tables/parties.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { member, pathParameter } from '../../plugins/access.ts'
import { posters } from '../needs/policy.ts'

/** Firms have machines; needs are of whoever may post them. */
const holders: Record<ImportKind, OrganisationRole[]> = { machines: ['firm'], needs: posters }

/** Guard of a route whose path holds `organisationId` and `kind`. */
export function memberForTable(atLeast: MemberRole) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const kind = pathParameter(request, 'kind')
    return member(atLeast, ...holders[kind === 'machines' ? 'machines' : 'needs'])(request, reply)
  }
}
