import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { requireUser } from '#lib/guard.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readOwn } from '#lib/reliability/reliability.ts'

export async function load({ params, parent, url }) {
  await parent()
  requireUser(url)
  return {
    organisationId: params.id,
    own: new Reading(async () => {
      const [own] = await Promise.all([readOwn(params.id), loadCatalogue()])
      return own
    }),
  }
}
