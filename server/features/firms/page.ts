import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Firm, Machine, Workforce } from '@maillage/matching/supply.ts'
import { communeName } from '../../places.ts'
import type { DocumentMaker } from '../../search/firm-document.ts'
import { knownIn } from '../catalogue/known.ts'
import type { FirmPage } from './schemas.ts'

/** What a firm could make by itself, without what it refuses. */
export function makeableOf(
  firm: Firm,
  { catalogue, makeable }: Pick<DocumentMaker, 'catalogue' | 'makeable'>,
): Pick<FirmPage, 'now' | 'reoriented'> {
  const { items } = knownIn(catalogue)
  const refused = new Set(firm.unwilling)
  const wanted = (item: string) => !refused.has(item) && !refused.has(items.get(item)?.family ?? '')
  const { now, reoriented } = makeable(firm)
  return { now: [...now].filter(wanted).sort(), reoriented: [...reoriented].filter(wanted).sort() }
}

/**
 * A firm as others see it. Nothing private goes in: no figure of distress, no hours (neither free, held nor taken), no
 * number of an establishment or a certificate, no address, nothing that it refuses, no certificate that was refused.
 * `asOf` is an ISO date.
 */
export function firmPage(
  firm: Firm,
  maker: Pick<DocumentMaker, 'catalogue' | 'makeable'>,
  asOf: string,
): Omit<FirmPage, 'own' | 'audience'> {
  const { id, name, structure, verified, activity, minimumOrder, usualLeadDays, confirmedAt } = firm
  return {
    id,
    name,
    structure,
    verified,
    asOf,
    confirmedAt,
    activity,
    minimumOrder,
    usualLeadDays,
    willing: known(firm.willing, maker.catalogue),
    workedMaterials: firm.workedMaterials,
    sites: firm.sites.map(site => ({
      name: site.name,
      ...site.place,
      communeName: communeName(site.place.commune),
      cleanRoom: site.cleanRoom,
      machines: machinesOf(site.machines),
      people: peopleOf(site.workforce),
    })),
    certificates: firm.certificates.flatMap(certificate => shownCertificate(certificate, asOf)),
    ...makeableOf(firm, maker),
    distressBand: firm.distressBand,
  }
}

/** Lines that differ in their hours alone become one. */
function machinesOf(machines: Machine[]): FirmPage['sites'][number]['machines'] {
  const alike = Map.groupBy(machines, ({ type, attributes }) => JSON.stringify([type, attributes]))
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const { type, attributes, count } = first
    const all = others.reduce((sum, other) => sum + other.count, count)
    return { type, count: all, ...(attributes !== undefined && { attributes }) }
  })
}

function peopleOf(workforce: Workforce[]): FirmPage['sites'][number]['people'] {
  const alike = Map.groupBy(workforce, ({ trade }) => trade)
  return [...alike].map(([trade, pools]) => ({
    trade,
    count: pools.reduce((sum, { people }) => sum + people, 0),
  }))
}

function shownCertificate(
  { norm, edition, item, validUntil, status }: Firm['certificates'][number],
  asOf: string,
): FirmPage['certificates'] {
  if (status === 'refused') return []
  const isOver = status === 'expired' || (validUntil !== null && validUntil < asOf)
  return [{ norm, edition, item, validUntil, state: isOver ? 'expired' : status }]
}

const known = (ids: string[], catalogue: Catalogue) => {
  const { items, families } = knownIn(catalogue)
  return ids.filter(id => items.has(id) || families.has(id))
}
