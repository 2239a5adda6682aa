import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readNeed } from '#lib/need/need.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readFit } from './fit.ts'

export async function load({ parent, params }) {
  const { organisation } = await parent()
  const { needId } = params
  const path = { organisationId: organisation.id, needId }
  return {
    organisation,
    needId,
    reading: new Reading(async () => {
      const [need, fit] = await Promise.all([
        readNeed(needId),
        ask(api.GET('/api/organisations/{organisationId}/open-needs/{needId}', { params: { path } })),
        loadCatalogue(),
      ])
      return { need, fit: readFit(fit) }
    }),
  }
}
