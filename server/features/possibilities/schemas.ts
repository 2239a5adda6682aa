import { Type } from 'typebox'
import { AssumedSchema } from '../matches/schemas.ts'
import { Day, Nullable, OneOf } from '../../schemas.ts'

const Demand = Type.Object({
  /** Open needs for this very item, or for its family where any of its products will do. */
  needs: Type.Integer(),
  /** Units they ask for in all. */
  quantity: Type.Integer(),
  /** Open needs for the products it goes into. */
  needsOfProducts: Type.Integer(),
})

const operationRef = { item: Type.String(), recipe: Type.String(), operation: Type.String() }

/** An item of the catalogue and how far a firm is from making it. */
const PossibilitySchema = Type.Object({
  item: Type.String(),
  kind: OneOf(['product', 'component', 'material']),
  family: Nullable(Type.String()),
  recipe: Type.String(),
  operations: Type.Array(
    Type.Object({
      ...operationRef,
      state: OneOf(['direct', 'reoriented', 'missing']),
      process: Nullable(Type.String()),
      reorientations: Type.Array(Type.String()),
      /** Whether it may be bought from outside as a service, by a firm that does not do it. */
      service: Type.Boolean(),
    }),
  ),
  /** Operations of the recipe the firm covers, over all of them. */
  coverage: Type.Number(),
  effort: Type.Object({ days: Type.Number(), keuro: Type.Number(), trainingDays: Type.Number() }),
  /** Units a week at full rate over the operations it covers. */
  weeklyUnits: Type.Number(),
  limitedBy: Nullable(OneOf(['machines', 'people'])),
  inputs: Type.Array(Type.Object({ item: Type.String(), outside: Type.Boolean() })),
  goesInto: Type.Array(Type.String()),
  /** False where all that the firm covers is work that anybody could do, as packing. */
  skilled: Type.Boolean(),
  rules: Type.Array(Type.String()),
  assumed: Type.Optional(AssumedSchema),
  score: Type.Number(),
  /** What is asked for in the region today. */
  demand: Demand,
})

export const PossibilitiesSchema = Type.Object({
  asOf: Day,
  catalogueVersion: Type.String(),
  maximumDays: Type.Integer(),
  possibilities: Type.Array(PossibilitySchema),
})
