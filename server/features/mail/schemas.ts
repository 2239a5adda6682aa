import { type Static, Type } from 'typebox'
import { Id, OneOf, TextSchema } from '../../schemas.ts'
import { mailKindNames } from './kinds.ts'

const Cadence = OneOf(['immediate', 'daily', 'weekly', 'never'])
const Kind = OneOf(mailKindNames)

export const PreferencePath = Type.Object({ organisationId: Id, kind: Kind })
export const PreferenceInput = Type.Object({ cadence: Cadence })

/** How often one is written to of something, and what one may choose; one choice only where it is none. */
export const PreferenceSchema = Type.Object({
  kind: Kind,
  name: TextSchema,
  cadence: Cadence,
  choices: Type.Array(Cadence),
})
export type Preference = Static<typeof PreferenceSchema>

export const TokenQuery = Type.Object({ token: Type.String({ maxLength: 300 }) })

/** What a way out leads out of. */
export const WayOutSchema = Type.Object({
  organisation: Type.String(),
  kinds: Type.Array(TextSchema),
  /** Whether it was taken already. */
  left: Type.Boolean(),
})
