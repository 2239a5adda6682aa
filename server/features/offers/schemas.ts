import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, Words } from '../../schemas.ts'
import { Version } from '../tenders/schemas.ts'

const closed = { additionalProperties: false } as const

/** Cents ex tax for a thousand. */
const Price = Type.Integer({ minimum: 1, maximum: 100_000_000_000 })

export const documentKinds = ['candidacy', 'offer'] as const
const DocumentKind = OneOf(documentKinds)
/** Thirty-two bytes, in base64. */
const DocumentKey = Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' })

/** What is said of a document of an offer, but for its key. */
export const OfferDocumentSchema = Type.Object({
  id: Id,
  kind: DocumentKind,
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  /** SHA-256 of the encrypted file, in hexadecimal. */
  digest: Type.String(),
})

/** What an offer says: its lots and its words, without its documents. */
export const OfferContentSchema = Type.Object(
  {
    lots: Type.Array(
      Type.Object(
        {
          number: Type.Integer({ minimum: 1, maximum: 50 }),
          /** Of each line of the lot, in their order. */
          prices: Type.Array(Price, { minItems: 1, maxItems: 1000 }),
          /** On each criterion of the tender, in their order; nothing has to be said on the price. */
          answers: Type.Array(Words(8000), { maxItems: 12 }),
          /** Of a joint group, and of nobody else: what of the lot each of its partners is paid, in cents ex tax. */
          parts: Type.Optional(
            Type.Array(
              Type.Object(
                { memberId: Id, cents: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) },
                closed,
              ),
              { minItems: 1, maxItems: 20 },
            ),
          ),
        },
        closed,
      ),
      { minItems: 1, maxItems: 50 },
    ),
    statement: Words(20_000),
  },
  closed,
)

/** What is sealed of an offer: what it says, and its documents with their keys. */
export const SealedContentSchema = Type.Object(
  {
    ...OfferContentSchema.properties,
    documents: Type.Optional(
      Type.Array(Type.Object({ ...OfferDocumentSchema.properties, key: DocumentKey }, closed)),
    ),
  },
  closed,
)
export type SealedContent = Static<typeof SealedContentSchema>

/** A document that was sent, with the key that its offer takes along; nobody is told the key again. */
export const UploadedDocumentSchema = Type.Object({
  ...Type.Omit(OfferDocumentSchema, ['kind']).properties,
  key: DocumentKey,
})
export type UploadedDocument = Static<typeof UploadedDocumentSchema>

/** Chosen by the bidder: it opens its own copy, to change the offer before the deadline. */
const Code = Words(200, 8)

/** The group that the organisation offers for as its lead; null where it offers alone. */
const bidder = { groupId: Nullable(Id) }

export const OfferInput = Type.Object(
  {
    ...bidder,
    /** Of the offer that this one replaces; null for the first. */
    version: Nullable(Version),
    code: Code,
    /** That no ground of exclusion applies, and that the offer binds its bidder for the days named. */
    declared: Type.Literal(true),
    content: OfferContentSchema,
    /** Documents that were sent for it, with their keys. */
    documents: Type.Optional(
      Type.Array(Type.Object({ id: Id, key: DocumentKey, kind: DocumentKind }, closed), { maxItems: 20 }),
    ),
  },
  closed,
)
export type OfferInput = Static<typeof OfferInput>

export const OfferCopyInput = Type.Object({ ...bidder, code: Code }, closed)
export const OfferWithdrawal = Type.Object({ ...bidder, version: Version }, closed)

/** That samples for a lot were sent, and when; by which carrier, for example. */
export const SampleSent = Type.Object({ sentOn: Day, note: Words(400) }, closed)
export type SampleSent = Static<typeof SampleSent>

/** An offer as its bidder sees it, and each partner of its group: no price, which a code alone shows. */
export const OwnOfferSchema = Type.Object({
  id: Id,
  organisationId: Id,
  groupId: Nullable(Id),
  /** 1, or the round of negotiation that it was made for. The last round comes first. */
  round: Type.Integer(),
  state: OneOf(['sealed', 'late', 'withdrawn', 'opened', 'replaced', 'refused']),
  version: Version,
  receipts: Type.Array(
    Type.Object({
      version: Version,
      digest: Type.String(),
      bytes: Type.Integer(),
      at: Instant,
      by: Nullable(Type.String()),
      /** SHA-256 of each encrypted document that goes with it, in hexadecimal. */
      documents: Type.Array(Type.String()),
    }),
  ),
  lateDecision: Nullable(OneOf(['accepted', 'refused'])),
  lateReason: Nullable(Type.String()),
  /** By lot: when samples were sent, as the bidder says, and when they came, as the buyer does. */
  samples: Type.Array(
    Type.Object({
      lot: Type.Integer(),
      sentOn: Nullable(Day),
      note: Type.String(),
      receivedOn: Nullable(Day),
    }),
  ),
})
export type OwnOffer = Static<typeof OwnOfferSchema>
