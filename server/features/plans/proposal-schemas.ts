import { proposalStates } from '@maillage/db/tables/plans.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, OrganisationPath, Slug, Words } from '../../schemas.ts'
import { ByWeek, Claim, Done, lawfulRoutes } from './schemas.ts'

const closed = { additionalProperties: false } as const

export const PublishInput = Type.Object(
  {
    /** The last day on which firms may answer. */
    replyBy: Day,
    /** The plan that was published last, as whoever publishes saw it; null where none was. */
    after: Nullable(Id),
  },
  closed,
)
export type PublishBody = Static<typeof PublishInput>
export const ProposalPath = Type.Object({ ...OrganisationPath.properties, proposalId: Id })
export const AnswerInput = Type.Object(
  {
    version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    answer: OneOf(['accept', 'adjust', 'refuse']),
    /** Why it is refused, or given back. */
    reason: Words(1000),
    /** Where it is adjusted: units by Monday of each line, all weeks that one works; lines left out stay as proposed. */
    lines: Type.Array(
      Type.Object(
        {
          lineId: Id,
          weeks: Type.Array(
            Type.Object({ week: Day, units: Type.Integer({ minimum: 0, maximum: 50_000_000 }) }, closed),
            { maxItems: 52 },
          ),
        },
        closed,
      ),
      { maxItems: 200 },
    ),
  },
  closed,
)
export type AnswerBody = Static<typeof AnswerInput>

const proposal = {
  id: Id,
  item: Slug,
  claim: Claim,
  state: OneOf(proposalStates),
  reason: Type.String(),
  replyBy: Day,
  keptUntil: Day,
  /** Units that contracts have ordered since: their hours are the contracts'. */
  ordered: Type.Integer(),
}

export const PlanProposalsSchema = Type.Array(
  Type.Object({
    ...proposal,
    firmId: Id,
    firm: Type.String(),
    gone: Type.Boolean(),
    answeredAt: Nullable(Instant),
    proposed: Type.Number(),
    agreed: Nullable(Type.Number()),
    hours: Type.Number(),
  }),
)
export type PlanProposals = Static<typeof PlanProposalsSchema>

export const FirmProposalsSchema = Type.Object({
  mayAnswer: Type.Boolean(),
  proposals: Type.Array(
    Type.Object({
      ...proposal,
      version: Type.Integer(),
      operator: Type.String(),
      mayAnswer: Type.Boolean(),
      mayGiveBack: Type.Boolean(),
      /** Mondays. */
      weeks: Type.Array(Day),
      route: OneOf(lawfulRoutes),
      lines: Type.Array(
        Type.Object({
          id: Id,
          site: Nullable(Type.String()),
          ...Done.properties,
          process: Slug,
          machine: Nullable(Slug),
          reorientations: Type.Array(Slug),
          units: ByWeek,
          agreed: Nullable(ByWeek),
          /** Of people, for one unit. */
          minutes: Type.Number(),
          /**
           * Hours of its own people who may do it, in those weeks, and what the plan takes of them; kilometres to the middle of those who
           * need it. Null where nobody reckoned it.
           */
          why: Nullable(
            Type.Object({
              hoursFree: Type.Number(),
              hoursTaken: Type.Number(),
              kilometres: Type.Number(),
            }),
          ),
        }),
      ),
    }),
  ),
})
export type FirmProposals = Static<typeof FirmProposalsSchema>
