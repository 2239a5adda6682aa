import { siren as sirenNumber, siret as siretNumber } from 'stdnum/lib/cjs/fr/index.js'
import type { MemberRole, OrganisationRole } from '@maillage/db/tables/parties.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { admit, member, memberOf, pathParameter, signedIn } from '../../plugins/access.ts'
import { duplicates, type Fault } from '../../problems/faults.ts'
import type { OrganisationDraft } from './schemas.ts'

/** Leaving is everyone's own right, waiting or not; removing others is an owner's. */
async function oneselfOrOwner(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { person } = request
  if (person === null) return reply.refuse('not-signed-in')
  if (pathParameter(request, 'userId') === person.id) return undefined
  const membership = await memberOf(request.server.db, person.id, pathParameter(request, 'organisationId'))
  return admit(request, reply, membership, 'owner', [])
}

/** Who may do what with an organisation: the guard of each route. */
export const may = {
  create: signedIn,
  askToJoin: signedIn,
  read: member('viewer'),
  change: member('owner'),
  changeMember: member('owner'),
  acceptMember: member('owner'),
  removeMember: oneselfOrOwner,
  invite: member('owner'),
  cancelInvitation: member('owner'),
  acceptInvitation: signedIn,
}

/** The SIREN a person typed, as itself or within a SIRET, as 9 digits; undefined where neither is valid. */
export function readSiren(typed: string): string | undefined {
  if (sirenNumber.validate(typed).isValid) return sirenNumber.compact(typed)
  if (siretNumber.validate(typed).isValid) return siretNumber.compact(typed).slice(0, 9)
  return undefined
}

export const wrongSiren: Fault = {
  field: '/siren',
  message: {
    fr: 'Ce numéro n’est pas valable : un SIREN compte 9 chiffres, un SIRET 14, dont une clé de contrôle.',
    en: 'This number is not valid: a SIREN has 9 digits, a SIRET 14, one of them a check digit.',
  },
}

type Described = Pick<OrganisationDraft, 'buyerRegime' | 'buyerKind'> & { roles: OrganisationRole[] }

/** Faults of a description: roles named once, and the buyer's questions answered by buyers and by nobody else. */
export function checkDescription({ roles, buyerRegime, buyerKind }: Described): Fault[] {
  const buys = roles.includes('buyer')
  const message = buys
    ? { fr: 'Un acheteur doit l’indiquer.', en: 'A buyer has to say.' }
    : { fr: 'Seul un acheteur l’indique.', en: 'Only a buyer says this.' }
  return [
    ...duplicates(roles, '/roles'),
    ...Object.entries({ buyerRegime, buyerKind }).flatMap(([field, value]) =>
      (value !== null) === buys ? [] : [{ field: `/${field}`, message }],
    ),
  ]
}

/** Roles may be added. One that profiles, needs or orders may rest on does not go away by itself. */
export function checkRolesKept(before: OrganisationRole[], after: OrganisationRole[]): Fault[] {
  if (before.every(role => after.includes(role))) return []
  const message = {
    fr: 'Un rôle s’ajoute mais ne se retire pas : adressez-vous à l’opérateur régional.',
    en: 'A role can be added but not taken away: get in touch with the regional operator.',
  }
  return [{ field: '/roles', message }]
}

/** Whether an organisation would be left without an owner. */
export function isLastOwner(
  row: { role: MemberRole; state: 'active' | 'waiting' },
  activeOwners: number,
): boolean {
  return row.role === 'owner' && row.state === 'active' && activeOwners <= 1
}
