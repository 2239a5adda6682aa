import { Type } from 'typebox'
import { Id, Slug } from '../../schemas.ts'
import { NeedLineSchema } from '../needs/schemas.ts'

export const ItemPath = Type.Object({ itemId: Slug })
export const MachineTypePath = Type.Object({ machineTypeId: Slug })

const firm = {
  id: Id,
  name: Type.String(),
  /** Where its first site is. */
  communeName: Type.String(),
  department: Type.String(),
  latitude: Type.Number(),
  longitude: Type.Number(),
}

/** Open needs that the reader may read, and the first of them by their next delivery. */
const Demand = Type.Object({
  needs: Type.Integer(),
  /** Units they ask for in all. */
  quantity: Type.Integer(),
  first: Type.Array(NeedLineSchema),
})

/** There are more than are told: the search has them all. */
const more = Type.Boolean()

export const ItemMarketSchema = Type.Object({
  /** Firms that show themselves to the reader and could make it by themselves: as they stand, and after a reorientation. */
  now: Type.Array(Type.Object(firm)),
  reoriented: Type.Array(Type.Object(firm)),
  more,
  demand: Demand,
  /** What each step of its recipes may be done with. */
  steps: Type.Array(
    Type.Object({
      recipe: Type.String(),
      operation: Type.String(),
      processes: Type.Array(Type.String()),
    }),
  ),
})

export const MachineMarketSchema = Type.Object({
  owners: Type.Array(Type.Object({ ...firm, count: Type.Integer() })),
  more,
  /** Products in whose work it takes part. */
  products: Type.Array(Type.String()),
  /** For these products. */
  demand: Demand,
})
