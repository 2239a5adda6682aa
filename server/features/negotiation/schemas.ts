import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Words } from '../../schemas.ts'
import { Version } from '../tenders/schemas.ts'

const closed = { additionalProperties: false } as const

/** What is negotiated, in the words that all who are invited read, and by when they answer. */
export const RoundInput = Type.Object(
  { version: Version, points: Words(20_000, 1), deadline: Instant },
  closed,
)
export type RoundInput = Static<typeof RoundInput>

const round = {
  number: Type.Integer(),
  points: Type.String(),
  deadline: Instant,
  /** Why the deadline was put off; null where it was not. */
  extensionReason: Nullable(Type.String()),
  invitedAt: Instant,
  openedAt: Nullable(Instant),
}

/** The negotiation of a tender, for its buyer. */
export const NegotiationSchema = Type.Object({
  /** Whether it was announced at the publication: without that, offers are not negotiated. */
  isAnnounced: Type.Boolean(),
  /** Whether the tender may be awarded on the first offers all the same (R2123-5). */
  mayAwardFirst: Type.Boolean(),
  /** How many of the best are invited; null where all are. */
  most: Nullable(Type.Integer()),
  /** The last round; 1 where there was no negotiation yet. */
  round: Type.Integer(),
  rounds: Type.Array(
    Type.Object({ ...round, invited: Type.Array(Type.Object({ offerId: Id, bidder: Type.String() })) }),
  ),
})
export type NegotiationShown = Static<typeof NegotiationSchema>

/** A round that an organisation is invited to, as a bidder, as a lead or as a partner of a group. */
export const OwnRoundSchema = Type.Object({
  ...round,
  groupId: Nullable(Id),
  /** Whether offers are received for it now. */
  isOpen: Type.Boolean(),
})
export type OwnRound = Static<typeof OwnRoundSchema>
