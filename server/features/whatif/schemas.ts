import { scenarioRunProblems, scenarioRunStates } from '@maillage/db/tables/whatif.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Line, Nullable, OneOf, OrganisationPath, Slug } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

export const ScenarioPath = Type.Object({ ...OrganisationPath.properties, scenarioId: Id })
export const RunPath = Type.Object({ ...OrganisationPath.properties, runId: Id })

/** Weeks of a plan, from 0; an effect may outlast the plan. */
const during = {
  from: Type.Integer({ minimum: 0, maximum: 51 }),
  weeks: Type.Integer({ minimum: 1, maximum: 104 }),
}
export const PartSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('demand'),
      ...during,
      item: Nullable(Slug),
      factor: Type.Number({ minimum: 0, maximum: 100 }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('border'), ...during, item: Slug }, closed),
  Type.Object({ kind: Type.Literal('firm'), ...during, firm: Id }, closed),
  Type.Object({ kind: Type.Literal('largest'), ...during, process: Slug }, closed),
  Type.Object(
    {
      kind: Type.Literal('lockdown'),
      ...during,
      department: Type.String({ pattern: '^[0-9AB]{2,3}$' }),
      share: Type.Number({ minimum: 0, maximum: 1 }),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('laboratory'), ...during, days: Type.Number({ minimum: 1, maximum: 365 }) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('regime'),
      ...during,
      /** A record of the catalogue; absent or null: anything without a proof yet, to the end. */
      regime: Type.Optional(Nullable(Slug)),
    },
    closed,
  ),
])

const Parts = Type.Array(PartSchema, { minItems: 1, maxItems: 12 })

export const ScenarioInput = Type.Object(
  {
    /** Null where it is new. */
    version: Nullable(Version),
    name: Line(120),
    parts: Parts,
  },
  closed,
)
export type ScenarioBody = Static<typeof ScenarioInput>
export const ArchiveInput = Type.Object({ archived: Type.Boolean() }, closed)

const ScenarioSchema = Type.Object({
  id: Id,
  name: Type.String(),
  version: Version,
  archived: Type.Boolean(),
  parts: Type.Array(PartSchema),
})

const Named = Type.Object({ id: Type.String(), name: Type.String() })

export const ScenariosSchema = Type.Object({
  mayPlan: Type.Boolean(),
  scenarios: Type.Array(ScenarioSchema),
  /** What parts may name: firms of the region, its departments, and plans that settings are taken from. */
  firms: Type.Array(Named),
  departments: Type.Array(Named),
  plans: Type.Array(Type.Object({ id: Id, number: Type.Integer() })),
})
export type Scenarios = Static<typeof ScenariosSchema>

const UncertaintySchema = Type.Object(
  {
    demand: Type.Number({ minimum: 0, maximum: 2 }),
    stopsAYear: Type.Number({ minimum: 0, maximum: 20 }),
    stopWeeks: Type.Integer({ minimum: 1, maximum: 52 }),
    delays: Type.Number({ minimum: 0, maximum: 1 }),
  },
  closed,
)

export const RunInput = Type.Object(
  {
    planId: Nullable(Id),
    scenarioIds: Type.Array(Id, { minItems: 1, maxItems: 6 }),
    runs: Type.Integer({ minimum: 20, maximum: 1000 }),
    seed: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
    uncertainty: UncertaintySchema,
  },
  closed,
)
export type RunBody = Static<typeof RunInput>

const Claim = OneOf(['protects-patient', 'protects-wearer', 'none'])
const ByWeek = Type.Array(Type.Number())
const Cents = Type.Number()
const Band = Type.Object({ low: Type.Number(), middle: Type.Number(), high: Type.Number() })
const Outcome = Type.Object({
  item: Slug,
  claim: Claim,
  due: Type.Number(),
  late: ByWeek,
  stock: ByWeek,
  /** Weeks served whole; null where nothing is ever missing. */
  cover: Nullable(Type.Integer()),
  worst: Type.Object({ week: Type.Integer(), units: Type.Number() }),
  people: Nullable(Type.Number()),
  without: Type.Array(Type.Object({ of: Type.String(), people: Type.Number() })),
})
const Begun = Type.Object({
  firmId: Id,
  firm: Type.String(),
  reorientations: Type.Array(Slug),
  keuro: Type.Number(),
})

const Stored = Type.Object({ item: Slug, claim: Nullable(Claim), units: Type.Number(), cents: Cents })

const head = {
  id: Id,
  number: Type.Integer(),
  state: OneOf(scenarioRunStates),
  asOf: Day,
  /** Those that were run, as they were then. */
  scenarios: Type.Array(Type.Object({ id: Id, name: Type.String(), parts: Type.Array(PartSchema) })),
  createdAt: Instant,
  finishedAt: Nullable(Instant),
  problem: Nullable(OneOf(scenarioRunProblems)),
}

export const RunListSchema = Type.Array(Type.Object(head))
export type RunList = Static<typeof RunListSchema>

export const RunShownSchema = Type.Object({
  ...head,
  mayPlan: Type.Boolean(),
  plan: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
  runs: Type.Integer(),
  seed: Type.Integer(),
  uncertainty: UncertaintySchema,
  detail: Type.String(),
  /** Mondays. */
  weeks: Type.Array(Day),
  /** Firms that parts name. */
  firms: Type.Array(Named),
  progress: Nullable(
    Type.Object({
      stage: OneOf(['plan', 'scenario', 'runs', 'robust']),
      scenario: Type.Integer(),
      done: Type.Integer(),
      of: Type.Integer(),
    }),
  ),
  result: Nullable(
    Type.Object({
      /** The plan as it is first, then the scenarios in their order. */
      results: Type.Array(
        Type.Object({
          id: Nullable(Id),
          items: Type.Array(Outcome),
          spread: Type.Array(
            Type.Object({
              item: Slug,
              claim: Claim,
              stock: Type.Array(Band),
              late: Type.Array(Band),
              chance: Type.Number(),
              cover: Band,
              people: Nullable(Band),
            }),
          ),
          measures: Type.Array(
            Type.Object({
              kind: OneOf(['stock', 'material']),
              stored: Type.Array(Stored),
              cents: Cents,
              left: Type.Array(Type.Number()),
            }),
          ),
          replanned: Nullable(
            Type.Object({
              items: Type.Array(Outcome),
              cents: Cents,
              moreCents: Cents,
              begun: Type.Array(Begun),
              gap: Type.Number(),
            }),
          ),
        }),
      ),
      robust: Nullable(
        Type.Object({
          begun: Type.Array(Begun),
          /** What is laid in on the first day besides. */
          reserve: Type.Array(Stored),
          cents: Type.Array(Cents),
          best: Type.Array(Cents),
          kept: Type.Array(Cents),
          items: Type.Array(Type.Array(Outcome)),
          regret: Cents,
          keptRegret: Cents,
          /** No reserve is regretted less with the reorientations that were tried; null of runs that laid none in. */
          bound: Nullable(Cents),
        }),
      ),
    }),
  ),
})
export type RunShown = Static<typeof RunShownSchema>
