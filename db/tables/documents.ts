import type { Generated } from 'kysely'

export interface DocumentTable {
  id: string
  organisationId: string
  name: string
  /** By its content. */
  mediaType: string
  bytes: number
  /** SHA-256, in hexadecimal. */
  digest: string
  /** What it belongs to; null while it waits to be taken. */
  subjectKind: string | null
  subjectId: string | null
  uploadedBy: string | null
  createdAt: Generated<Date>
  /** Null while its bytes arrive. */
  storedAt: Date | null
  /** From then on it is never deleted. */
  publishedAt: Date | null
  /** Its bytes go, then its row. */
  removedAt: Date | null
}
