import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf } from '../../schemas.ts'

export const waitKinds = [
  // For a firm: a tender to answer, a round of negotiation, a group to consent to, what it was asked in writing.
  'answer',
  'round',
  'consent',
  'price',
  'completion',
  'candidacy',
  // For a buyer: questions to answer, offers to open, an award notice to publish.
  'questions',
  'opening',
  'notice',
] as const

/** Something that waits for an organisation around a tender, until when. */
export const WaitSchema = Type.Object({
  kind: OneOf(waitKinds),
  tender: Type.Object({ id: Id, title: Type.String(), buyer: Type.String() }),
  /** The group that a consent is asked for, and who leads it. */
  group: Nullable(Type.Object({ id: Id, lead: Type.String() })),
  /** The last moment for it, or the last day; both null where nothing ends. */
  until: Nullable(Instant),
  lastDay: Nullable(Day),
  /** Of a tender or a round to answer: what the firm has of it, which nobody else is told. */
  offer: Nullable(OneOf(['none', 'group', 'sealed'])),
  /** How many: questions that nobody has answered. */
  count: Type.Integer(),
})
export type Wait = Static<typeof WaitSchema>
