import { api, ask } from '#lib/api/client.ts'
import type { Reply, Sent } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'

export type Key = Reply<'/api/organisations/{organisationId}/keys', 'get'>[number]
export type Scope = Sent<'/api/organisations/{organisationId}/keys', 'post'>['scopes'][number]

const NAMES: Record<Scope, () => string> = {
  read: m.key_scope_read,
  needs: m.key_scope_needs,
  profile: m.key_scope_profile,
  sourcing: m.key_scope_sourcing,
  contracts: m.key_scope_contracts,
  documents: m.key_scope_documents,
}

/** Every right a key may have, in the order in which they are offered. */
export const SCOPES: readonly Scope[] = ['read', 'needs', 'profile', 'sourcing', 'contracts', 'documents']

export const scopeName = (scope: Scope) => NAMES[scope]()

/** The rights of a key in words, in the order in which they are offered. */
export const scopesOf = ({ scopes }: Key) => SCOPES.filter(scope => scopes.includes(scope)).map(scopeName)

/** Makes a key; its secret is in the answer and nowhere else. Throws `ApiProblem`. */
export function makeKey(organisationId: string, body: { name: string; scopes: Scope[] }) {
  const path = { organisationId }
  return ask(api.POST('/api/organisations/{organisationId}/keys', { params: { path }, body }))
}

/** Revokes a key. Returns those there are. Throws `ApiProblem`. */
export function revokeKey(organisationId: string, keyId: string): Promise<Key[]> {
  const path = { organisationId, keyId }
  return ask(api.DELETE('/api/organisations/{organisationId}/keys/{keyId}', { params: { path } }))
}
