import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Transaction } from 'kysely'
import type { DB } from '../tables/database.ts'
import { townByCode } from '../towns/towns.ts'
import type { DemonstrationProcedure, DemonstrationRegion } from './types.ts'

const DAY_MILLISECONDS = 86_400_000

/** Ids of what was inserted, for whoever records the events and creates the accounts. */
export interface InsertedRegion {
  /** Organisation ids by SIREN. */
  organisations: Map<string, string>
  firms: string[]
  needs: { id: string; organisationId: string; procedure: DemonstrationProcedure | null }[]
}

function isoDay(from: Date, days: number): string {
  return new Date(from.getTime() + days * DAY_MILLISECONDS).toISOString().slice(0, 10)
}

/** Where a commune is, as the columns of a site or a need. Throws on a code that no commune has. */
function placeOf(commune: string) {
  const town = townByCode(commune)
  if (!town) throw new Error(`the demonstration names an unknown commune: ${commune}`)
  const { department, latitude, longitude, precision } = town
  return { commune, department, latitude, longitude, precision }
}

/**
 * Inserts the demonstration region, every organisation marked as such and verified, every need published. The norms of
 * a need are those its claim calls for in the catalogue. Events and jobs are the caller's.
 */
export async function insertRegion(
  trx: Transaction<DB>,
  region: DemonstrationRegion,
  { catalogue, today, newId }: { catalogue: Catalogue; today: Date; newId: () => string },
): Promise<InsertedRegion> {
  const { operator, firms, buyers, needs } = region
  const everyone = [operator, ...firms, ...buyers]
  const organisations = new Map(everyone.map(({ siren }) => [siren, newId()]))
  const idOf = (siren: string) => organisations.get(siren) ?? ''
  const siteIds = new Map(everyone.map(({ siren }) => [siren, newId()]))
  const siteOf = (siren: string) => siteIds.get(siren) ?? ''
  const firmIds = firms.map(firm => idOf(firm.siren))

  const shared = (organisation: (typeof everyone)[number]) => ({
    id: idOf(organisation.siren),
    name: organisation.name,
    structure: organisation.structure,
    siren: organisation.siren,
    status: 'verified' as const,
    demonstration: true,
  })
  await trx
    .insertInto('organisation')
    .values([
      {
        ...shared(operator),
        roles: ['operator' as const, 'buyer' as const],
        buyerRegime: 'public' as const,
        buyerKind: 'operator' as const,
      },
      ...firms.map(firm => ({ ...shared(firm), roles: firm.roles, buyerRegime: null, buyerKind: null })),
      ...buyers.map(buyer => ({
        ...shared(buyer),
        roles: ['buyer' as const],
        buyerRegime: buyer.buyerRegime,
        buyerKind: buyer.buyerKind,
      })),
    ])
    .execute()
  await trx
    .insertInto('site')
    .values(
      everyone.map(organisation => ({
        id: siteOf(organisation.siren),
        organisationId: idOf(organisation.siren),
        name: 'Site principal',
        siret: organisation.siret,
        address: null,
        ...placeOf(organisation.commune),
        cleanRoom: firms.some(({ siren, cleanRoom }) => cleanRoom && siren === organisation.siren),
      })),
    )
    .execute()

  await trx
    .insertInto('profile')
    .values(
      firms.map(firm => ({
        organisationId: idOf(firm.siren),
        activity: firm.activity,
        audience: firm.audience,
        minimumOrder: null,
        usualLeadDays: null,
        confirmedAt: new Date(today.getTime() - firm.confirmedDaysAgo * DAY_MILLISECONDS),
      })),
    )
    .execute()
  await trx
    .insertInto('machine')
    .values(
      firms.flatMap(firm =>
        firm.machines.map((machine, position) => ({
          id: newId(),
          siteId: siteOf(firm.siren),
          ...machine,
          position,
        })),
      ),
    )
    .execute()
  await trx
    .insertInto('workforce')
    .values(
      firms.flatMap(firm =>
        firm.workforce.map((people, position) => ({
          id: newId(),
          siteId: siteOf(firm.siren),
          ...people,
          position,
        })),
      ),
    )
    .execute()
  await trx
    .insertInto('workedMaterial')
    .values(
      firms.flatMap(firm =>
        firm.workedMaterials.map(family => ({ organisationId: idOf(firm.siren), family })),
      ),
    )
    .execute()
  await trx
    .insertInto('certificate')
    .values(
      firms.flatMap(firm =>
        firm.certificates.map((certificate, position) => ({
          id: newId(),
          organisationId: idOf(firm.siren),
          ...certificate,
          number: null,
          validUntil: isoDay(today, 400),
          status: position === 0 ? ('verified' as const) : ('declared' as const),
          position,
        })),
      ),
    )
    .execute()
  await trx
    .insertInto('distress')
    .values(
      firms.flatMap(firm => (firm.distress ? [{ organisationId: idOf(firm.siren), ...firm.distress }] : [])),
    )
    .execute()

  const placed = needs.map(need => {
    const buyer = buyers.find(({ key }) => key === need.buyer)
    if (!buyer) throw new Error(`the demonstration has a need of an unknown buyer: ${need.buyer}`)
    return { ...need, id: newId(), organisationId: idOf(buyer.siren), place: placeOf(buyer.commune) }
  })
  await trx
    .insertInto('need')
    .values(
      placed.map(need => ({
        id: need.id,
        organisationId: need.organisationId,
        state: 'published' as const,
        revision: 1,
        publishedAt: today,
        item: need.item,
        family: need.family,
        claim: need.claim,
        quantity: need.quantity,
        packaging: null,
        ...need.place,
        regionalDepth: need.regionalDepth,
        minimumWashes: need.minimumWashes,
        recyclable: need.recyclable,
        text: need.text,
        ceilingCents: null,
        weights: null,
        visibility: 'public' as const,
      })),
    )
    .execute()
  await trx
    .insertInto('needTranche')
    .values(
      placed.flatMap(need =>
        need.schedule.map(({ dueInDays, quantity }) => ({
          needId: need.id,
          due: isoDay(today, dueInDays),
          quantity,
        })),
      ),
    )
    .execute()
  await trx
    .insertInto('needSize')
    .values(
      placed.flatMap(need =>
        need.sizes.map(({ size, quantity }, position) => ({ needId: need.id, size, quantity, position })),
      ),
    )
    .execute()
  const norms = placed.flatMap(need => {
    const item = catalogue.items.find(candidate =>
      need.item === null ? candidate.family === need.family : candidate.id === need.item,
    )
    const called = item?.compliance.find(({ claim }) => claim === need.claim)?.norms ?? []
    return called.map((norm, position) => ({ needId: need.id, norm, position }))
  })
  await trx.insertInto('needNorm').values(norms).execute()

  return {
    organisations,
    firms: firmIds,
    needs: placed.map(({ id, organisationId, procedure = null }) => ({ id, organisationId, procedure })),
  }
}
