import { Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, PrecisionSchema } from '../../schemas.ts'

const place = {
  commune: Type.String(),
  communeName: Type.String(),
  department: Type.String(),
  latitude: Type.Number(),
  longitude: Type.Number(),
  precision: PrecisionSchema,
}

const OperationRef = Type.Object({
  recipe: Type.String(),
  operation: Type.String(),
  /** Any one of which would do. */
  processes: Type.Array(Type.String()),
})

/** The region as its operator sees it today. */
export const OverviewSchema = Type.Object({
  asOf: Day,
  region: Type.String(),
  /** Codes of the departments that make it up: who is elsewhere is beyond its border. */
  departments: Type.Array(Type.String()),
  counts: Type.Object({
    firms: Type.Integer(),
    needs: Type.Integer(),
    /** Open needs with a partnership that meets them whole and on time, and those without one. */
    needsMet: Type.Integer(),
    needsUnmet: Type.Integer(),
  }),
  firms: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      structure: OneOf(['company', 'esat', 'ea', 'siae', 'public-body', 'association']),
      ...place,
      /** Products it could make by itself as it stands, and after a reorientation within reach. */
      productsNow: Type.Integer(),
      productsReoriented: Type.Integer(),
      /** How hard it is hit, in bands of activity lost; unknown where it has not said. */
      distress: OneOf(['unknown', 'low', 'medium', 'high']),
    }),
  ),
  needs: Type.Array(
    Type.Object({
      id: Id,
      buyer: Type.String(),
      item: Nullable(Type.String()),
      family: Nullable(Type.String()),
      quantity: Type.Integer(),
      ...place,
      nextDue: Nullable(Day),
      bestScore: Nullable(Type.Number()),
      feasible: Type.Boolean(),
    }),
  ),
  products: Type.Array(
    Type.Object({
      item: Type.String(),
      family: Nullable(Type.String()),
      /** Firms that could make it by themselves as they stand, and after a reorientation within reach. */
      makersNow: Type.Integer(),
      makersReoriented: Type.Integer(),
      /** Whether the region's firms could make it together. */
      together: Type.Boolean(),
      needs: Type.Integer(),
      quantity: Type.Integer(),
    }),
  ),
  /** What the region's firms cannot make, even together and after a reorientation, and why. */
  gaps: Type.Array(
    Type.Object({
      item: Type.String(),
      kind: OneOf(['product', 'component', 'material']),
      /** How much buying it elsewhere makes the region depend on others; null where it cannot be bought. */
      outside: Nullable(OneOf(['low', 'medium', 'high'])),
      /** Operations of its recipe that nobody can do. */
      operations: Type.Array(OperationRef),
      /** Items it takes that nobody can make and that cannot be bought either. */
      inputs: Type.Array(Type.String()),
      /** Products that take it, directly or through other items. */
      products: Type.Array(Type.String()),
      /** Open needs for it or for these products. */
      needs: Type.Integer(),
    }),
  ),
  events: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: Instant,
      verb: Type.String(),
      organisation: Nullable(Type.Object({ id: Id, name: Type.String() })),
      subjectKind: Type.String(),
      subjectId: Id,
    }),
  ),
})
