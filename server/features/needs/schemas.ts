import { criterionIds } from '@maillage/matching/weights.ts'
import { type Static, type TSchema, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, PrecisionSchema, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })

/** What a need is about: exactly one of the two. */
const subject = { item: Nullable(Slug), family: Nullable(Slug) }

/** What anyone who may see a need reads of it, and its buyer writes. */
const content = {
  ...subject,
  claim: OneOf(['protects-patient', 'protects-wearer', 'none']),
  quantity: Quantity,
  /** Adding up to the quantity; empty where sizes do not matter. */
  sizes: Type.Array(Type.Object({ size: Words(40, 1), quantity: Quantity }, closed), { maxItems: 50 }),
  packaging: Nullable(Slug),
  /** Tranches, adding up to the quantity. */
  schedule: Type.Array(Type.Object({ due: Day, quantity: Quantity }, closed), { maxItems: 260 }),
  norms: Type.Array(Slug, { maxItems: 30 }),
  wishes: Type.Object(
    {
      regionalDepth: OneOf(['item', 'first-inputs', 'all']),
      minimumWashes: Nullable(Type.Integer({ minimum: 1, maximum: 1000 })),
      recyclable: Type.Boolean(),
    },
    closed,
  ),
  text: Words(20_000),
  maximumPartners: Type.Integer({ minimum: 1, maximum: 5 }),
  visibility: OneOf(['public', 'members', 'invited']),
  reservedFor: Type.Array(OneOf(['esat', 'ea', 'siae']), { maxItems: 3 }),
}

/** What never leaves the buyer's organisation. */
const secret = {
  /** Most the buyer would pay for all of it, in cents ex tax. */
  ceilingCents: Nullable(Type.Integer({ minimum: 1, maximum: 100_000_000_000_000 })),
  /** Weight of each criterion of the sourcing rank; null for the default of this kind of buyer. */
  weights: Nullable(
    Type.Partial(Type.Record(Type.Enum([...criterionIds]), Type.Number({ minimum: 0, maximum: 10 })), closed),
  ),
  excludedFirms: Type.Array(Id, { maxItems: 200 }),
}

const deliveryPlace = {
  /** INSEE code. */
  commune: Words(5, 1),
  /** Null for the commune's own place, or where the pin was moved to. */
  latitude: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Nullable(Type.Number({ minimum: -180, maximum: 180 })),
}

export const NeedDraft = Type.Object({ ...content, ...secret, ...deliveryPlace }, closed)
export type NeedDraft = Static<typeof NeedDraft>

const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

export const NeedInput = Type.Object({ version: Version, ...NeedDraft.properties }, closed)

/** The version that was looked at when somebody decided. */
export const Decision = Type.Object({ version: Version }, closed)

const Buyer = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Nullable(OneOf(['hospital', 'care-home', 'town', 'fire-service', 'school', 'firm', 'operator'])),
})

const State = OneOf(['draft', 'published', 'withdrawn'])
export const NeedStateSchema = State

const place = {
  commune: Type.String(),
  communeName: Type.String(),
  department: Type.String(),
  latitude: Type.Number(),
  longitude: Type.Number(),
  precision: PrecisionSchema,
}

export const NeedSchema = Type.Object({
  id: Id,
  buyer: Buyer,
  state: State,
  /** Number of times its content was published; 0 for a draft. */
  revision: Type.Integer(),
  ...content,
  ...place,
  publishedAt: Nullable(Instant),
  updatedAt: Instant,
  /** For members of the buyer; null for anyone else. */
  own: Nullable(
    Type.Object({
      version: Version,
      ...secret,
      /** The joint purchase that holds it. */
      pool: Nullable(Type.Object({ id: Id, title: Type.String() })),
    }),
  ),
})
export type NeedShown = Static<typeof NeedSchema>

/** A need in a list. */
const line = {
  id: Id,
  buyer: Buyer,
  ...subject,
  claim: content.claim,
  quantity: Quantity,
  ...place,
  /** First tranche still to come, and the last one; null where no tranche is. */
  nextDue: Nullable(Day),
  lastDue: Nullable(Day),
  excerpt: Type.String(),
  revision: Type.Integer(),
  reservedFor: content.reservedFor,
  publishedAt: Nullable(Instant),
}

export const NeedLineSchema = Type.Object(line)
export type NeedLine = Static<typeof NeedLineSchema>

export const OwnNeedLineSchema = Type.Object({
  ...line,
  state: State,
  visibility: content.visibility,
  updatedAt: Instant,
  /** Partnerships found that the buyer may see; null while none were looked for. */
  matches: Nullable(
    Type.Object({
      count: Type.Integer(),
      feasible: Type.Integer(),
      bestScore: Nullable(Type.Number()),
    }),
  ),
})
export type OwnNeedLine = Static<typeof OwnNeedLineSchema>

export const OpenNeedLineSchema = Type.Object({
  ...line,
  /** Whether the firm could do every operation of the item itself, as it stands or after a reorientation. */
  couldMake: Type.Boolean(),
  /** The best partnership it is part of. */
  match: Nullable(
    Type.Object({
      rank: Type.Integer(),
      score: Type.Number(),
      feasible: Type.Boolean(),
      role: OneOf(['partner', 'supplier', 'laboratory']),
      /** Other firms in it. */
      partners: Type.Integer(),
      /** What its firms have to change before they can start, all together. */
      effort: Type.Object({ days: Type.Number(), keuro: Type.Number(), trainingDays: Type.Number() }),
    }),
  ),
})
export type OpenNeedLine = Static<typeof OpenNeedLineSchema>

/** One page of a list, and what to send as `after` to have the next one; null on the last. */
export function PageOf<Schema extends TSchema>(schema: Schema) {
  return Type.Object({ needs: Type.Array(schema), next: Nullable(Type.String()) })
}
