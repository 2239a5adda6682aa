import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  const params = { path: { organisationId: organisation.id } }
  return {
    overview: new Reading(async () => {
      const [overview] = await Promise.all([
        ask(api.GET('/api/organisations/{organisationId}/overview', { params })),
        loadCatalogue(),
      ])
      return overview
    }),
  }
}
