import { requireRole } from '#lib/guard.ts'
import { session } from '#lib/session.svelte.ts'

export async function load({ parent, url }) {
  await parent()
  // A laboratory that is no firm reads the contracts in which it tests where firms read theirs.
  const isTester =
    url.pathname.startsWith('/firm/contracts') && !session.has('firm') && session.has('laboratory')
  return { organisation: requireRole(isTester ? 'laboratory' : 'firm', url) }
}
