import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Said = Type.Object({ fr: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)
const OneOf = <const Value extends string>(values: readonly Value[]) =>
  Type.Enum([...values], { type: 'string' })
const OrNull = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
/** Cents of euro, ex tax. */
const Cents = Type.Integer({ minimum: 0, maximum: 100_000_000_000_000 })
const Days = Type.Integer({ minimum: 0, maximum: 365 })

/** Ways a supply may lawfully be bought, from the lightest to the heaviest; then the two that are not on this ladder. */
export const procedureKinds = [
  'without-publicity',
  'adapted',
  'formal',
  'imperious-urgency',
  'quotes',
] as const
export type ProcedureKind = (typeof procedureKinds)[number]

export const urgencies = ['none', 'simple', 'imperious'] as const
export type Urgency = (typeof urgencies)[number]

/**
 * One row of the law on which procedure a purchase follows: whom, when, which amounts and which urgency it is about, and
 * what it asks for.
 */
export const BuyingRuleSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }),
    name: Said,
    /** Consultations that begin on this day or later follow it. */
    from: Day,
    /** First day on which they no longer do; null where no end is known. */
    until: OrNull(Day),
    regime: OneOf(['public', 'private']),
    /** Central: the State and its bodies, whose European threshold is lower. Null for whoever buys. */
    authority: OrNull(OneOf(['central', 'other'])),
    urgencies: Type.Array(OneOf(urgencies), { minItems: 1 }),
    /** The estimate of the whole homogeneous need, ex tax: at least so much, and below so much. */
    leastCents: Cents,
    belowCents: OrNull(Cents),
    procedure: OneOf(procedureKinds),
    /** Articles, as one cites them. */
    article: Type.String({ minLength: 1, maxLength: 200 }),
    reason: Said,
    publicity: OneOf(['none', 'free', 'national', 'european']),
    /** Shortest time to answer, in calendar days from the sending of the notice; null where it only has to be fair. */
    leastAnswerDays: OrNull(Days),
    /** Calendar days between the sending of the letters to the losers and the signature; null where none is due. */
    standstillDays: OrNull(Days),
    duties: Type.Array(Said, { maxItems: 20 }),
    source: Type.Object(
      {
        title: Type.String({ minLength: 1, maxLength: 300 }),
        address: Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 500 }),
        /** The day somebody read it there. */
        readOn: Day,
      },
      closed,
    ),
  },
  closed,
)
export type BuyingRule = Static<typeof BuyingRuleSchema>

/** Figures of the law that are no threshold of a procedure; each name ends in its unit. */
export const figures = [
  'framework-months',
  'environmental-criteria',
  'essential-data-cents',
  'essential-data-months',
  'advance-least-percent',
  'member-replacement-days',
  'award-notice-days',
  'alike-months',
] as const
export type Figure = (typeof figures)[number]

/** One figure of the law, from a day on. */
export const BuyingLimitSchema = Type.Object(
  {
    id: BuyingRuleSchema.properties.id,
    /** What it is a figure of: at most one of a figure holds on a day. */
    figure: OneOf(figures),
    name: Said,
    from: Day,
    until: OrNull(Day),
    value: Type.Integer({ minimum: 0, maximum: 100_000_000_000_000 }),
    article: BuyingRuleSchema.properties.article,
    source: BuyingRuleSchema.properties.source,
  },
  closed,
)
export type BuyingLimit = Static<typeof BuyingLimitSchema>

/** A public scheme that pays for part of a reorientation, or a ceiling on such aid: what it pays, to whom, and while it is open. */
export const FundingSchemeSchema = Type.Object(
  {
    id: BuyingRuleSchema.properties.id,
    name: Said,
    /** Who pays, or whom one asks. */
    provider: Said,
    pays: Said,
    conditions: Said,
    from: Day,
    /** First day on which it takes nobody any more; null where no end is known. */
    until: OrNull(Day),
    article: BuyingRuleSchema.properties.article,
    source: BuyingRuleSchema.properties.source,
  },
  closed,
)
export type FundingScheme = Static<typeof FundingSchemeSchema>

/** Legal forms in which several buyers buy together. */
export const poolForms = ['group', 'central-buyer', 'hospital-group'] as const
export type PoolForm = (typeof poolForms)[number]

/** Who does something in a pool: each member for itself, or its coordinator for all. */
export const poolDoers = ['each', 'coordinator'] as const
export type PoolDoer = (typeof poolDoers)[number]

/** One legal form of buying together, from a day on: whom it is open to, and what its agreement may leave to whom. */
export const BuyingPoolSchema = Type.Object(
  {
    id: BuyingRuleSchema.properties.id,
    /** At most one record of a form holds on a day. */
    form: OneOf(poolForms),
    name: Said,
    from: Day,
    until: OrNull(Day),
    article: BuyingRuleSchema.properties.article,
    meaning: Said,
    /** Kinds of buyer that may be members; null for every kind. */
    kinds: OrNull(
      Type.Array(OneOf(['hospital', 'care-home', 'town', 'fire-service', 'school', 'firm', 'operator'])),
    ),
    /** Whether whoever is no public buyer may be a member, under the rules of public buying. */
    privateMembers: Type.Boolean(),
    pays: Type.Array(OneOf(poolDoers), { minItems: 1 }),
    /** Who orders, receives and inspects what is bought. */
    orders: Type.Array(OneOf(poolDoers), { minItems: 1 }),
    source: BuyingRuleSchema.properties.source,
  },
  closed,
)
export type BuyingPool = Static<typeof BuyingPoolSchema>
