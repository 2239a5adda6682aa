import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, OneOf, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

export const declineReasons = [
  'no-capacity',
  'too-late',
  'not-our-work',
  'too-small',
  'price',
  'other',
] as const

const said = {
  state: OneOf(['asked', 'accepted', 'declined', 'withdrawn']),
  /** The buyer's words. */
  text: Type.String(),
  askedAt: Instant,
  remindedAt: Nullable(Instant),
  reason: Nullable(OneOf(declineReasons)),
  /** The firm's words. */
  answer: Type.String(),
  answeredAt: Nullable(Instant),
  version: Version,
  /** What the firm would do, as the engine found it when it was asked. */
  work: Type.Array(Type.Object({ process: Slug, mode: OneOf(['direct', 'reoriented']) })),
}

/** A contact as the buyer reads it. */
export const ContactSchema = Type.Object({
  firm: Type.Object({ id: Id, name: Type.String(), communeName: Type.String(), department: Type.String() }),
  ...said,
  askedBy: Nullable(Type.String()),
  /** Whether the buyer may ask again now. */
  mayRemind: Type.Boolean(),
})
export type ContactShown = Static<typeof ContactSchema>

/** A contact as the firm reads it. */
export const AskedSchema = Type.Object({
  need: Type.Object({
    id: Id,
    item: Nullable(Slug),
    family: Nullable(Slug),
    quantity: Type.Integer(),
    commune: Type.String(),
    communeName: Type.String(),
    due: Nullable(Type.String()),
    open: Type.Boolean(),
  }),
  buyer: Type.Object({ id: Id, name: Type.String() }),
  ...said,
})
export type AskedShown = Static<typeof AskedSchema>

/** Firms that are asked together: all of a partnership, or one. */
export const AskInput = Type.Object(
  {
    firms: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }),
    partnershipKey: Nullable(Words(400, 1)),
    text: Words(4000),
  },
  closed,
)
export type AskInput = Static<typeof AskInput>

export const AnswerInput = Type.Object(
  {
    version: Version,
    state: OneOf(['accepted', 'declined']),
    /** Due with a refusal, and with nothing else. */
    reason: Nullable(OneOf(declineReasons)),
    answer: Words(4000),
  },
  closed,
)
export type AnswerInput = Static<typeof AnswerInput>
