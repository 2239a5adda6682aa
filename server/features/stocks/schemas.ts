import { movementKinds } from '@maillage/db/tables/stocks.ts'
import { type Static, Type } from 'typebox'
import { ClaimSchema } from '../catalogue/schemas.ts'
import {
  Day,
  Id,
  Instant,
  Line,
  Nullable,
  OneOf,
  OrganisationPath,
  PrecisionSchema,
  Slug,
  Words,
} from '../../schemas.ts'

const closed = { additionalProperties: false } as const
/** Units of an item: as many as one lot of anything may hold. */
const Quantity = Type.Integer({ minimum: 1, maximum: 50_000_000 })
const Counted = Type.Integer({ minimum: 0, maximum: 50_000_000 })
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

export const DepotPath = Type.Object({ ...OrganisationPath.properties, depotId: Id })
export const LotPath = Type.Object({ ...OrganisationPath.properties, lotId: Id })

export const DepotInput = Type.Object(
  {
    name: Line(120),
    address: Words(300),
    commune: Type.String({ pattern: '^[0-9AB]{5}$' }),
    latitude: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
    longitude: Nullable(Type.Number({ minimum: -180, maximum: 180 })),
  },
  closed,
)
export type DepotInput = Static<typeof DepotInput>
export const DepotChange = Type.Object({ ...DepotInput.properties, closed: Type.Boolean() }, closed)

/** What is written of a lot. */
const lotFacts = {
  maker: Line(200),
  /** The last day on which it may be used. */
  expiresOn: Nullable(Day),
  /** `normal`, or the slug of a regime of the catalogue that it was made under. */
  regime: Slug,
  certificate: Words(200),
}

export const EntryInput = Type.Object(
  {
    item: Slug,
    size: Nullable(Line(40)),
    number: Line(100),
    ...lotFacts,
    quantity: Quantity,
    note: Words(500),
  },
  closed,
)
export type EntryInput = Static<typeof EntryInput>

export const LotChange = Type.Object({ version: Version, ...lotFacts }, closed)
export type LotChange = Static<typeof LotChange>

/** What a person moves out of a depot, or in from the road to it. */
export const movingKinds = ['out', 'loss', 'road-loss', 'transfer', 'arrival'] as const
export const MoveInput = Type.Object(
  {
    kind: OneOf(movingKinds),
    /** The depot that a transfer goes to; null for all else. */
    to: Nullable(Id),
    lines: Type.Array(Type.Object({ lotId: Id, quantity: Quantity }, closed), { minItems: 1, maxItems: 200 }),
    note: Words(500),
  },
  closed,
)
export type MoveInput = Static<typeof MoveInput>

export const CountInput = Type.Object(
  {
    /** How many counts of the depot there were when the sheet was opened. */
    after: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
    lines: Type.Array(Type.Object({ lotId: Id, book: Counted, counted: Counted }, closed), {
      minItems: 1,
      maxItems: 2000,
    }),
  },
  closed,
)
export type CountInput = Static<typeof CountInput>

export const CountChecked = Type.Object({
  lines: Type.Array(
    Type.Object({ lotId: Id, book: Type.Integer(), counted: Type.Integer(), difference: Type.Integer() }),
  ),
  more: Type.Integer(),
  less: Type.Integer(),
})

export const TargetInput = Type.Object(
  { item: Slug, days: Nullable(Type.Integer({ minimum: 1, maximum: 730 })) },
  closed,
)

const DepotLine = Type.Object({
  id: Id,
  name: Type.String(),
  address: Type.String(),
  commune: Type.String(),
  communeName: Type.String(),
  latitude: Type.Number(),
  longitude: Type.Number(),
  precision: PrecisionSchema,
  closed: Type.Boolean(),
  /** Lots that are there or on the road to it. */
  lots: Type.Integer(),
  lastCounted: Nullable(Day),
})

const lot = {
  id: Id,
  item: Slug,
  size: Nullable(Type.String()),
  number: Type.String(),
  maker: Type.String(),
  expiresOn: Nullable(Day),
  /** `normal`, the slug of a regime of the catalogue, or a kind of regime that nobody had named. */
  regime: Type.String(),
  certificate: Type.String(),
  /** The last day on which it may be used, by its expiry and its regime; null where nothing ends its use. */
  usableUntil: Nullable(Day),
}

const Place = Type.Object({
  account: OneOf(['depot', 'transit', 'supplier', 'consumed', 'lost', 'adjustment']),
  depot: Nullable(Type.Object({ id: Id, name: Type.String(), own: Type.Boolean() })),
})

const MovementSchema = Type.Object({
  id: Id,
  number: Type.Integer(),
  kind: OneOf(movementKinds),
  lot: Type.Object({ id: Id, item: Slug, size: Nullable(Type.String()), number: Type.String() }),
  quantity: Type.Integer(),
  from: Place,
  to: Place,
  day: Day,
  at: Instant,
  note: Type.String(),
  by: Nullable(Type.String()),
  /** It undoes another. */
  reverses: Type.Boolean(),
  reversed: Type.Boolean(),
  mayReverse: Type.Boolean(),
})
export type MovementShown = Static<typeof MovementSchema>

