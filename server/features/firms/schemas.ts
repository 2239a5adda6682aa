import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, OneOf, PrecisionSchema } from '../../schemas.ts'

const Count = Type.Integer()

/** What a machine works within; each absent where its owner does not say. */
const Attributes = Type.Object({
  widthCm: Type.Optional(Type.Number()),
  gauge: Type.Optional(Type.Number()),
  leastGramsPerM2: Type.Optional(Type.Number()),
  mostGramsPerM2: Type.Optional(Type.Number()),
})

const SitePage = Type.Object({
  name: Type.String(),
  commune: Type.String(),
  communeName: Type.String(),
  department: Type.String(),
  latitude: Type.Number(),
  longitude: Type.Number(),
  precision: PrecisionSchema,
  cleanRoom: Type.Boolean(),
  /** Without their free hours: set beside their number, those would tell how much of its activity a firm has lost. */
  machines: Type.Array(
    Type.Object({ type: Type.String(), count: Count, attributes: Type.Optional(Attributes) }),
  ),
  people: Type.Array(Type.Object({ trade: Type.String(), count: Count })),
})

const CertificatePage = Type.Object({
  norm: Type.String(),
  edition: Nullable(Type.String()),
  item: Nullable(Type.String()),
  validUntil: Nullable(Day),
  state: OneOf(['declared', 'verified', 'expired']),
})

/** A firm as others see it: the same for everybody who sees it at all, but for the last two. */
export const FirmPageSchema = Type.Object({
  id: Id,
  name: Type.String(),
  structure: OneOf(['company', 'esat', 'ea', 'siae', 'public-body', 'association']),
  verified: Type.Boolean(),
  /** The day that states and ages are told for. */
  asOf: Day,
  /** When it last said that its profile holds. */
  confirmedAt: Nullable(Day),
  activity: Type.String(),
  minimumOrder: Nullable(Count),
  usualLeadDays: Nullable(Count),
  /** Items and families it wants to make; empty: all that it can. */
  willing: Type.Array(Type.String()),
  workedMaterials: Type.Array(Type.String()),
  sites: Type.Array(SitePage),
  certificates: Type.Array(CertificatePage),
  /** Items it could make by itself as it stands, and after a reorientation within reach; none that it refuses. */
  now: Type.Array(Type.String()),
  reoriented: Type.Array(Type.String()),
  /** How far its activity has fallen, where it chose to publish it. */
  distressBand: Nullable(OneOf(['low', 'medium', 'high'])),
  /** Whether it is one's own. */
  own: Type.Boolean(),
  /** Who sees it; told to the firm and to the operator alone. */
  audience: Nullable(OneOf(['public', 'members', 'operator'])),
})
export type FirmPage = Static<typeof FirmPageSchema>
