import { requireRole } from '#lib/guard.ts'

export async function load({ parent, url }) {
  await parent()
  return { organisation: requireRole('laboratory', url) }
}