export const DepotSchema = Type.Object({
  ...DepotLine.properties,
  counts: Type.Integer(),
  mayMove: Type.Boolean(),
  stored: Type.Array(
    Type.Object({ ...lot, quantity: Type.Integer(), onTheRoad: Type.Integer(), expired: Type.Boolean() }),
  ),
  movements: Type.Array(MovementSchema),
  /** Depots that goods may be sent to from here. */
  destinations: Type.Array(
    Type.Object({ id: Id, name: Type.String(), organisation: Nullable(Type.String()) }),
  ),
})
export type DepotShown = Static<typeof DepotSchema>

export const LotSchema = Type.Object({
  ...lot,
  /** What its regime lets it be used for today; null where it names none. */
  use: Nullable(
    Type.Union([
      Type.Object({ use: Type.Literal('regime'), until: Nullable(Day) }),
      Type.Object({ use: Type.Literal('afterwards'), claims: Type.Array(ClaimSchema), until: Nullable(Day) }),
      Type.Object({ use: Type.Literal('none') }),
    ]),
  ),
  version: Version,
  mayCorrect: Type.Boolean(),
  mayMove: Type.Boolean(),
  places: Type.Array(Type.Object({ ...Place.properties, quantity: Type.Integer() })),
  movements: Type.Array(MovementSchema),
})
export type LotShown = Static<typeof LotSchema>

export const PickSchema = Type.Object({
  lines: Type.Array(Type.Object({ ...lot, quantity: Type.Integer(), there: Type.Integer() })),
  missing: Type.Integer(),
})

const Days = Type.Integer({ minimum: 0 })
export const ItemStock = Type.Object({
  item: Slug,
  there: Type.Integer(),
  onTheRoad: Type.Integer(),
  expired: Type.Integer(),
  /** Announced or received under contracts, and not accepted yet. */
  due: Type.Integer(),
  /** What is used a day, and what that rests on; null where nothing is known. */
  perDay: Nullable(Type.Number()),
  basis: Nullable(OneOf(['observed', 'declared'])),
  /** Whole days of cover, 730 where it lasts at least that. */
  days: Nullable(Days),
  stockOutOn: Nullable(Day),
  target: Nullable(Days),
  state: OneOf(['out', 'low', 'enough', 'unknown']),
  /** What is there at the end of each of the next 26 weeks; null where no use is known. */
  weeks: Nullable(Type.Array(Type.Integer())),
})
export type ItemStock = Static<typeof ItemStock>

export const StocksSchema = Type.Object({
  mayMove: Type.Boolean(),
  depots: Type.Array(DepotLine),
  items: Type.Array(ItemStock),
  /** What would expire unused, and who could use it up. */
  expiring: Type.Array(
    Type.Object({
      ...lot,
      quantity: Type.Integer(),
      users: Type.Array(
        Type.Object({ id: Id, name: Type.String(), room: Type.Integer(), quantity: Type.Integer() }),
      ),
      left: Type.Integer(),
    }),
  ),
  /** Deliveries that were accepted under contracts and are in no depot yet. */
  toTakeIn: Type.Array(
    Type.Object({
      deliveryId: Id,
      contractId: Id,
      contract: Type.String(),
      item: Slug,
      size: Nullable(Type.String()),
      batch: Type.String(),
      quantity: Type.Integer(),
      acceptedOn: Nullable(Day),
    }),
  ),
})
export type StocksShown = Static<typeof StocksSchema>

/** Stocks of buyers, for the operator. */
export const BuyerStocksSchema = Type.Array(
  Type.Object({ id: Id, name: Type.String(), items: Type.Array(ItemStock) }),
)

export const SurplusInput = Type.Object(
  {
    item: Slug,
    size: Nullable(Line(40)),
    number: Line(100),
    quantity: Quantity,
    expiresOn: Nullable(Day),
    regime: Slug,
    certificate: Words(200),
    note: Words(1000),
  },
  closed,
)
export type SurplusInput = Static<typeof SurplusInput>

export const SurplusSchema = Type.Array(
  Type.Object({
    ...SurplusInput.properties,
    id: Id,
    firm: Type.Object({ id: Id, name: Type.String() }),
    operator: Type.String(),
    state: OneOf(['offered', 'taken', 'refused', 'withdrawn']),
    reason: Type.String(),
    offeredAt: Instant,
  }),
)
export type SurplusShown = Static<typeof SurplusSchema>

export const SurplusAnswer = Type.Union([
  Type.Object({ answer: Type.Literal('taken'), depotId: Id, quantity: Quantity }, closed),
  Type.Object({ answer: Type.Literal('refused'), reason: Line(500) }, closed),
])
export type SurplusAnswer = Static<typeof SurplusAnswer>
