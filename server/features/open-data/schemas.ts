import { type Static, Type } from 'typebox'
import { Day, Id, Instant, Nullable, OneOf, TextSchema } from '../../schemas.ts'

export const OpenNeedSchema = Type.Object({
  id: Id,
  url: Type.String(),
  title: TextSchema,
  buyer: Type.String(),
  siren: Type.String(),
  /** Of the catalogue: a product, or a family of which any product will do. */
  item: Nullable(Type.String()),
  family: Nullable(Type.String()),
  /** In the item's unit. */
  quantity: Type.Integer(),
  deliveries: Type.Array(Type.Object({ due: Day, quantity: Type.Integer() })),
  /** INSEE codes. */
  commune: Type.String(),
  communeName: Type.String(),
  department: Type.String(),
  publishedAt: Instant,
  updatedAt: Instant,
})
export type OpenNeed = Static<typeof OpenNeedSchema>

export const OpenTenderSchema = Type.Object({
  id: Id,
  url: Type.String(),
  title: Type.String(),
  buyer: Type.String(),
  siren: Type.String(),
  state: Type.String(),
  procedure: Type.String(),
  revision: Type.Integer(),
  questionsUntil: Nullable(Instant),
  deadline: Nullable(Instant),
  publishedAt: Instant,
})
export type OpenTender = Static<typeof OpenTenderSchema>

export const Languages = Type.Object({ language: Type.Optional(OneOf(['fr', 'en'])) })
export const Formats = Type.Object({
  format: Type.Optional(OneOf(['json', 'csv'])),
  language: Type.Optional(OneOf(['fr', 'en'])),
})
