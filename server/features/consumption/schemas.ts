import { rateBases } from '@maillage/db/consumption/load.ts'
import { consumptionBases } from '@maillage/db/tables/consumption.ts'
import { scenarioKeys } from '@maillage/matching/consumption/forecast.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, OneOf, OrganisationPath, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const Count = Type.Integer({ minimum: 0, maximum: 10_000_000 })
const DaysPerWeek = Type.Integer({ minimum: 1, maximum: 7 })

export const ItemPath = Type.Object({ ...OrganisationPath.properties, item: Slug })
export const ScenarioKeySchema = OneOf(scenarioKeys)
export const ScenarioPath = Type.Object({ ...OrganisationPath.properties, key: ScenarioKeySchema })
export const ScenarioQuery = Type.Object({ scenario: Type.Optional(ScenarioKeySchema) })

const RuleSchema = Type.Object(
  {
    base: OneOf(rateBases),
    /** Units for each of those and day. */
    perDay: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
    count: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    daysPerWeek: DaysPerWeek,
  },
  closed,
)

const FleetSchema = Type.Object(
  {
    users: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    changesPerDay: Type.Number({ exclusiveMinimum: 0, maximum: 50 }),
    daysPerWeek: DaysPerWeek,
    rotationDays: Type.Number({ minimum: 0.5, maximum: 90 }),
    life: Type.Integer({ minimum: 1, maximum: 1000 }),
    pieces: Count,
    washesLeft: Type.Number({ minimum: 0, maximum: 1000 }),
    yearlyLoss: Type.Number({ minimum: 0, maximum: 0.95 }),
  },
  closed,
)

const WeekSchema = Type.Object(
  { week: Day, quantity: Type.Integer({ minimum: 0, maximum: 50_000_000 }) },
  closed,
)

export const ConsumptionInput = Type.Object(
  {
    /** Null where nothing was said of the item yet. */
    version: Nullable(Version),
    basis: OneOf(consumptionBases),
    rule: Nullable(RuleSchema),
    fleet: Nullable(FleetSchema),
    weeks: Type.Array(WeekSchema, { maxItems: 260 }),
  },
  closed,
)
export type ConsumptionInput = Static<typeof ConsumptionInput>

export const TableInput = Type.Object(
  { csv: Words(500_000, 1), /** False: only say what it would do. */ confirm: Type.Boolean() },
  closed,
)

const Band = Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() })
const ForecastWeek = Type.Object({ week: Day, ...Band.properties })

const ItemDemand = Type.Object({
  item: Slug,
  /** Whether the catalogue knows how it is made: without, the region cannot plan it, only buy it. */
  hasRecipe: Type.Boolean(),
  /** Units a week as it is now, before any scenario. */
  weekly: Type.Number(),
  weeks: Type.Array(ForecastWeek),
  total: Band,
})

export const ConsumptionSchema = Type.Object({
  maySay: Type.Boolean(),
  scenario: ScenarioKeySchema,
  items: Type.Array(
    Type.Object({
      ...ItemDemand.properties,
      version: Version,
      basis: OneOf(consumptionBases),
      rule: Nullable(RuleSchema),
      fleet: Nullable(FleetSchema),
      declared: Type.Array(WeekSchema),
      outlook: Nullable(
        Type.Object({
          required: Type.Integer(),
          missing: Type.Integer(),
          weekly: Type.Number(),
          weeksLeft: Nullable(Type.Integer()),
        }),
      ),
    }),
  ),
  /** What is known of buyers of this kind. */
  rates: Type.Array(
    Type.Object({
      item: Slug,
      base: OneOf(rateBases),
      perDay: Type.Number(),
      basis: OneOf(['sourced', 'estimated']),
      source: Nullable(Type.Object({ title: Type.String(), address: Type.String(), readOn: Type.String() })),
    }),
  ),
})
export type ConsumptionShown = Static<typeof ConsumptionSchema>

export const TableRead = Type.Object({
  /** What the table says, by item and week. */
  lines: Type.Integer(),
  items: Type.Integer(),
  faults: Type.Array(Type.Object({ line: Type.Integer(), message: Type.String() })),
  saved: Type.Boolean(),
})

const PartSchema = Type.Object(
  {
    families: Nullable(Type.Array(Slug, { minItems: 1, maxItems: 50 })),
    from: Type.Integer({ minimum: 1, maximum: 52 }),
    weeks: Type.Integer({ minimum: 1, maximum: 52 }),
    factor: Type.Number({ minimum: 0, maximum: 100 }),
  },
  closed,
)
export const PartsInput = Type.Object({ parts: Type.Array(PartSchema, { maxItems: 30 }) }, closed)

export const RegionalDemandSchema = Type.Object({
  mayPlan: Type.Boolean(),
  scenario: ScenarioKeySchema,
  scenarios: Type.Array(
    Type.Object({ key: ScenarioKeySchema, own: Type.Boolean(), parts: Type.Array(PartSchema) }),
  ),
  items: Type.Array(
    Type.Object({
      ...ItemDemand.properties,
      buyers: Type.Array(Type.Object({ id: Id, name: Type.String(), weekly: Type.Number(), total: Band })),
    }),
  ),
})
export type RegionalDemand = Static<typeof RegionalDemandSchema>
