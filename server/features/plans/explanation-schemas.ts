import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, OneOf, Slug } from '../../schemas.ts'
import { Claim, Done, LimitSchema } from './schemas.ts'

/** What a change brings: of an item, units that would come by the end and do not, and units times weeks less late. */
const Gained = Type.Array(
  Type.Object({ item: Slug, claim: Claim, covered: Type.Number(), unitWeeks: Type.Number() }),
)

const Next = Type.Object({
  firm: Type.String(),
  cents: Type.Number(),
  kilometres: Type.Number(),
  hoursLeft: Type.Number(),
  keuro: Type.Number(),
})

/** Why a plan is so, for its operator; null where there was no time to find out. */
export const ExplanationSchema = Nullable(
  Type.Object({
    reasons: Type.Array(
      Type.Object({
        firmId: Id,
        firm: Type.String(),
        site: Type.String(),
        item: Slug,
        claim: Claim,
        ...Done.properties,
        machine: Nullable(Slug),
        units: Type.Number(),
        agreed: Type.Number(),
        hoursFree: Type.Number(),
        hoursTaken: Type.Number(),
        kilometres: Type.Number(),
        /** Of one unit: work and way. */
        cents: Type.Number(),
        reorientations: Type.Array(Slug),
        keuro: Type.Number(),
        /** How many others could do it, and the next best with hours left in those weeks. */
        others: Type.Integer(),
        next: Nullable(Next),
      }),
    ),
    /** What binds: a little more of it, and what that would bring; the plan solved again, so local. */
    bottlenecks: Type.Array(
      Type.Object({
        kind: OneOf(['machines', 'people']),
        /** Machine type, or trades; null: people who are assumed. */
        of: Type.Array(Nullable(Slug)),
        department: Type.String(),
        firm: Type.String(),
        hoursPerWeek: Type.Number(),
        cents: Type.Number(),
        gained: Gained,
        weeks: Type.Array(Type.Object({ week: Day, centsPerHour: Type.Number() })),
      }),
    ),
    /** Bounds that cost something, loosened a little. */
    bounds: Type.Array(
      Type.Object({ bound: LimitSchema, to: Type.Number(), cents: Type.Number(), gained: Gained }),
    ),
  }),
)
export type ExplanationShown = Static<typeof ExplanationSchema>
