import type { LotShown } from '../tenders/schemas.ts'
import type { OrganisationTable } from '@maillage/db/tables/parties.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Selectable } from 'kysely'
import { duplicates, type Fault } from '../../problems/faults.ts'
import { said as ofGroups } from '../groups/said.ts'
import { type Bidders, biddersFor } from './bidders.ts'
import { lotCents } from './price.ts'
import type { OfferInput } from './schemas.ts'

const said = {
  unknownLot: { fr: 'Cette consultation n’a pas ce lot.', en: 'This tender has no such lot.' },
  prices: {
    fr: 'Un prix est attendu pour chaque ligne du lot, ni plus ni moins.',
    en: 'One price is expected for each line of the lot, no more and no less.',
  },
  answers: {
    fr: 'Une réponse par critère, dans leur ordre.',
    en: 'One answer for each criterion, in their order.',
  },
  reserved: {
    fr: 'Ce lot est réservé : seules peuvent répondre les structures qu’il nomme, vérifiées par l’opérateur régional.',
    en: 'This lot is reserved: only the structures that it names may answer, once the regional operator has verified them.',
  },
} satisfies Record<string, Text>

/** Who offers, as far as it decides what they may offer for. */
export type Bidder = Pick<Selectable<OrganisationTable>, 'structure' | 'status'>

/** Whether a bidder may answer a lot: reserved ones are for the structures they name, with proof. */
export function mayAnswerLot({ reservedFor }: Pick<LotShown, 'reservedFor'>, bidders: Bidder[]): boolean {
  return (
    reservedFor.length === 0 ||
    bidders.every(
      ({ structure, status }) => status === 'verified' && reservedFor.some(named => named === structure),
    )
  )
}

/** What is wrong with an offer's form: all of it is found before it is sealed, for nobody can after. */
export function offerFaults(
  { lots }: OfferInput['content'],
  tender: { lots: LotShown[]; criteria: unknown[] },
  bidders: Bidders,
): Fault[] {
  const byNumber = new Map(tender.lots.map(lot => [lot.number, lot]))
  const twice = duplicates(
    lots.map(({ number }) => String(number)),
    '/content/lots',
    '/number',
  )
  return [
    ...twice,
    ...lots.flatMap((offered, at): Fault[] => {
      const { number, prices, answers } = offered
      const path = `/content/lots/${at}`
      const lot = byNumber.get(number)
      if (lot === undefined) return [{ field: `${path}/number`, message: said.unknownLot }]
      return [
        ...(mayAnswerLot(lot, biddersFor(bidders, number))
          ? []
          : [{ field: `${path}/number`, message: said.reserved }]),
        ...(prices.length === lot.lines.length ? [] : [{ field: `${path}/prices`, message: said.prices }]),
        ...(answers.length === tender.criteria.length
          ? []
          : [{ field: `${path}/answers`, message: said.answers }]),
        ...groupFaults(offered, lot, bidders, path),
      ]
    }),
  ]
}

/**
 * What of an offer for a lot does not go with whoever makes it: a group answers the lots of its composition, and a joint one
 * says what each partner of the lot is paid, which makes the price of the lot.
 */
function groupFaults(
  { prices, parts }: OfferInput['content']['lots'][number],
  { number, lines }: LotShown,
  { group }: Bidders,
  path: string,
): Fault[] {
  if (group !== null && !group.lots.has(number))
    return [{ field: `${path}/number`, message: ofGroups.outside }]
  if (group === null || group.form === 'solidaire')
    return parts === undefined ? [] : [{ field: `${path}/parts`, message: ofGroups.noParts }]
  const due = group.partners.filter(({ shares }) => shares.has(number)).map(one => one.organisationId)
  const said = new Set(parts?.map(({ memberId }) => memberId))
  const sum = (parts ?? []).reduce((all, { cents }) => all + cents, 0)
  const isWhole =
    said.size === due.length &&
    said.size === parts?.length &&
    due.every(id => said.has(id)) &&
    sum === lotCents(lines, prices)
  return isWhole ? [] : [{ field: `${path}/parts`, message: ofGroups.partsDue }]
}
