import { criterionKinds } from '@maillage/db/tables/tenders.ts'
import { type Static, Type } from 'typebox'
import { DocumentSchema } from '../documents/schemas.ts'
import { PublishedNotice } from '../notices/content.ts'
import { Day, Id, Instant, Line, Nullable, OneOf, Slug, TextSchema, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
export const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

const LotNumber = Type.Integer({ minimum: 1, maximum: 50 })

export const CriterionSchema = Type.Object(
  {
    kind: OneOf(criterionKinds),
    name: Line(200),
    weight: Type.Integer({ minimum: 1, maximum: 100 }),
    how: Words(2000),
  },
  closed,
)

export const ReservedFor = Type.Array(OneOf(['esat', 'ea', 'siae']), { maxItems: 3, uniqueItems: true })

/** A lot as its buyer writes it: what it is about comes from the need. */
const LotInput = Type.Object(
  {
    needId: Id,
    title: Line(200),
    reservedFor: ReservedFor,
    sampleCount: Type.Integer({ minimum: 0, maximum: 1000 }),
    sampleDue: Nullable(Day),
    sampleTest: Words(4000),
    /** Questions of the wear test, each answered from 1 to 5. */
    sampleQuestions: Type.Optional(Type.Array(Line(300), { maxItems: 20 })),
  },
  closed,
)

const written = {
  title: Line(200),
  access: OneOf(['open', 'invited']),
  description: Words(20_000),
  criteria: Type.Array(CriterionSchema, { maxItems: 12 }),
  questionsUntil: Nullable(Instant),
  deadline: Nullable(Instant),
  validityDays: Type.Integer({ minimum: 1, maximum: 365 }),
  negotiation: Type.Boolean(),
  severalOffers: Type.Boolean(),
}

const NegotiatesWith = Type.Integer({ minimum: 1, maximum: 50 })

/** Documents that were sent before and go with the tender: specifications, clauses, forms to fill in. */
const Documents = Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true }))

/** What candidates have to be able to; each is empty where nothing is asked. */
const Conditions = Type.Object({ economic: Words(4000), technical: Words(4000) }, closed)

export const TenderInput = Type.Object(
  {
    version: Version,
    ...written,
    conditions: Type.Optional(Conditions),
    /** Of a negotiation that is announced: R2123-5, and how many of the best are invited (null: all). */
    mayAwardFirst: Type.Optional(Type.Boolean()),
    negotiatesWith: Type.Optional(Nullable(NegotiatesWith)),
    lots: Type.Array(LotInput, { minItems: 1, maxItems: 50 }),
    documents: Documents,
  },
  closed,
)
export type TenderInput = Static<typeof TenderInput>

/** What may still change once published; all are told, and why. */
export const AmendmentInput = Type.Object(
  {
    version: Version,
    reason: Words(4000, 1),
    description: written.description,
    questionsUntil: Instant,
    deadline: Instant,
    /** Those that come on top: what was published stays. */
    documents: Documents,
  },
  closed,
)
export type AmendmentInput = Static<typeof AmendmentInput>

export const QuestionInput = Type.Object({ organisationId: Id, text: Words(4000, 1) }, closed)
export const QuestionAnswerInput = Type.Object({ answer: Words(8000, 1) }, closed)

/** A passphrase, or a recovery code. */
export const Secret = Words(200, 1)

export const LotSchema = Type.Object({
  number: LotNumber,
  needId: Id,
  needRevision: Type.Integer(),
  title: Type.String(),
  item: Nullable(Slug),
  family: Nullable(Slug),
  quantity: Type.Integer(),
  lines: Type.Array(Type.Object({ size: Nullable(Type.String()), due: Day, quantity: Type.Integer() })),
  packaging: Nullable(Type.String()),
  norms: Type.Array(Type.String()),
  commune: Type.String(),
  communeName: Type.String(),
  reservedFor: ReservedFor,
  /** Of a joint purchase: where it is delivered, member by member, and what each takes at least and at most. */
  points: Type.Array(
    Type.Object({
      organisation: Type.Object({ id: Id, name: Type.String() }),
      communeName: Type.String(),
      address: Type.String(),
      minimum: Type.Integer(),
      maximum: Type.Integer(),
      lines: Type.Array(Type.Object({ size: Nullable(Type.String()), due: Day, quantity: Type.Integer() })),
      pays: OneOf(['each', 'coordinator']),
      orders: OneOf(['each', 'coordinator']),
    }),
  ),
  sampleCount: Type.Integer(),
  sampleDue: Nullable(Day),
  sampleTest: Type.String(),
  /** Questions of the wear test, each answered from 1 to 5. */
  sampleQuestions: Type.Array(Type.String()),
})
export type LotShown = Static<typeof LotSchema>

