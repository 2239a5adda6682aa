import { type Static, Type } from 'typebox'
import { terms } from '../contracts/schemas.ts'
import { NeedSchema } from '../needs/schemas.ts'
import { Day, Id, Instant, Line, Nullable, OneOf, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const State = OneOf(['prepared', 'published', 'awarded', 'abandoned'])

const kept = {
  /** The buyer profile it is run on: PLACE, Maximilien… */
  platform: Line(200),
  /** Its page there; empty while it is prepared. */
  address: Type.String({ pattern: '^(https?://[^\\s]{1,990})?$', maxLength: 1000 }),
  reference: Words(200),
  state: State,
  publishedOn: Nullable(Day),
  deadline: Nullable(Day),
  /** A draft for the tender documents: award is judged there. */
  criteria: Type.Array(
    Type.Object(
      { name: Line(200), weight: Type.Integer({ minimum: 1, maximum: 100 }), environmental: Type.Boolean() },
      closed,
    ),
    { maxItems: 20 },
  ),
}

export const ExternalInput = Type.Object({ version: Nullable(Version), ...kept }, closed)
export type ExternalInput = Static<typeof ExternalInput>

export const ExternalSchema = Type.Object({ id: Id, version: Version, ...kept, updatedAt: Instant })
export type ExternalShown = Static<typeof ExternalSchema>

/** What goes out to whoever runs the procedure: the need, who was asked and what they said, and the criteria as a draft. */
export const PackSchema = Type.Object({
  at: Instant,
  need: Type.Omit(NeedSchema, ['own']),
  norms: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  /** What the need may be split into: a lot a size where there are some, else one. */
  lots: Type.Array(
    Type.Object({ title: Type.String(), quantity: Type.Integer(), reservedFor: Type.Array(Type.String()) }),
  ),
  contacts: Type.Array(
    Type.Object({
      firm: Type.String(),
      commune: Type.String(),
      state: OneOf(['asked', 'accepted', 'declined', 'withdrawn']),
      asked: Type.String(),
      askedAt: Instant,
      reason: Nullable(Type.String()),
      answer: Type.String(),
      answeredAt: Nullable(Instant),
    }),
  ),
  criteria: kept.criteria,
})
export type Pack = Static<typeof PackSchema>

export const ElsewherePage = Type.Object({ stored: Nullable(ExternalSchema), pack: PackSchema })

/** A contract that was awarded elsewhere: its terms, and the day it was signed. */
export const AwardInput = Type.Object({ ...terms, concludedOn: Day }, closed)
export type AwardInput = Static<typeof AwardInput>

/** A file that says who was awarded what. */
export const AwardFile = Type.Object({ format: OneOf(['csv', 'json']), text: Words(500_000, 1) }, closed)

/** What was read of it: to be looked at, completed and sent. */
export const AwardRead = Type.Object({ award: Nullable(AwardInput), faults: Type.Array(Type.String()) })
