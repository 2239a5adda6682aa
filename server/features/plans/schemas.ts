import { planProblems, planStates, proposalStates } from '@maillage/db/tables/plans.ts'
import { type Static, Type } from 'typebox'
import { ScenarioKeySchema } from '../consumption/schemas.ts'
import { Day, Id, Instant, Nullable, OneOf, OrganisationPath, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const

export const PlanPath = Type.Object({ ...OrganisationPath.properties, planId: Id })
export const ComparePath = Type.Object({ ...PlanPath.properties, otherId: Id })

/** What a unit that is late counts in each week, in units of what it is worth. */
const Lateness = Type.Number({ exclusiveMinimum: 0, maximum: 1000 })
export const LatenessSchema = Type.Object({ 1: Lateness, 2: Lateness, 3: Lateness }, closed)

export const PlanInputSchema = Type.Object(
  {
    weeks: Type.Union([Type.Literal(26), Type.Literal(52)]),
    scenario: ScenarioKeySchema,
    /** Most that may be spent on reorientations, in thousands of euro; null where it does not matter. */
    keuro: Nullable(Type.Number({ minimum: 0, maximum: 1_000_000 })),
    lateness: LatenessSchema,
    /** Longest that it may be computed. */
    seconds: Type.Integer({ minimum: 5, maximum: 600 }),
  },
  closed,
)
export type PlanInputBody = Static<typeof PlanInputSchema>
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
export const ArchiveInput = Type.Object({ archived: Type.Boolean() }, closed)

/** By week of the plan, from its first. */
const ByWeek = Type.Array(Type.Number())
const Claim = OneOf(['protects-patient', 'protects-wearer', 'none'])
const Cents = Type.Number()
const CostsSchema = Type.Object({
  work: Cents,
  bought: Cents,
  services: Cents,
  transport: Cents,
  reorientations: Cents,
  holding: Cents,
  lateness: Cents,
})

const ProgressSchema = Type.Object({
  programmes: Type.Integer(),
  objective: Nullable(Cents),
  bound: Nullable(Cents),
})

const head = {
  id: Id,
  number: Type.Integer(),
  state: OneOf(planStates),
  asOf: Day,
  asked: PlanInputSchema,
  createdAt: Instant,
  finishedAt: Nullable(Instant),
  archived: Type.Boolean(),
  problem: Nullable(OneOf(planProblems)),
  progress: Nullable(ProgressSchema),
  publishedAt: Nullable(Instant),
}

export const PlanListSchema = Type.Object({
  mayPlan: Type.Boolean(),
  plans: Type.Array(
    Type.Object({
      ...head,
      /** What it costs but for what lateness counts, its proven gap, and what of all that is asked comes late at the end. */
      figures: Nullable(Type.Object({ cents: Cents, gap: Type.Number(), lateShare: Type.Number() })),
    }),
  ),
})
export type PlanList = Static<typeof PlanListSchema>

/** How a quantity may lawfully be bought; `none` where no way is found yet. */
export const lawfulRoutes = ['framework', 'tender', 'direct', 'private', 'none'] as const
export type LawfulRoute = (typeof lawfulRoutes)[number]

const ItemPlan = Type.Object({
  item: Slug,
  claim: Claim,
  due: ByWeek,
  delivered: ByWeek,
  late: ByWeek,
  /** What the operator's stock holds at the end of each week. */
  stock: ByWeek,
  /** Due in all, and late at the end, by priority. */
  priorities: Type.Array(
    Type.Object({
      priority: Type.Integer({ minimum: 1, maximum: 3 }),
      due: Type.Number(),
      lateWeeks: Type.Number(),
      never: Type.Number(),
    }),
  ),
  /** How what is asked for may lawfully be bought. */
  routes: Type.Array(Type.Object({ route: OneOf(lawfulRoutes), quantity: Type.Number() })),
})

const Done = Type.Object({ recipe: Slug, operation: Slug })

export const PlanShownSchema = Type.Object({
  ...head,
  mayPlan: Type.Boolean(),
  /** The plan that was published last, whichever it is. */
  lastPublished: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
  detail: Type.String(),
  engineVersion: Nullable(Type.String()),
  catalogueVersion: Nullable(Type.String()),
  inputHash: Nullable(Type.String()),
  /** Mondays of its weeks. */
  weeks: Type.Array(Day),
  result: Nullable(
    Type.Object({
      costs: CostsSchema,
      objective: Cents,
      bound: Cents,
      gap: Type.Number(),
      items: Type.Array(ItemPlan),
      firms: Type.Array(
        Type.Object({
          id: Id,
          name: Type.String(),
          /** It is suspended, or has no site any more. */
          gone: Type.Boolean(),
          /** Hours of its people, by week. */
          hours: ByWeek,
          items: Type.Array(Slug),
        }),
      ),
      changes: Type.Array(
        Type.Object({
          firmId: Id,
          firm: Type.String(),
          site: Type.String(),
          reorientations: Type.Array(Slug),
          keuro: Type.Number(),
          days: Type.Number(),
          trainingDays: Type.Number(),
          firstWork: Day,
          beginBy: Day,
        }),
      ),
      purchases: Type.Array(Type.Object({ item: Slug, units: ByWeek })),
      services: Type.Array(Type.Object({ item: Slug, ...Done.properties, units: ByWeek })),
      transports: Type.Array(
        Type.Object({
          item: Slug,
          ...Done.properties,
          from: Type.String(),
          to: Type.String(),
          kilometres: Type.Number(),
          units: Type.Number(),
          handedOver: Type.Boolean(),
        }),
      ),
      gaps: Type.Array(Type.Object({ item: Slug, claim: Claim, recipe: Slug, operations: Type.Array(Slug) })),
      /** What firms had agreed to and this plan cannot keep, or not whole. */
      lapsed: Type.Array(
        Type.Object({
          firm: Type.String(),
          item: Slug,
          ...Done.properties,
          why: OneOf(['firm-left', 'cannot-do', 'refused', 'out-of-reach']),
          agreed: Type.Number(),
          kept: Type.Number(),
        }),
      ),
    }),
  ),
  /** What is in no plan, and why. */
  left: Type.Array(
    Type.Object({
      buyer: Type.String(),
      item: Slug,
      why: OneOf(['in-forecast', 'no-recipe', 'no-product']),
    }),
  ),
})
export type PlanShown = Static<typeof PlanShownSchema>
export type PlanResult = NonNullable<PlanShown['result']>

export const LinesQuery = Type.Object({ firm: Type.Optional(Id), item: Type.Optional(Slug) })
export const PlanLinesSchema = Type.Array(
  Type.Object({
    id: Id,
    firmId: Id,
    firm: Type.String(),
    site: Nullable(Type.String()),
    item: Slug,
    claim: Claim,
    recipe: Slug,
    operation: Slug,
    process: Slug,
    machine: Nullable(Slug),
    reorientations: Type.Array(Slug),
    units: ByWeek,
    /** Of its people, over the whole plan. */
    hours: Type.Number(),
  }),
)
export type PlanLines = Static<typeof PlanLinesSchema>

const proposal = {
  id: Id,
  item: Slug,
  claim: Claim,
  state: OneOf(proposalStates),
  reason: Type.String(),
  replyBy: Day,
  keptUntil: Day,
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
        }),
      ),
    }),
  ),
})
export type FirmProposals = Static<typeof FirmProposalsSchema>

export const planTables = ['items', 'lines', 'purchases', 'transports', 'changes'] as const
export const TableQuery = Type.Object({ table: OneOf(planTables) })

const Pair = Type.Object({ before: Type.Number(), after: Type.Number() })
export const ComparedSchema = Type.Object({
  before: Type.Object({ id: Id, number: Type.Integer(), createdAt: Instant }),
  after: Type.Object({ id: Id, number: Type.Integer(), createdAt: Instant }),
  costs: Type.Object({
    work: Pair,
    bought: Pair,
    services: Pair,
    transport: Pair,
    reorientations: Pair,
    holding: Pair,
    lateness: Pair,
  }),
  gap: Pair,
  /** Handed over, late by weeks (units times weeks), and never there; those that differ first. */
  items: Type.Array(
    Type.Object({ item: Slug, claim: Claim, due: Pair, made: Pair, lateWeeks: Pair, never: Pair }),
  ),
  firms: Type.Array(Type.Object({ id: Id, name: Type.String(), hours: Pair })),
  /** Hours worked in each calendar week of either. */
  weeks: Type.Array(Type.Object({ week: Day, hours: Pair })),
})
export type Compared = Static<typeof ComparedSchema>
