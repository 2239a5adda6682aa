import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { region } from '@maillage/db/demonstration/region.ts'
import { townByCode } from '@maillage/db/towns/towns.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Firm, Place } from '@maillage/matching/supply.ts'

function placeOf(commune: string): Place {
  const town = townByCode(commune)
  if (town === undefined) throw new Error(`No commune ${commune}`)
  const { latitude, longitude, precision, department } = town
  return { latitude, longitude, precision, commune, department }
}

/** The firms of the demonstration region as the engine takes them; ids are their SIREN numbers. */
export function demonstrationFirms(today: string): Firm[] {
  return region.firms
    .filter(({ roles }) => roles.includes('firm'))
    .map(({ name, siren, structure, commune, machines, workforce, cleanRoom, ...profile }) => ({
      id: siren,
      name,
      structure,
      verified: true,
      audience: profile.audience,
      activity: profile.activity,
      sites: [{ id: siren, name, place: placeOf(commune), machines, workforce, cleanRoom }],
      workedMaterials: profile.workedMaterials,
      certificates: profile.certificates.map(each => ({
        ...each,
        validUntil: null,
        status: 'declared' as const,
      })),
      availability: [],
      willing: [],
      unwilling: [],
      minimumOrder: null,
      usualLeadDays: null,
      confirmedAt: dateOf(dayOf(today) - profile.confirmedDaysAgo),
      distress: profile.distress,
      distressBand: null,
    }))
}

/** Its needs, with the norms that their claim calls for; one in three for two partners, so that all are quickly ranked. */
export function demonstrationNeeds(today: string, catalogue: Catalogue): Need[] {
  return region.needs.map(({ buyer: key, item, family, ...need }, position): Need => {
    const buyer = region.buyers.find(each => each.key === key)
    if (buyer === undefined) throw new Error(`No buyer ${key}`)
    const compliance = catalogue.items
      .find(({ id }) => id === item)
      ?.compliance.find(({ claim }) => claim === need.claim)
    return {
      id: `need-${String(position).padStart(2, '0')}`,
      buyer: buyer.siren,
      buyerKind: buyer.buyerKind,
      subject: item === null ? { family: family ?? '' } : { item },
      claim: need.claim,
      quantity: need.quantity,
      sizes: need.sizes,
      packaging: null,
      schedule: need.schedule.map(({ dueInDays, quantity }) => ({
        due: dateOf(dayOf(today) + dueInDays),
        quantity,
      })),
      place: placeOf(buyer.commune),
      norms: compliance?.norms ?? [],
      wishes: {
        regionalDepth: need.regionalDepth,
        minimumWashes: need.minimumWashes,
        recyclable: need.recyclable,
      },
      text: need.text,
      excludedFirms: [],
      maximumPartners: position % 3 === 0 ? 2 : 1,
      weights: null,
      reservedFor: [],
    }
  })
}
