import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  await parent()
  const { itemId } = params
  return {
    itemId,
    market: new Reading(async () => {
      const [market] = await Promise.all([
        ask(api.GET('/api/items/{itemId}/market', { params: { path: { itemId } } })),
        loadCatalogue(),
      ])
      return market
    }),
  }
}
