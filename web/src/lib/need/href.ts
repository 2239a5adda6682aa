import { session } from '#lib/session.svelte.ts'

/** The page of a need that suits whoever is here: its buyer's, a firm's with its own place in it, or the one for all. */
export function needHref(need: { id: string; own: boolean }): string {
  if (need.own && session.has('buyer')) return `/buyer/needs/${need.id}`
  if (!need.own && session.has('firm')) return `/firm/needs/${need.id}`
  return `/needs/${need.id}`
}
