import { type Static, Type } from 'typebox'
import { Day, Nullable, Slug } from '../../schemas.ts'

const Known = Nullable(Type.Number())

/** The region's figures for everybody; null where too few firms or buyers stand behind one. */
export const FiguresSchema = Type.Object({
  asOf: Day,
  region: Type.String(),
  /** Fewer behind a figure, and it is not told. */
  least: Type.Integer(),
  firms: Type.Integer(),
  /** Open needs that anyone may read. */
  openNeeds: Type.Integer(),
  /** Over the 26 weeks to come. */
  jobs: Known,
  departments: Type.Array(Type.Object({ department: Type.String(), name: Type.String(), jobs: Known })),
  /** Over the last 52 weeks. */
  delivered: Type.Array(Type.Object({ family: Slug, units: Known })),
  regionalShare: Known,
  recyclableShare: Known,
})
export type Figures = Static<typeof FiguresSchema>

/** What everybody is answered; null where the operator does not show them. */
export const PublicFiguresSchema = Type.Object({ figures: Nullable(FiguresSchema) })
export type PublicFigures = Static<typeof PublicFiguresSchema>

export const FiguresDecision = Type.Object({ shown: Type.Boolean() }, { additionalProperties: false })
export const FiguresStateSchema = Type.Object({
  shown: Type.Boolean(),
  mayDecide: Type.Boolean(),
  /** What everybody reads, or would. */
  figures: FiguresSchema,
})
export type FiguresState = Static<typeof FiguresStateSchema>
