import { planProblems, planStates } from '@maillage/db/tables/plans.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, OrganisationPath, Slug } from '../../schemas.ts'
import { boundKinds, NearestSchema, PlanInputSchema } from './asked-schemas.ts'

const closed = { additionalProperties: false } as const

export const PlanPath = Type.Object({ ...OrganisationPath.properties, planId: Id })

export const ArchiveInput = Type.Object({ archived: Type.Boolean() }, closed)

/** By week of the plan, from its first. */
export const ByWeek = Type.Array(Type.Number())
export const Claim = OneOf(['protects-patient', 'protects-wearer', 'none'])
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
  /** Verified firms that say they are in difficulty: a plan may give them work. */
  inDifficulty: Type.Integer(),
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

export const Done = Type.Object({ recipe: Slug, operation: Slug })

/** A bound for an item alone, or (null) for all. */
const shares = { kind: OneOf(boundKinds), item: Nullable(Slug), asked: Type.Number() }
const BoundSchema = Type.Union([
  Type.Object(shares),
  Type.Object({ kind: OneOf(['recyclable', 'difficulty']), asked: Type.Number() }),
])
export type BoundShown = Static<typeof BoundSchema>

/** What a plan had to keep to: a bound, what may be spent on reorientations, or what a firm has agreed to. */
export const LimitSchema = Type.Union([
  BoundSchema,
  Type.Object({ kind: OneOf(['keuro']), asked: Type.Number() }),
  Type.Object({
    kind: OneOf(['agreed']),
    firm: Type.String(),
    item: Slug,
    ...Done.properties,
    week: Day,
  }),
])
export type LimitShown = Static<typeof LimitSchema>

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
      /** What each bound comes to; null where nothing is asked or made of what it is about. */
      bounds: Type.Array(
        Type.Object({ bound: BoundSchema, reached: Nullable(Type.Number()), isKept: Type.Boolean() }),
      ),
      /** What cannot be kept together: without any one of each the others could; proven where no plan could. */
      conflicts: Type.Array(Type.Object({ isProven: Type.Boolean(), between: Type.Array(LimitSchema) })),
      /** What to ask in place of what cannot be; null where all of it is kept. */
      nearest: Nullable(NearestSchema),
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

export const planTables = ['items', 'lines', 'purchases', 'transports', 'changes'] as const
export const TableQuery = Type.Object({ table: OneOf(planTables) })
