import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Firm, Place } from '@maillage/matching/supply.ts'
import { type Static, Type } from 'typebox'
import type { Fault } from '../problems/faults.ts'
import { Day, OneOf, Words } from '../schemas.ts'
import { isPlaced, placeFields, resolvePlace } from './place.ts'

const closed = { additionalProperties: false } as const
const ids = (records: { id: string }[]) => records.map(({ id }) => id)
const { Optional } = Type

/** Hours a week that a machine or a person is free for, where nothing is said. */
const USUAL_HOURS = 35

/** A firm as analysts write it: what it has; the rest may be left out. Ids are those of the catalogue. */
export function profileSchema(catalogue: Catalogue) {
  const hoursPerWeek = Optional(
    Type.Number({ minimum: 0, maximum: 168, default: USUAL_HOURS, description: 'Free for new work' }),
  )
  const Count = Type.Integer({ minimum: 1, maximum: 10_000 })
  const Made = OneOf([...new Set([...ids(catalogue.items), ...ids(catalogue.families)])])
  const Size = (description: string) => Optional(Type.Number({ exclusiveMinimum: 0, description }))
  const attributes = Optional(
    Type.Object(
      {
        widthCm: Size('Working width, in centimetres'),
        gauge: Size('Needles an inch'),
        leastGramsPerM2: Size('Lightest cloth it makes'),
        mostGramsPerM2: Size('Heaviest cloth it makes'),
      },
      closed,
    ),
  )
  const machine = Type.Object(
    { type: OneOf(ids(catalogue.machineTypes)), count: Optional(Count), hoursPerWeek, attributes },
    closed,
  )
  const people = Type.Object({ trade: OneOf(ids(catalogue.trades)), people: Count, hoursPerWeek }, closed)
  const site = Type.Object(
    {
      id: Optional(Words(100, 1)),
      name: Optional(Words(200, 1)),
      ...placeFields,
      cleanRoom: Optional(Type.Boolean({ default: false })),
      machines: Optional(Type.Array(machine, { maxItems: 200 })),
      workforce: Optional(
        Type.Array(people, {
          maxItems: 200,
          description: 'Nobody at all: as many people as the machines take',
        }),
      ),
    },
    closed,
  )
  const certificate = Type.Object(
    {
      norm: OneOf(ids(catalogue.norms)),
      edition: Optional(Type.Union([Words(40, 1), Type.Null()])),
      item: Optional(Type.Union([OneOf(ids(catalogue.items)), Type.Null()])),
      validUntil: Optional(Type.Union([Day, Type.Null()])),
      status: Optional(OneOf(['declared', 'verified', 'refused', 'expired'])),
    },
    closed,
  )
  return Type.Object(
    {
      id: Optional(Words(100, 1)),
      name: Optional(Words(200, 1)),
      structure: Optional(
        Type.Enum(['company', 'esat', 'ea', 'siae', 'public-body', 'association'], { default: 'company' }),
      ),
      verified: Optional(Type.Boolean({ default: false })),
      audience: Optional(Type.Enum(['public', 'members', 'operator'], { default: 'members' })),
      activity: Optional(Words(20_000)),
      sites: Type.Array(site, { minItems: 1, maxItems: 20 }),
      workedMaterials: Optional(Type.Array(OneOf(ids(catalogue.materialFamilies)), { maxItems: 200 })),
      certificates: Optional(Type.Array(certificate, { maxItems: 200 })),
      availability: Optional(
        Type.Array(Type.Object({ week: Day, share: Type.Number({ minimum: 0, maximum: 3 }) }, closed)),
      ),
      willing: Optional(Type.Array(Made)),
      unwilling: Optional(Type.Array(Made)),
      minimumOrder: Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
      usualLeadDays: Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 3650 }), Type.Null()])),
      confirmedAt: Optional(Type.Union([Day, Type.Null()])),
      distress: Optional(
        Type.Union([
          Type.Object(
            {
              activityLostPercent: Type.Number({ minimum: 0, maximum: 100 }),
              jobs: Type.Integer({ minimum: 0 }),
              jobsAtRisk: Type.Integer({ minimum: 0 }),
            },
            closed,
          ),
          Type.Null(),
        ]),
      ),
      distressBand: Optional(Type.Union([Type.Enum(['low', 'medium', 'high']), Type.Null()])),
    },
    { ...closed, title: 'Profile of a firm' },
  )
}

