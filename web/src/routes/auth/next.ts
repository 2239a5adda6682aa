import { homeOf, session } from '#lib/session.svelte.ts'

const KEPT = 'next'

/** The page of this site that was asked for before signing in; null where none was. */
function destinationIn(query: Pick<URLSearchParams, 'get'>): string | null {
  const next = query.get(KEPT)
  // One slash: two would lead to another site.
  return next !== null && /^\/(?![/\\])/.test(next) ? next : null
}

/** Where to go once signed in: the page that was asked for, else one's day. */
export function afterSignIn(query: Pick<URLSearchParams, 'get'>): string {
  return destinationIn(query) ?? homeOf(session.organisation)
}

/** Keeps on this device where one was going, until the address of a new account is confirmed. */
export function keepDestination(query: Pick<URLSearchParams, 'get'>): void {
  const destination = destinationIn(query)
  if (destination) localStorage.setItem(KEPT, destination)
}

/** Where one was going when the account was created; asked once. */
export function takeDestination(): string | null {
  const destination = localStorage.getItem(KEPT)
  localStorage.removeItem(KEPT)
  return destination
}
