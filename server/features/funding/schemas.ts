import { FundingSchemeSchema } from '@maillage/db/law/schema.ts'
import { type Static, Type } from 'typebox'
import { Nullable, OneOf } from '../../schemas.ts'

const closed = { additionalProperties: false } as const

/** A scheme as the table shows it. */
export const SchemeLineSchema = Type.Object({
  ...FundingSchemeSchema.properties,
  revision: Type.Integer(),
  origin: OneOf(['shipped', 'operator']),
  /** What an upgrade ships to one that the operator has revised. */
  shipped: Nullable(FundingSchemeSchema),
})

export const SchemesInput = Type.Object(
  {
    schemes: Type.Array(
      Type.Object(
        {
          ...FundingSchemeSchema.properties,
          /** The revision that was looked at; 0 for a new scheme. */
          revision: Type.Integer({ minimum: 0, maximum: 2_147_483_646 }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 50 },
    ),
  },
  closed,
)

export const FundingEffectSchema = Type.Array(
  Type.Object({
    id: Type.String(),
    /** Reorientations, planned or begun, that count on it. */
    files: Type.Integer(),
    /** Those of them to which it is not granted yet. */
    waiting: Type.Integer(),
    wasOpen: Type.Boolean(),
    isOpen: Type.Boolean(),
  }),
)
export type FundingEffect = Static<typeof FundingEffectSchema>
