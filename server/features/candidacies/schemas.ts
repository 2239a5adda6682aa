import { candidacyGrounds, exclusions } from '@maillage/db/tables/candidacies.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, Slug, Words } from '../../schemas.ts'
import { OfferDocumentSchema } from '../offers/schemas.ts'

const closed = { additionalProperties: false } as const
const Verdict = OneOf(['admitted', 'set-aside'])
const Ground = OneOf(candidacyGrounds)

/** What a candidacy is. A ground and a reason are due where it is set aside; `pending` takes a verdict back. */
export const CandidacyInput = Type.Object(
  { verdict: OneOf(['pending', 'admitted', 'set-aside']), ground: Nullable(Ground), reason: Words(4000) },
  closed,
)
export type CandidacyInput = Static<typeof CandidacyInput>

/** What candidates are asked to complete, each its own, all by one day (R2144-2). */
export const CandidacyRequests = Type.Object(
  {
    due: Day,
    candidates: Type.Array(
      Type.Object(
        {
          offerId: Id,
          candidateId: Id,
          text: Words(4000, 1),
          /** Of a member of a group: the exclusion for which the group is to replace it (L2141-13). */
          replacementGround: Type.Optional(OneOf(exclusions)),
        },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  closed,
)
export type CandidacyRequests = Static<typeof CandidacyRequests>

export const CandidacyAnswer = Type.Object({ answer: Words(20_000, 1) }, closed)

const asked = {
  text: Type.String(),
  due: Day,
  askedAt: Instant,
  answer: Nullable(Type.String()),
  answeredAt: Nullable(Instant),
}

/** The candidacy of one bidder: of a group, that of each of its partners. */
export const CandidacySchema = Type.Object({
  offerId: Id,
  bidder: Type.Object({ id: Id, name: Type.String() }),
  /** Set aside as soon as one candidate is; admitted once all are. */
  verdict: Nullable(Verdict),
  /** Members that their group has replaced since the opening, each by whom and when. */
  replaced: Type.Array(Type.Object({ name: Type.String(), by: Type.String(), ground: Ground, at: Instant })),
  /** Files about the bidder that came with its offer. */
  documents: Type.Array(OfferDocumentSchema),
  candidates: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      verdict: Nullable(Verdict),
      ground: Nullable(Ground),
      reason: Type.String(),
      asked: Nullable(Type.Object(asked)),
      /** The exclusion for which its group is to replace it, and who is proposed so far. */
      replacement: Nullable(Type.Object({ ground: Ground, by: Nullable(Type.String()) })),
      /** What it was asked before, and answered, the first first. */
      earlier: Type.Array(Type.Object(asked)),
      /** What the operator has verified already, and is still valid: proof that nobody has to send again. */
      certificates: Type.Array(
        Type.Object({
          norm: Slug,
          edition: Nullable(Type.String()),
          item: Nullable(Slug),
          validUntil: Nullable(Day),
          checkedUntil: Nullable(Day),
        }),
      ),
    }),
  ),
})
export type CandidacyShown = Static<typeof CandidacySchema>

/** What a bidder is asked to complete of its candidacy, or of that of a partner of its group. */
export const OwnCandidacySchema = Type.Object({
  offerId: Id,
  candidate: Type.Object({ id: Id, name: Type.String() }),
  /** The group that is to replace it; null where something else is asked. */
  replacingGroupId: Nullable(Id),
  ...asked,
  mayAnswer: Type.Boolean(),
})
export type OwnCandidacy = Static<typeof OwnCandidacySchema>

/** Why a candidacy was set aside, as its letter says. */
export const CandidacyRejection = Type.Object({
  candidate: Type.String(),
  ground: Ground,
  reason: Type.String(),
})
export type CandidacyRejection = Static<typeof CandidacyRejection>
