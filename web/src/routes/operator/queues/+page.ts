import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readQueues } from '#lib/queues/queues.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  const params = { path: { organisationId: organisation.id } }
  return {
    organisation,
    queues: new Reading(() => readQueues(organisation.id)),
    overview: new Reading(async () => {
      const [overview] = await Promise.all([
        ask(api.GET('/api/organisations/{organisationId}/overview', { params })),
        loadCatalogue(),
      ])
      return overview
    }),
  }
}
