import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, PrecisionSchema, Slug, Words } from '../../schemas.ts'

const Hours = (maximum: number) => Type.Number({ minimum: 0, maximum })
const Count = Type.Integer({ minimum: 1, maximum: 10_000 })
const closed = { additionalProperties: false } as const

/** What a machine works within: width in centimetres, needles an inch, grams a square metre. */
const attributes = Type.Optional(
  Type.Object(
    {
      widthCm: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 2000 })),
      gauge: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100 })),
      leastGramsPerM2: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
      mostGramsPerM2: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
    },
    closed,
  ),
)
const machines = Type.Array(
  Type.Object({ type: Slug, count: Count, hoursPerWeek: Hours(168), attributes }, closed),
  { maxItems: 200 },
)
const workforce = Type.Array(Type.Object({ trade: Slug, people: Count, hoursPerWeek: Hours(60) }, closed), {
  maxItems: 200,
})
const certificate = {
  norm: Slug,
  edition: Nullable(Words(40, 1)),
  item: Nullable(Slug),
  number: Nullable(Words(100, 1)),
  validUntil: Nullable(Day),
}

/** What both the saved profile and a draft hold, written the same way. */
const content = {
  activity: Words(20_000),
  audience: OneOf(['public', 'members', 'operator']),
  willing: Type.Array(Slug, { maxItems: 200 }),
  unwilling: Type.Array(Slug, { maxItems: 200 }),
  minimumOrder: Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  usualLeadDays: Nullable(Type.Integer({ minimum: 0, maximum: 3650 })),
  workedMaterials: Type.Array(Slug, { maxItems: 200 }),
  availability: Type.Array(
    Type.Object({ week: Day, share: Type.Number({ minimum: 0, maximum: 3 }) }, closed),
    { maxItems: 520 },
  ),
  /**
   * How hard the firm is hit: figures are seen by the firm and the operator alone. Where it is `published`, others are
   * told the band that the activity lost falls in.
   */
  distress: Nullable(
    Type.Object(
      {
        activityLostPercent: Type.Integer({ minimum: 0, maximum: 100 }),
        jobs: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
        jobsAtRisk: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
        published: Type.Boolean(),
      },
      closed,
    ),
  ),
}

const site = {
  name: Words(200, 1),
  /** 14 digits; spaces are taken out. */
  siret: Nullable(Words(20, 1)),
  address: Nullable(Words(300, 1)),
  /** INSEE code. */
  commune: Words(5, 1),
  cleanRoom: Type.Boolean(),
  machines,
  workforce,
}

/** A whole profile as a firm states it; a certificate's status is never part of it. */
export const ProfileDraft = Type.Object(
  {
    ...content,
    sites: Type.Array(
      Type.Object(
        {
          ...site,
          /** Null for a new site. */
          id: Nullable(Id),
          /** Null for the commune's own place, or where the pin was moved to. */
          latitude: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
          longitude: Nullable(Type.Number({ minimum: -180, maximum: 180 })),
        },
        closed,
      ),
      { maxItems: 20 },
    ),
    certificates: Type.Array(Type.Object(certificate, closed), { maxItems: 200 }),
  },
  closed,
)
export type ProfileDraft = Static<typeof ProfileDraft>

/** Version of the profile that was read: 0 for a firm that has none yet. */
const version = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })

export const ProfileInput = Type.Object({ version, ...ProfileDraft.properties }, closed)
export type ProfileInput = Static<typeof ProfileInput>

export const ProfileSchema = Type.Object({
  version,
  updatedAt: Nullable(Instant),
  confirmedAt: Nullable(Instant),
  ...content,
  sites: Type.Array(
    Type.Object({
      ...site,
      id: Id,
      communeName: Type.String(),
      department: Type.String(),
      latitude: Type.Number(),
      longitude: Type.Number(),
      precision: PrecisionSchema,
    }),
  ),
  certificates: Type.Array(
    Type.Object({ ...certificate, status: OneOf(['declared', 'verified', 'refused', 'expired']) }),
  ),
})
export type Profile = Static<typeof ProfileSchema>