export type Profile = Static<ReturnType<typeof profileSchema>>

/** Where a firm stands that says nowhere: the middle of France. Only questions without distances take it. */
export const somewhere: Place = {
  latitude: 46.6,
  longitude: 2.5,
  precision: 'area',
  commune: '',
  department: '',
}

/**
 * The firm of a profile. Returns the faults of its places instead; `path` is the pointer of the profile. Where distances
 * do not count (`placed` false), a site may say nothing of its place.
 */
export function firmOf(
  profile: Profile,
  path: string,
  { position = 1, asOf, placed }: { position?: number; asOf: string; placed: boolean },
): Firm | Fault[] {
  const id = profile.id ?? `firm-${position}`
  const faults: Fault[] = []
  const sites = profile.sites.map((site, index): Firm['sites'][number] => {
    const place = placed || isPlaced(site) ? resolvePlace(site, `${path}/sites/${index}`) : somewhere
    if (Array.isArray(place)) faults.push(...place)
    return {
      id: site.id ?? `${id}-site-${index + 1}`,
      name: site.name ?? '',
      place: Array.isArray(place) ? somewhere : place,
      cleanRoom: site.cleanRoom ?? false,
      machines: (site.machines ?? []).map(({ type, count = 1, hoursPerWeek = USUAL_HOURS, attributes }) => ({
        type,
        count,
        hoursPerWeek,
        ...(attributes !== undefined && { attributes }),
      })),
      workforce: (site.workforce ?? []).map(({ trade, people, hoursPerWeek = USUAL_HOURS }) => ({
        trade,
        people,
        hoursPerWeek,
      })),
    }
  })
  if (faults.length > 0) return faults
  return {
    id,
    name: profile.name ?? id,
    structure: profile.structure ?? 'company',
    verified: profile.verified ?? false,
    audience: profile.audience ?? 'members',
    activity: profile.activity ?? '',
    sites,
    workedMaterials: profile.workedMaterials ?? [],
    certificates: (profile.certificates ?? []).map(certificate => ({
      norm: certificate.norm,
      edition: certificate.edition ?? null,
      item: certificate.item ?? null,
      validUntil: certificate.validUntil ?? null,
      status: certificate.status ?? 'declared',
    })),
    availability: profile.availability ?? [],
    willing: profile.willing ?? [],
    unwilling: profile.unwilling ?? [],
    minimumOrder: profile.minimumOrder ?? null,
    usualLeadDays: profile.usualLeadDays ?? null,
    confirmedAt: profile.confirmedAt === undefined ? asOf : profile.confirmedAt,
    distress: profile.distress ?? null,
    distressBand: profile.distressBand ?? null,
  }
}

/** The firms of several profiles, or the faults of them all. */
export function firmsOf(profiles: Profile[], asOf: string): { firms: Firm[] } | { faults: Fault[] } {
  const twice = {
    fr: 'Deux entreprises ont cet identifiant.',
    en: 'Two firms have this id.',
  }
  const seen = new Set<string>()
  const faults: Fault[] = []
  const firms = profiles.flatMap((profile, index): Firm[] => {
    const firm = firmOf(profile, `/${index}`, { position: index + 1, asOf, placed: true })
    if (Array.isArray(firm)) faults.push(...firm)
    else if (seen.has(firm.id)) faults.push({ field: `/${index}/id`, message: twice })
    else seen.add(firm.id)
    return Array.isArray(firm) ? [] : [firm]
  })
  return faults.length > 0 ? { faults } : { firms }
}
