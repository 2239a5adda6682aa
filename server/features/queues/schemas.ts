import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, TextSchema } from '../../schemas.ts'
import { riskKinds } from '../deliveries/schemas.ts'

const named = { id: Id, name: Type.String() }

/** How it was made sure that an organisation is who it says. */
export const verifiedBy = ['register', 'call', 'letter', 'visit'] as const

export const VerifyInput = Type.Object({ how: OneOf(verifiedBy) })

/** What waits for somebody at the operator, the longest waiting first. */
export const QueuesSchema = Type.Object({
  asOf: Day,
  /** Organisations that may draft and look, and wait for somebody to make sure who they are. */
  organisations: Type.Array(
    Type.Object({
      ...named,
      siren: Type.String(),
      roles: Type.Array(OneOf(['firm', 'buyer', 'operator', 'laboratory'])),
      createdAt: Instant,
    }),
  ),
  /** People who asked to join an organisation, and whom none of its owners has answered in a week. */
  joiners: Type.Array(
    Type.Object({
      organisation: Type.Object(named),
      person: Type.Object({ ...named, email: Type.String() }),
      askedAt: Instant,
    }),
  ),
  /** Certificates sent to be verified. */
  certificates: Type.Object({ waiting: Type.Integer(), since: Nullable(Instant) }),
  /** Messages and facts that were reported. */
  reports: Type.Object({ waiting: Type.Integer(), since: Nullable(Instant) }),
  /** Firms whose profile nobody has confirmed for long, those that most open needs call for first. */
  profiles: Type.Array(
    Type.Object({
      ...named,
      /** When it was confirmed last; null where it never was. */
      confirmedAt: Nullable(Instant),
      /** Open needs it could meet, alone or with others, as its profile stands. */
      needs: Type.Integer(),
      /** When it was asked last to confirm. */
      askedAt: Nullable(Instant),
    }),
  ),
  /** What firms refused, gave back or took less of, of the plan that was published last. */
  proposals: Type.Array(
    Type.Object({
      id: Id,
      plan: Type.Object({ id: Id, number: Type.Integer() }),
      firm: Type.Object(named),
      item: Type.String(),
      /** `left`: it had accepted, and gave it back; `adjusted`: other quantities or weeks. */
      answer: OneOf(['refused', 'left', 'adjusted']),
      reason: Type.String(),
      answeredAt: Instant,
    }),
  ),
  /** Rounds of collections whose day has passed. */
  collections: Type.Array(
    Type.Object({
      id: Id,
      day: Day,
      stream: TextSchema,
      holder: Type.Object(named),
      partner: Type.Object(named),
    }),
  ),
  /** Deliveries that are late or will be, the one due first first. Nothing of prices. */
  deliveries: Type.Array(
    Type.Object({
      contract: Type.Object({ id: Id, number: Type.String(), title: Type.String() }),
      buyer: Type.Object(named),
      /** Who makes it; nobody where that is not known. */
      firm: Nullable(Type.Object(named)),
      kind: OneOf(riskKinds),
      /** Null for a milestone. */
      item: Nullable(Type.String()),
      due: Day,
      /** Pieces that are late, or missing beyond what can be made in time. */
      quantity: Type.Integer(),
      /** What would be needed each week, and what can be made; null where it is not about that. */
      weekly: Nullable(Type.Object({ needed: Type.Integer(), possible: Type.Integer() })),
    }),
  ),
})
export type Queues = Static<typeof QueuesSchema>
