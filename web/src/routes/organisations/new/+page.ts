import { requireUser } from '#lib/guard.ts'

export async function load({ parent, url }) {
  await parent()
  requireUser(url)
}
