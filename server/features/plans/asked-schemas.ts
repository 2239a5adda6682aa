import { type Static, Type } from 'typebox'
import { Nullable, OneOf, Slug } from '../../schemas.ts'
import { ScenarioKeySchema } from '../consumption/schemas.ts'

const closed = { additionalProperties: false } as const

/** What a unit that is late counts in each week, in units of what it is worth. */
const Lateness = Type.Number({ exclusiveMinimum: 0, maximum: 1000 })
const LatenessSchema = Type.Object({ 1: Lateness, 2: Lateness, 3: Lateness }, closed)

const Share = Type.Number({ minimum: 0, maximum: 1 })
/** Nothing may rest on nobody: a firm may do some of an item. */
const ShareOfFirm = Type.Number({ exclusiveMinimum: 0, maximum: 1 })

export const boundKinds = ['dependence', 'regional'] as const

export const PlanBoundsSchema = Type.Object(
  {
    /** Most of what is asked of an item that may rest on one firm. */
    dependence: Nullable(ShareOfFirm),
    /** Least part of what is spent that is not purchases. */
    regional: Nullable(Share),
    /** Least part, by weight, of what is handed over that can be recycled. */
    recyclable: Nullable(Share),
    /** Least hours of work of firms in difficulty, together. */
    difficultyHours: Nullable(Type.Number({ exclusiveMinimum: 0, maximum: 10_000_000 })),
    /** Of an item alone, which goes before what is said for all: the most on one firm, or the least that is made of an input. */
    items: Type.Array(Type.Object({ item: Slug, kind: OneOf(boundKinds), share: Share }, closed), {
      maxItems: 50,
    }),
  },
  closed,
)

const Keuro = Type.Number({ minimum: 0, maximum: 1_000_000 })

export const PlanInputSchema = Type.Object(
  {
    weeks: Type.Union([Type.Literal(13), Type.Literal(26), Type.Literal(52)]),
    scenario: ScenarioKeySchema,
    /** Most that may be spent on reorientations, in thousands of euro; null where it does not matter. */
    keuro: Nullable(Keuro),
    lateness: LatenessSchema,
    bounds: PlanBoundsSchema,
    /** Longest that it may be computed. */
    seconds: Type.Integer({ minimum: 5, maximum: 600 }),
  },
  closed,
)
export type PlanInputBody = Static<typeof PlanInputSchema>

/** The nearest that a plan can keep to, where not all that was asked can be. */
export const NearestSchema = Type.Object({ keuro: Nullable(Keuro), bounds: PlanBoundsSchema })
export type Nearest = Static<typeof NearestSchema>
