import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { DocumentSchema } from '../documents/schemas.ts'
import { LotSchema, TenderSchema } from '../tenders/schemas.ts'

const { title, access, description, criteria, questionsUntil, deadline } = TenderSchema.properties
const { number, item, family, quantity, reservedFor } = LotSchema.properties

const { id, name, mediaType } = DocumentSchema.properties

const PublishedTenderSchema = Type.Object({
  title,
  access,
  description,
  criteria,
  questionsUntil,
  deadline,
  lots: Type.Array(
    Type.Object({ number, title: LotSchema.properties.title, item, family, quantity, reservedFor }),
  ),
  /** Those published before tenders had documents have none. */
  documents: Type.Optional(Type.Array(Type.Object({ id, name, mediaType }))),
})

/** What a revision of a tender published, as far as it is told on. */
export type PublishedTender = Static<typeof PublishedTenderSchema>

/** Reads a stored revision. Throws where it has not the shape that publication stores. */
export function publishedTender(content: unknown): PublishedTender {
  if (!Value.Check(PublishedTenderSchema, content))
    throw new Error('a stored revision of a tender is not as expected')
  return content
}
