import { type Static, Type } from 'typebox'
import { Id, OneOf } from '../../schemas.ts'
import { mailKindNames } from './kinds.ts'

const Cadence = OneOf(['immediate', 'daily', 'weekly', 'never'])
const Kind = OneOf(mailKindNames)
const Name = Type.Object({ fr: Type.String(), en: Type.String() })

export const PreferencePath = Type.Object({ organisationId: Id, kind: Kind })
export const PreferenceInput = Type.Object({ cadence: Cadence })

/** How often one is written to of something, and what one may choose; one choice only where it is none. */
export const PreferenceSchema = Type.Object({
  kind: Kind,
  name: Name,
  cadence: Cadence,
  choices: Type.Array(Cadence),
})
export type Preference = Static<typeof PreferenceSchema>

export const TokenQuery = Type.Object({ token: Type.String({ maxLength: 300 }) })

/** What a way out leads out of. */
export const WayOutSchema = Type.Object({
  organisation: Type.String(),
  kinds: Type.Array(Name),
  /** Whether it was taken already. */
  left: Type.Boolean(),
})
