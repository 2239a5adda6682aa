import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  await parent()
  return {
    firm: new Reading(async () => {
      const [firm] = await Promise.all([
        ask(api.GET('/api/firms/{firmId}', { params: { path: { firmId: params.firmId } } })),
        loadCatalogue(),
      ])
      return firm
    }),
  }
}
