import { type Static, Type } from 'typebox'
import { Day, Id, Nullable, OneOf, OrganisationPath, Slug } from '../../schemas.ts'

export const territoryTables = ['departments', 'firms', 'difficulty', 'delivered'] as const

/** How far one looks back, in whole quarters up to a year; ahead it is always the same. */
export const SpanQuery = Type.Object({
  weeks: Type.Optional(Type.Integer({ minimum: 13, maximum: 52, multipleOf: 13 })),
})
export const TerritoryTableQuery = Type.Object({
  ...SpanQuery.properties,
  table: OneOf(territoryTables),
})
export const FirmPath = Type.Object({ ...OrganisationPath.properties, firmId: Id })

const Load = Nullable(Type.Number({ minimum: 0 }))
const StandingSchema = Type.Object({
  declared: Type.Number(),
  committed: Type.Number(),
  load: Type.Object({ month: Load, quarter: Load, all: Load }),
  weeksInHand: Nullable(Type.Number()),
  thinFrom: Nullable(Day),
})

/** Hours on one item over the weeks ahead, and what would stay of them at most once only calm use remains. */
const LastingSchema = Type.Object({
  item: Slug,
  hours: Type.Number(),
  lasting: Nullable(Type.Number()),
  calm: OneOf(['known', 'nobody-says', 'too-few']),
})
export type Lasting = Static<typeof LastingSchema>

export const OrderBookSchema = Type.Object({
  asOf: Day,
  /** Hours of the firm's people; what is held is told to the firm alone. */
  weeks: Type.Array(
    Type.Object({
      week: Day,
      declared: Type.Number(),
      committed: Type.Number(),
      held: Nullable(Type.Number()),
    }),
  ),
  standing: StandingSchema,
  items: Type.Array(LastingSchema),
  frameworks: Type.Array(Type.Object({ id: Id, title: Type.String(), ends: Nullable(Day) })),
})
export type OrderBook = Static<typeof OrderBookSchema>

export const FirmOrderBookSchema = Type.Object({
  firm: Type.Object({ id: Id, name: Type.String() }),
  book: OrderBookSchema,
})

export type FirmOrderBook = Static<typeof FirmOrderBookSchema>

const Hours = Type.Object({
  /** Before this week, and from it on; of the latter by agreed plan lines. */
  done: Type.Number(),
  ahead: Type.Number(),
  planned: Type.Number(),
  /** Full-time jobs that these hours keep. */
  jobsDone: Type.Number(),
  jobsAhead: Type.Number(),
})
export type HoursKept = Static<typeof Hours>

const FirmKept = Type.Object({
  id: Id,
  name: Type.String(),
  department: Type.String(),
  ...Hours.properties,
  /** Share of its hours that is taken over the next 13 weeks; null where it declares nobody. */
  load: Load,
  weeksInHand: Nullable(Type.Number()),
  thinFrom: Nullable(Day),
  /** Of the hours ahead, those that would stay at most after the crisis; and those of items whose calm use nobody says. */
  lasting: Type.Number(),
  unknown: Type.Number(),
})
export type FirmKept = Static<typeof FirmKept>

const InDifficulty = Type.Object({
  id: Id,
  name: Type.String(),
  department: Type.String(),
  activityLostPercent: Type.Integer(),
  jobs: Type.Integer(),
  jobsAtRisk: Type.Integer(),
  /** Whether the plan published last proposes it work, or it has agreed to some that is still kept. */
  inPlan: Type.Boolean(),
  /** Hours that are firmly taken over the weeks ahead. */
  ahead: Type.Number(),
})
export type InDifficulty = Static<typeof InDifficulty>

const Source = Type.Object({ title: Type.String(), address: Type.String(), readOn: Type.String() })
const DeliveredSchema = Type.Object({
  /** Deliveries that were accepted in the time looked back on. */
  deliveries: Type.Integer(),
  cents: Type.Number(),
  regional: Type.Object({ yes: Type.Number(), no: Type.Number(), unknown: Type.Number() }),
  recyclable: Type.Object({ yes: Type.Number(), partly: Type.Number(), no: Type.Number() }),
  carbon: Type.Object({
    transportKg: Type.Number(),
    /** The same goods by container ship from the usual ports: an estimate. */
    seaKg: Type.Number(),
    materialsKg: Type.Number(),
    grams: Type.Number(),
    gramsWithWay: Type.Number(),
    gramsWithFactor: Type.Number(),
    kilometres: Nullable(Type.Number()),
  }),
  factors: Type.Object({
    road: Type.Object({ kgPerTonneKm: Type.Number(), source: Source }),
    sea: Type.Object({ kgPerTonneKm: Type.Number(), source: Source }),
    seaKilometres: Type.Number(),
  }),
  items: Type.Array(
    Type.Object({ item: Slug, units: Type.Number(), cents: Type.Number(), grams: Type.Number() }),
  ),
})
export type DeliveredShown = Static<typeof DeliveredSchema>

export const TerritorySchema = Type.Object({
  asOf: Day,
  weeks: Type.Object({ back: Type.Integer(), ahead: Type.Integer() }),
  from: Day,
  before: Day,
  hoursAYear: Type.Integer(),
  total: Hours,
  departments: Type.Array(
    Type.Object({
      department: Type.String(),
      name: Type.String(),
      firms: Type.Integer(),
      ...Hours.properties,
    }),
  ),
  firms: Type.Array(FirmKept),
  plan: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
  difficulty: Type.Array(InDifficulty),
  /** All firms together; which of them is told to nobody. */
  investment: Type.Object({
    products: Type.Integer(),
    ahead: Type.Integer(),
    cents: Type.Number(),
    engagedCents: Type.Number(),
    hires: Type.Integer(),
  }),
  delivered: DeliveredSchema,
})
export type Territory = Static<typeof TerritorySchema>
