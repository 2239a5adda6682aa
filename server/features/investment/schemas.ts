import { FundingSchemeSchema } from '@maillage/db/law/schema.ts'
import { fundingStates, investmentStates } from '@maillage/db/tables/investments.ts'
import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Line, Nullable, OneOf, Slug, Words } from '../../schemas.ts'

const closed = { additionalProperties: false } as const
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
/** Cents of euro, ex tax: up to ten billion euros. */
const Cents = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })
const Count = Type.Integer({ minimum: 0, maximum: 100_000 })

const written = {
  item: Slug,
  state: OneOf(investmentStates),
  /** In the firm's words. */
  text: Words(4000),
  /** Null where it is only planned. */
  begunOn: Nullable(Day),
  readyOn: Day,
  monthlyQuantity: Type.Integer({ minimum: 1, maximum: 50_000_000 }),
  months: Type.Integer({ minimum: 1, maximum: 36 }),
  /** Calendar days from the beginning to the first piece. */
  days: Type.Integer({ minimum: 0, maximum: 3650 }),
  cents: Cents,
  /** Spent, or promised so that it cannot be taken back. */
  engagedCents: Cents,
  hires: Count,
  trainingDays: Count,
  /** Asked of buyers before the first delivery. */
  advanceCents: Nullable(Cents),
  funding: Type.Array(
    Type.Object(
      {
        name: Line(200),
        cents: Cents,
        state: OneOf(fundingStates),
        /** The scheme of the table that it is asked by. */
        scheme: Type.Optional(Slug),
      },
      closed,
    ),
    {
      maxItems: 20,
    },
  ),
  quotes: Type.Array(Type.Object({ what: Line(200), by: Line(200), cents: Cents }, closed), {
    maxItems: 30,
  }),
  /** Whether the operator reads the firm's name beside it; the sums by product count it either way. */
  named: Type.Boolean(),
}

export const InvestmentInput = Type.Object(written, closed)
export type InvestmentInput = Static<typeof InvestmentInput>
export const InvestmentChange = Type.Object({ version: Version, ...written }, closed)

const MonthSchema = Type.Object({
  month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
  prepared: Type.Integer(),
  ordered: Type.Integer(),
  asked: Type.Integer(),
})

export const InvestmentSchema = Type.Object({
  id: Id,
  version: Version,
  updatedAt: Instant,
  ...written,
  /** All that it prepares, what of the item is firmly ordered of the firm from today on, and what is only asked. */
  prepared: Type.Integer(),
  ordered: Type.Integer(),
  asked: Type.Integer(),
  byMonth: Type.Array(MonthSchema),
  /** Whether more of the money is engaged than of the quantity is ordered. */
  runsAhead: Type.Boolean(),
})
export type InvestmentShown = Static<typeof InvestmentSchema>

export const InvestmentsSchema = Type.Object({
  investments: Type.Array(InvestmentSchema),
  /** Schemes that may pay for some of it, those that are closed too. */
  schemes: Type.Array(FundingSchemeSchema),
  /** What the law says of advances, where anything is known: at least so many per cent. */
  advance: Nullable(
    Type.Object({
      percent: Type.Integer(),
      article: Type.String(),
      from: Day,
      source: Type.Object({ title: Type.String(), address: Type.String(), readOn: Day }),
    }),
  ),
})

export const ByProductSchema = Type.Array(
  Type.Object({
    item: Slug,
    /** How many firms prepare it, and the names of those that let the operator read them. */
    firms: Type.Integer(),
    named: Type.Array(Type.Object({ id: Id, name: Type.String() })),
    cents: Type.Integer(),
    engagedCents: Type.Integer(),
    hires: Type.Integer(),
    trainingDays: Type.Integer(),
    prepared: Type.Integer(),
    ordered: Type.Integer(),
    /** What open needs of the region ask for. */
    asked: Type.Integer(),
    byMonth: Type.Array(MonthSchema),
    runsAhead: Type.Boolean(),
  }),
)
export type ByProduct = Static<typeof ByProductSchema>
