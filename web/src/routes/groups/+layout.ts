import { error } from '@sveltejs/kit'
import { requireUser } from '#lib/guard.ts'
import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'

export async function load({ parent, url }) {
  await parent()
  requireUser(url)
  const { organisation } = session
  if (organisation === null) error(403, m.error_forbidden_title())
  return { organisation }
}
