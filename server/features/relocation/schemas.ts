import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Line, Nullable, OneOf, OrganisationPath, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const

export const RelocationPath = Type.Object({ ...OrganisationPath.properties, relocationId: Id })

/** How many times the work, or the materials, of the item that an article is made like. */
const Times = Type.Number({ minimum: 0.05, maximum: 20 })

const written = {
  name: Line(120),
  cpv: Nullable(Type.String({ pattern: '^[0-9]{8}$' })),
  origin: Words(120),
  /** Where its figures were read: they are shown with it. */
  source: Line(300),
  yearlyQuantity: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
  /** Cents of euro for 1,000 pieces, delivered, ex tax. */
  centsPerThousand: Type.Integer({ minimum: 1, maximum: 100_000_000_000 }),
  item: Slug,
  workTimes: Times,
  materialTimes: Times,
  note: Words(1000),
}
export const RelocationInput = Type.Object(
  { version: Nullable(Type.Integer({ minimum: 1 })), ...written },
  closed,
)
export type RelocationInput = Static<typeof RelocationInput>
export type Written = Omit<RelocationInput, 'version'>

const Parts = Type.Object({
  work: Type.Number(),
  materials: Type.Number(),
  transport: Type.Number(),
  reorientation: Type.Number(),
})

const FirmNamed = Type.Object({ id: Id, name: Type.String() })

/** The regional chain found for an article, with what it would cost: all estimates. Null where no firm makes any of it. */
const ChainSchema = Type.Object({
  firms: Type.Array(
    Type.Object({
      ...FirmNamed.properties,
      role: OneOf(['partner', 'supplier', 'laboratory']),
      /** Hours of its people a year. */
      hours: Type.Number(),
      operations: Type.Array(
        Type.Object({ item: Slug, recipe: Slug, operation: Slug, mode: OneOf(['direct', 'reoriented']) }),
      ),
    }),
  ),
  missing: Type.Array(Type.Object({ item: Slug, recipe: Slug, operation: Slug })),
  bought: Type.Array(Type.Object({ item: Slug, dependence: OneOf(['low', 'medium', 'high']) })),
  /** Share of the year's quantity that it has hours for, in [0, 1]. */
  covered: Type.Number(),
  keuro: Type.Number(),
  /** Cents for 1,000 pieces; null where something is missing, since what lacks has no price. */
  cost: Nullable(
    Type.Object({
      parts: Parts,
      regional: Type.Number(),
      gap: Type.Number(),
      share: Type.Number(),
      levers: Type.Array(
        Type.Object({
          kind: OneOf(['shorter-work', 'joint-buying', 'aid']),
          brings: Type.Number(),
          needed: Nullable(Type.Number()),
        }),
      ),
      left: Type.Number(),
    }),
  ),
})

export const RelocationSchema = Type.Object({
  id: Id,
  ...written,
  version: Type.Integer(),
  updatedAt: Instant,
  chain: Nullable(ChainSchema),
})
export type RelocationShown = Static<typeof RelocationSchema>
export type ChainShown = Static<typeof ChainSchema>

/** A firm's hours a week: what would come back every year, beside what its order book holds. */
const LoadSchema = Type.Object({
  ...FirmNamed.properties,
  articles: Type.Integer(),
  /** By the articles of the list, every one of them made here. */
  recurrent: Type.Number(),
  /** Of what is firmly ordered over the weeks ahead: what would last at most, what rests on the crisis, and what nobody knows. */
  lasting: Type.Number(),
  oneOff: Type.Number(),
  unknown: Type.Number(),
})
export type LoadShown = Static<typeof LoadSchema>

export const RelocationsSchema = Type.Object({
  asOf: Day,
  mayWrite: Type.Boolean(),
  articles: Type.Array(RelocationSchema),
  loads: Type.Array(LoadSchema),
  usual: Type.Object({ 'shorter-work': Type.Number(), 'joint-buying': Type.Number(), aid: Type.Number() }),
})
export type Relocations = Static<typeof RelocationsSchema>

export const relocationTables = ['articles', 'loads'] as const
export const RelocationTableQuery = Type.Object({ table: OneOf(relocationTables) })

export const CsvInput = Type.Object(
  { csv: Type.String({ maxLength: 1_000_000 }), confirm: Type.Boolean() },
  closed,
)
export const CsvRead = Type.Object({
  lines: Type.Integer(),
  /** Articles that the list does not have yet, and those whose figures would be replaced. */
  added: Type.Integer(),
  replaced: Type.Integer(),
  faults: Type.Array(Type.Object({ line: Type.Integer(), message: Type.String() })),
  saved: Type.Boolean(),
})
