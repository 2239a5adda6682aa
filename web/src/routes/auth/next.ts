import { homeOf, session } from '#lib/session.svelte.ts'

/** Where to go once signed in: the page that was asked for, on this site only, else one's day. */
export function afterSignIn(query: Pick<URLSearchParams, 'get'>): string {
  const next = query.get('next')
  // One slash: two would lead to another site.
  return next !== null && /^\/(?![/\\])/.test(next) ? next : homeOf(session.organisation)
}
