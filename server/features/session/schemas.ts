import { Type } from 'typebox'
import { LANGUAGES } from '../../languages.ts'
import { Id, Line, Nullable, OneOf } from '../../schemas.ts'
import {
  MemberRoleSchema,
  OrganisationRoleSchema,
  StateSchema,
  StatusSchema,
} from '../organisations/schemas.ts'

export const SessionSchema = Type.Object({
  user: Nullable(
    Type.Object({
      id: Id,
      name: Type.String(),
      email: Type.String(),
      emailVerified: Type.Boolean(),
      language: OneOf(LANGUAGES),
    }),
  ),
  organisations: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      roles: Type.Array(OrganisationRoleSchema),
      /** Right in the organisation. */
      member: MemberRoleSchema,
      /** A person who waits for an owner's answer sees the name and nothing else. */
      state: StateSchema,
      status: StatusSchema,
      demonstration: Type.Boolean(),
    }),
  ),
  demonstration: Type.Boolean(),
})

export const SessionChange = Type.Object(
  { name: Type.Optional(Line(100)), language: Type.Optional(OneOf(LANGUAGES)) },
  { additionalProperties: false },
)
