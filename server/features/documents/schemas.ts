import { type Static, Type } from 'typebox'
import { Id, Instant } from '../../schemas.ts'

/** Largest document, in bytes. */
export const DOCUMENT_BYTES = 20_000_000

/** A document as its readers see it; its bytes are at `/api/documents/ID`. */
export const DocumentSchema = Type.Object({
  id: Id,
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  /** SHA-256, in hexadecimal. */
  digest: Type.String(),
  at: Instant,
})
export type DocumentShown = Static<typeof DocumentSchema>

/** Documents that are taken along with something else: those its author has sent just before. */
export const DocumentIds = Type.Array(Id, { maxItems: 20, uniqueItems: true })
