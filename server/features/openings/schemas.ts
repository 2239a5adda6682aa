import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, OneOf, Words } from '../../schemas.ts'
import { OfferContentSchema, OfferDocumentSchema } from '../offers/schemas.ts'
import { Secret, Version } from '../tenders/schemas.ts'

const closed = { additionalProperties: false } as const

/** What a buyer sees between the deadline and the opening: late offers to decide on, and breaks of the platform. */
export const OpeningSchema = Type.Object({
  /** Times in the last hours before the deadline in which no server was there. */
  breaks: Type.Array(Type.Object({ from: Instant, until: Instant })),
  late: Type.Array(
    Type.Object({
      offerId: Id,
      bidder: Type.String(),
      firstByteAt: Nullable(Instant),
      receivedAt: Instant,
      digest: Type.String(),
      decision: Nullable(OneOf(['accepted', 'refused'])),
      reason: Nullable(Type.String()),
    }),
  ),
})
export type OpeningShown = Static<typeof OpeningSchema>

export const LateDecisionInput = Type.Object(
  { decision: OneOf(['accepted', 'refused']), reason: Words(4000, 1) },
  closed,
)
export const ExtensionInput = Type.Object(
  { version: Version, deadline: Instant, reason: Words(4000, 1) },
  closed,
)
export const KeyInput = Type.Object({ recovery: Type.Boolean(), secret: Secret }, closed)

/** An opened offer, as its buyer reads it. */
export const OpenedOfferSchema = Type.Object({
  id: Id,
  /** Whoever offers, or the lead of a group under the names of all of its partners. */
  bidder: Type.Object({ id: Id, name: Type.String() }),
  group: Nullable(
    Type.Object({
      id: Id,
      form: OneOf(['conjoint', 'conjoint-liable-lead', 'solidaire']),
      members: Type.Array(
        Type.Object({
          id: Id,
          name: Type.String(),
          role: OneOf(['partner', 'subcontractor', 'supplier', 'laboratory']),
          isLead: Type.Boolean(),
          /** What it makes of each lot; shares in hundredths of a per cent. */
          parts: Type.Array(
            Type.Object({
              lot: Type.Integer(),
              share: Nullable(Type.Integer()),
              work: Type.String(),
            }),
          ),
        }),
      ),
    }),
  ),
  receivedAt: Instant,
  digest: Type.String(),
  isLate: Type.Boolean(),
  /** 1, or the round of negotiation that it was made for. */
  round: Type.Integer(),
  /** What its bidder offered before, the last round first: cents ex tax of each lot. */
  earlier: Type.Array(
    Type.Object({
      round: Type.Integer(),
      lots: Type.Array(Type.Object({ number: Type.Integer(), cents: Type.Integer() })),
    }),
  ),
  lots: Type.Array(
    Type.Object({
      ...OfferContentSchema.properties.lots.items.properties,
      /** Cents ex tax of the whole lot, each line rounded half up once. */
      cents: Type.Integer(),
    }),
  ),
  statement: Type.String(),
  /** Their bytes are at `/api/tenders/ID/offers/ID/documents/ID`, for the buyer. */
  documents: Type.Array(OfferDocumentSchema),
})
export type OpenedOffer = Static<typeof OpenedOfferSchema>
