/** Firms, needs and their changes drawn at random over the small catalogue. */
import fc from 'fast-check'
import type { Catalogue, Claim, Regime } from '../catalogue.ts'
import type { Need, Wishes } from '../demand.ts'
import type { Certificate, Commitment, Firm, Machine, Site, TrackRecord, Workforce } from '../supply.ts'
import { figure, regime, smallCatalogue } from './catalogue.ts'
import { firm, foix, maskNeed, toulouse } from './examples.ts'

const { machineTypes, trades, norms, materialFamilies } = smallCatalogue
const idOf = ({ id }: { id: string }) => id
const oneOf = (ids: string[]) => fc.constantFrom(...ids)
/** Nothing most of the time. */
const seldom = <T>(list: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> =>
  fc.nat(4).chain(turn => (turn === 0 ? list : fc.constant<T[]>([])))
const places = fc.constantFrom(foix, toulouse, {
  ...foix,
  latitude: 48.85,
  longitude: 2.35,
  department: '75',
})

export const machines: fc.Arbitrary<Machine> = fc.record(
  {
    type: oneOf(machineTypes.map(idOf)),
    count: fc.integer({ min: 1, max: 12 }),
    hoursPerWeek: fc.constantFrom(5, 20, 35, 70),
    attributes: fc.record(
      { widthCm: fc.constantFrom(60, 140, 180), gauge: fc.constantFrom(10, 24) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['type', 'count', 'hoursPerWeek'] },
)

export const workforce: fc.Arbitrary<Workforce> = fc.record({
  trade: oneOf(trades.map(idOf)),
  people: fc.integer({ min: 1, max: 12 }),
  hoursPerWeek: fc.constantFrom(5, 20, 35),
})

export const certificates: fc.Arbitrary<Certificate> = fc.record({
  norm: oneOf(norms.map(idOf)),
  edition: fc.constantFrom(null, '2011', '2019', '2020'),
  item: fc.constantFrom(null, 'mask', 'gown', 'visor', 'stack'),
  validUntil: fc.constantFrom(null, '2026-12-31', '2027-03-15', '2030-01-01'),
  status: fc.constantFrom('declared', 'verified', 'refused', 'expired'),
})

/** Machines that go together, so that many firms can make something. */
const parks: fc.Arbitrary<Pick<Site, 'machines' | 'workforce'>> = fc.oneof(
  fc.record({
    machines: fc.array(machines, { maxLength: 4 }),
    workforce: fc.array(workforce, { maxLength: 3 }),
  }),
  fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), machines, workforce)
    .map(([sewing, sewers, more, others]) => ({
      machines: [
        { type: 'cutter', count: 1, hoursPerWeek: 35 },
        { type: 'lockstitch', count: sewing, hoursPerWeek: 35 },
        more,
      ],
      workforce: [
        { trade: 'cutter', people: 1, hoursPerWeek: 35 },
        { trade: 'sewer', people: sewers, hoursPerWeek: 35 },
        others,
      ],
    })),
)

/** Weeks of which hours are taken: before, within and beyond what the needs ask for. */
const weeks = fc.constantFrom(
  '2026-11-30',
  '2026-12-07',
  '2026-12-28',
  '2027-01-04',
  '2027-02-08',
  '2027-05-03',
)

/** Hours taken of machines and people that a site has. */
export function commitments({
  machines,
  workforce,
}: Pick<Site, 'machines' | 'workforce'>): fc.Arbitrary<Commitment[]> {
  const resources = [
    ...machines.map(({ type }) => ({ kind: 'machines' as const, of: type })),
    ...workforce.map(({ trade }) => ({ kind: 'people' as const, of: trade })),
  ]
  if (resources.length === 0) return fc.constant([])
  return fc.array(
    fc
      .record({
        resource: fc.constantFrom(...resources),
        week: weeks,
        minutes: fc.constantFrom(60, 900, 6000, 40_000),
        state: fc.constantFrom<Commitment['state']>('held', 'committed'),
      })
      .map(({ resource, ...taken }) => ({ ...resource, ...taken })),
    { maxLength: 4 },
  )
}

const sites = fc.array(
  fc.tuple(parks, places, fc.boolean()).chain(([park, place, cleanRoom]) =>
    seldom(commitments(park)).map((taken): Omit<Site, 'id' | 'name'> => ({
      ...park,
      place,
      cleanRoom,
      ...(taken.length > 0 && { commitments: taken }),
    })),
  ),
  { minLength: 1, maxLength: 2 },
)

const materials = fc.subarray(materialFamilies.map(idOf))

const keptAll: TrackRecord = { onTime: { kept: 40, of: 40 }, accepted: { kept: 9, of: 9 }, answered: null }
const keptNothing: TrackRecord = {
  onTime: { kept: 0, of: 60 },
  accepted: { kept: 1, of: 30 },
  answered: { kept: 0, of: 9 },
}

/** A firm of this id. */
export function firms(id: string): fc.Arbitrary<Firm> {
  return fc
    .record({
      structure: fc.constantFrom('company', 'company', 'company', 'esat', 'siae'),
      verified: fc.boolean(),
      sites,
      workedMaterials: materials,
      certificates: fc.array(certificates, { maxLength: 2 }),
      availability: fc.array(
        fc.record({
          week: fc.constantFrom('2026-12-21', '2026-12-28', '2027-01-04'),
          share: fc.constantFrom(0, 0.5),
        }),
        { maxLength: 2 },
      ),
      willing: fc.subarray(['masks', 'gown']),
      unwilling: seldom(fc.subarray(['masks', 'gown'])),
      minimumOrder: fc.constantFrom(null, null, 100, 5000),
      usualLeadDays: fc.constantFrom(null, 0, 14, 60),
      confirmedAt: fc.constantFrom(null, '2026-11-01', '2026-03-01', '2024-01-01'),
      distress: fc.constantFrom(null, { activityLostPercent: 60, jobs: 20, jobsAtRisk: 9 }),
      distressBand: fc.constantFrom(null, null, 'low', 'high'),
      record: fc.constantFrom<(TrackRecord | null)[]>(null, null, keptAll, keptNothing),
    })
    .map(({ sites, record, ...profile }) =>
      firm(
        id,
        sites.map((site, position) => ({ ...site, id: `${id}-${position}`, name: id })),
        { ...profile, ...(record !== null && { record }) },
      ),
    )
}

/** One to `most` firms, five at most: `a`, `b`… */
export function regions(most: number): fc.Arbitrary<Firm[]> {
  return fc
    .integer({ min: 1, max: most })
    .chain(count => fc.tuple(...['a', 'b', 'c', 'd', 'e'].slice(0, count).map(id => firms(id))))
}

const subjects = fc.constantFrom<Pick<Need, 'subject' | 'claim'>>(
  { subject: { item: 'mask' }, claim: 'none' },
  { subject: { family: 'masks' }, claim: 'none' },
  { subject: { item: 'gown' }, claim: 'none' },
  { subject: { item: 'gown' }, claim: 'protects-patient' },
  { subject: { item: 'visor' }, claim: 'protects-wearer' },
  { subject: { item: 'stack' }, claim: 'none' },
  { subject: { item: 'elastic' }, claim: 'none' },
)

/** A need of this id, in one or two tranches. */
export function needs(id: string): fc.Arbitrary<Need> {
  return fc
    .record({
      about: subjects,
      buyerKind: fc.constantFrom('hospital', 'town', 'firm'),
      quantities: fc.array(fc.constantFrom(10, 500, 3000, 40_000), { minLength: 1, maxLength: 2 }),
      dues: fc.constantFrom(
        ['2026-12-20', '2027-02-10'],
        ['2027-01-15', '2027-06-01'],
        ['2027-03-01', '2028-01-10'],
      ),
      wishes: fc.record<Wishes>({
        regionalDepth: fc.constantFrom('item', 'first-inputs', 'all'),
        minimumWashes: fc.constantFrom(null, 30),
        recyclable: fc.boolean(),
      }),
      maximumPartners: fc.integer({ min: 1, max: 3 }),
      norms: seldom(fc.subarray(norms.map(idOf))),
      excludedFirms: seldom(fc.constant(['a'])),
      reservedFor: seldom(fc.constant<Need['reservedFor']>(['esat', 'siae'])),
    })
    .map(({ about, quantities, dues, ...need }) => {
      const schedule = quantities.map((quantity, at) => ({ due: dues[at] ?? '2027-06-01', quantity }))
      const quantity = quantities.reduce((sum, each) => sum + each, 0)
      return maskNeed(quantity, { ...need, ...about, id, schedule })
    })
}

const changed = (claim: Claim) =>
  fc.record({
    claim: fc.constant(claim),
    norms: fc.constantFrom<(string[] | null)[]>(
      null,
      [],
      ['stack-report'],
      ['visor-norm'],
      ['gown-norm', 'quality-system'],
    ),
    attestation: fc.constantFrom<Regime['changes'][number]['attestation']>('self', 'authority', 'authority'),
    days: fc.constantFrom(0, 5, 40).map(figure),
    keuro: fc.constantFrom(0, 3).map(figure),
  })

/** A regime of this id, in force about the days that needs are due, before or after; or never. */
function regimes(id: string): fc.Arbitrary<Regime> {
  return fc
    .record({
      from: fc.constantFrom('2020-03-16', '2026-11-01', '2026-12-10', '2027-04-01', null),
      until: fc.constantFrom(null, null, '2026-11-30', '2027-01-20', '2027-05-31', '2028-06-01'),
      items: fc.subarray(['mask', 'gown', 'visor'], { minLength: 2 }),
      families: fc.subarray(['masks', 'gowns', 'visors']),
      changes: fc
        .tuple(changed('none'), changed('protects-patient'), changed('protects-wearer'))
        .chain(all => fc.subarray(all, { minLength: 2 })),
    })
    .map(drawn => regime(id, drawn))
}

/** The small catalogue with none to two regimes. */
export const laws: fc.Arbitrary<Catalogue> = fc
  .oneof(fc.constant<Regime[]>([]), fc.tuple(regimes('r1')), fc.tuple(regimes('r1'), regimes('r2')))
  .map(drawn => ({ ...smallCatalogue, regimes: drawn }))
