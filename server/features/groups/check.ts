import type { OrganisationTable } from '@maillage/db/tables/parties.ts'
import type { Selectable } from 'kysely'
import { duplicates, type Fault } from '../../problems/faults.ts'
import { mayAnswerLot } from '../offers/check.ts'
import type { LotShown } from '../tenders/schemas.ts'
import { notWhole, said } from './said.ts'
import { type Composition, WHOLE } from './schemas.ts'

/** An organisation that may be in a group, as far as it decides in which role. */
export type Known = Pick<Selectable<OrganisationTable>, 'structure' | 'status' | 'roles'>

/** What compositions are judged by. */
export interface Around {
  leadId: string
  buyerId: string
  lots: Pick<LotShown, 'number' | 'reservedFor'>[]
  /** Organisations that the lead may name, by id. */
  known: Map<string, Known>
}

type MemberSent = Composition['members'][number]

/** Lots that partners make, with the sum of their shares in hundredths of a per cent. */
export function sharesByLot(members: MemberSent[]): Map<number, number> {
  const sums = new Map<number, number>()
  for (const { role, parts } of members)
    for (const { lot, share } of parts)
      if (role === 'partner') sums.set(lot, (sums.get(lot) ?? 0) + (share ?? 0))
  return sums
}

function memberFaults(member: MemberSent, path: string, { buyerId, known }: Around): Fault[] {
  const { organisationId, role } = member
  const field = `${path}/organisationId`
  if (organisationId === buyerId) return [{ field, message: said.buyer }]
  const organisation = known.get(organisationId)
  if (organisation === undefined) return [{ field, message: said.unknown }]
  const makes = role === 'partner' || role === 'subcontractor'
  return makes && !organisation.roles.includes('firm')
    ? [{ field: `${path}/role`, message: said.firmOnly }]
    : []
}

function partFaults(member: MemberSent, path: string, around: Around, made: Map<number, number>): Fault[] {
  const { role, parts, organisationId } = member
  const isLead = organisationId === around.leadId
  if (parts.length === 0 && !isLead) return [{ field: `${path}/parts`, message: said.noLot }]
  const organisation = around.known.get(organisationId)
  const shared = role === 'partner' || role === 'subcontractor'
  return parts.flatMap(({ lot: number, share }, at): Fault[] => {
    const lot = around.lots.find(one => one.number === number)
    const here = `${path}/parts/${at}`
    if (lot === undefined) return [{ field: `${here}/lot`, message: said.unknownLot }]
    if (!made.has(number)) return [{ field: `${here}/lot`, message: said.otherLot }]
    if (role === 'partner' && organisation && !mayAnswerLot(lot, [organisation]))
      return [{ field: `${here}/lot`, message: said.reserved }]
    if (shared === (share !== null)) return []
    return [{ field: `${here}/share`, message: shared ? said.share : said.noShare }]
  })
}

/**
 * What is wrong with a composition. Every one that is stored is whole: its partners' shares of each of its lots make 100 %.
 * The lead may make no part of a lot; it represents the others all the same.
 */
export function compositionFaults({ form, shows, members }: Composition, around: Around): Fault[] {
  const made = sharesByLot(members)
  const partners = members.filter(({ role }) => role === 'partner')
  return [
    ...(form === 'solidaire' && shows === 'own' ? [{ field: '/shows', message: said.wholeShown }] : []),
    ...(partners.some(({ organisationId }) => organisationId === around.leadId)
      ? []
      : [{ field: '/members', message: said.leadMissing }]),
    ...(partners.length < 2 ? [{ field: '/members', message: said.onePartner }] : []),
    ...duplicates(
      members.map(({ organisationId }) => organisationId),
      '/members',
      '/organisationId',
    ),
    ...members.flatMap((member, at) => [
      ...memberFaults(member, `/members/${at}`, around),
      ...duplicates(
        member.parts.map(({ lot }) => String(lot)),
        `/members/${at}/parts`,
        '/lot',
      ),
      ...partFaults(member, `/members/${at}`, around, made),
    ]),
    ...[...made].flatMap(([number, sum]): Fault[] => [
      ...(sum === WHOLE ? [] : [{ field: `/lots/${number}`, message: notWhole(number, sum) }]),
      ...(isForLead(number, around) ? [] : [{ field: `/lots/${number}`, message: said.reserved }]),
    ]),
  ]
}

/** Whether the lead may represent a group for a lot: it is party to the contract, whatever it makes of it. */
function isForLead(number: number, { leadId, lots, known }: Around): boolean {
  const lot = lots.find(one => one.number === number)
  const lead = known.get(leadId)
  return lot === undefined || lead === undefined || mayAnswerLot(lot, [lead])
}
