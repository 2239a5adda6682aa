import type { Generated } from 'kysely'

export interface ApiKeyTable {
  id: string
  organisationId: string
  /** The member that stands behind it, as whom nobody can sign in. */
  userId: string
  name: string
  /** SHA-256 of the secret, in hexadecimal. */
  digest: string
  prefix: string
  scopes: string[]
  createdBy: string | null
  createdAt: Generated<Date>
  lastUsedAt: Date | null
  revokedAt: Date | null
}
