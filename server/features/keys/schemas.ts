import { type Static, Type } from 'typebox'
import { Id, Instant, Line, Nullable, OneOf } from '../../schemas.ts'
import { scopeNames } from './scopes.ts'

const Scopes = Type.Array(OneOf(scopeNames), { minItems: 1, maxItems: scopeNames.length, uniqueItems: true })

export const KeyInput = Type.Object({ name: Line(60), scopes: Scopes })
export type KeyInput = Static<typeof KeyInput>

export const KeySchema = Type.Object({
  id: Id,
  name: Type.String(),
  /** How its secret begins. */
  prefix: Type.String(),
  scopes: Type.Array(Type.String()),
  createdBy: Nullable(Type.String()),
  createdAt: Instant,
  /** To the minute. */
  lastUsedAt: Nullable(Instant),
  revokedAt: Nullable(Instant),
})
export type KeyShown = Static<typeof KeySchema>

/** A key that was just made: its secret is shown this once. */
export const NewKeySchema = Type.Object({ id: Id, secret: Type.String() })

export const KeyPath = Type.Object({ organisationId: Id, keyId: Id })

/** What a key is told of itself. */
export const OwnKeySchema = Type.Object({
  name: Type.String(),
  organisation: Type.Object({ id: Id, name: Type.String() }),
  scopes: Type.Array(Type.String()),
})