export const MissingSchema = Type.Object({
  field: Type.String(),
  message: TextSchema,
})

export const KeyPartSchema = Type.Object({
  part: Type.Integer({ minimum: 1, maximum: 3 }),
  recovery: Type.Boolean(),
  name: Nullable(Type.String()),
  mine: Type.Boolean(),
  takenAt: Instant,
  /** Whether its holder has given it for the opening. */
  given: Type.Boolean(),
})

export const TenderStateSchema = OneOf([
  'draft',
  'published',
  'opened',
  'negotiating',
  'awarded',
  'concluded',
  'unsuccessful',
  'cancelled',
])
const TenderProcedureSchema = OneOf(['without-publicity', 'adapted', 'formal', 'quotes'])

export const TenderSchema = Type.Object({
  id: Id,
  buyer: Type.Object({ id: Id, name: Type.String(), kind: Nullable(Type.String()) }),
  state: TenderStateSchema,
  /** Whether its deadline has passed, by the server's clock. */
  isClosed: Type.Boolean(),
  revision: Type.Integer(),
  procedure: TenderProcedureSchema,
  ...written,
  conditions: Conditions,
  /** Whether it may be awarded on the first offers although a negotiation is announced (R2123-5). */
  mayAwardFirst: Type.Boolean(),
  /** How many of the best are invited to negotiate; null where all are. */
  negotiatesWith: Nullable(NegotiatesWith),
  leastAnswerDays: Nullable(Type.Integer()),
  standstillDays: Nullable(Type.Integer()),
  lots: Type.Array(LotSchema),
  documents: Type.Array(DocumentSchema),
  questions: Type.Array(
    Type.Object({
      id: Id,
      text: Type.String(),
      askedAt: Instant,
      answer: Nullable(Type.String()),
      answeredAt: Nullable(Instant),
    }),
  ),
  amendments: Type.Array(Type.Object({ revision: Type.Integer(), at: Instant, reason: Type.String() })),
  /** Whom the buyer had asked before, what was asked and what was said: told to all alike. */
  contacts: Type.Array(
    Type.Object({
      firm: Nullable(Type.String()),
      askedAt: Instant,
      text: Type.String(),
      state: Type.String(),
      answer: Type.String(),
    }),
  ),
  publishedAt: Nullable(Instant),
  openedAt: Nullable(Instant),
  /** Published by the opening: when each offer came, and the digest of what was sealed. */
  opened: Nullable(Type.Array(Type.Object({ digest: Type.String(), receivedAt: Instant }))),
  endedReason: Nullable(Type.String()),
  /** To whom it was awarded, once its buyer has published that. */
  awardNotice: Nullable(PublishedNotice),
  relaunchedFrom: Nullable(Id),
  /** For the buyer's own members. How many have answered is in nothing that is read before the opening. */
  own: Nullable(
    Type.Object({
      version: Version,
      missing: Type.Array(MissingSchema),
      keys: Type.Array(KeyPartSchema),
      told: Type.Integer(),
      /** The round of negotiation that is open. */
      round: Nullable(Type.Object({ number: Type.Integer(), deadline: Instant, isClosed: Type.Boolean() })),
    }),
  ),
})
export type TenderShown = Static<typeof TenderSchema>

export const TenderLineSchema = Type.Object({
  id: Id,
  title: Type.String(),
  buyer: Type.String(),
  state: TenderStateSchema,
  isClosed: Type.Boolean(),
  procedure: TenderProcedureSchema,
  lots: Type.Array(Type.Object({ item: Nullable(Slug), family: Nullable(Slug), quantity: Type.Integer() })),
  questionsUntil: Nullable(Instant),
  deadline: Nullable(Instant),
})
export type TenderLine = Static<typeof TenderLineSchema>
