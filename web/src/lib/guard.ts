import { error, redirect } from '@sveltejs/kit'
import { m } from '#lib/paraglide/messages.js'
import { session, type Organisation, type Role, type User } from '#lib/session.svelte.ts'

/** For a `load`, after `await parent()`: who is signed in; anyone else is sent to sign in and comes back after. */
export function requireUser(url: URL): User {
  if (session.user) return session.user
  redirect(307, `/auth/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`)
}

/**
 * For a `load`, after `await parent()`: the organisation one acts for, which has this role. Where another of one's
 * organisations has it, that one is taken; where none has, the page is not open.
 */
export function requireRole(role: Role, url: URL): Organisation {
  requireUser(url)
  if (session.organisation?.roles.includes(role)) return session.organisation
  const other = session.organisations.find(organisation => organisation.roles.includes(role))
  if (!other) error(403, m.error_forbidden_title())
  session.choose(other.id)
  return other
}
