import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  const params = { path: { organisationId: organisation.id } }
  return {
    organisation,
    profile: new Reading(async () => {
      const [profile] = await Promise.all([
        ask(api.GET('/api/organisations/{organisationId}/profile', { params })),
        loadCatalogue(),
      ])
      return profile
    }),
  }
}
