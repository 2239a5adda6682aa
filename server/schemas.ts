import { type TSchema, Type } from 'typebox'

/** A value that may be null: `anyOf` with null, as OpenAPI 3.1 writes it. */
export function Nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

/** Text of at most so many characters. PostgreSQL stores no NUL, so none comes in. */
export function Words(maxLength: number, minLength = 0) {
  return Type.String({ minLength, maxLength, pattern: '^[^\\u0000]*$' })
}

/** One line of at most so many characters, and not blank. */
export function Line(maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: '^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$' })
}

/** Address of a mailbox. */
export const Email = Type.String({ format: 'email', maxLength: 254 })

/** Identifier of something stored. */
export const Id = Type.String({ format: 'uuid' })

/** Identifier in the catalogue: known or not is judged against it. */
export const Slug = Words(100, 1)

/** A day, `YYYY-MM-DD`, in France. */
export const Day = Type.String({ format: 'date' })

/** An instant in UTC. */
export const Instant = Type.String({ format: 'date-time' })

/** What is said in both languages of the interface. */
export const TextSchema = Type.Object({ fr: Type.String(), en: Type.String() })

/** One of these words, kept as a plain enumeration in the API's description. */
export function OneOf<const Value extends string>(values: readonly Value[]) {
  return Type.Enum([...values], { type: 'string' })
}

export const PrecisionSchema = OneOf(['address', 'commune', 'postal-code', 'area'])

/** Path of everything that belongs to one organisation. */
export const OrganisationPath = Type.Object({ organisationId: Id })
