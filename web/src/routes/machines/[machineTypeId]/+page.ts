import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  await parent()
  const { machineTypeId } = params
  return {
    machineTypeId,
    market: new Reading(async () => {
      const [market] = await Promise.all([
        ask(api.GET('/api/machine-types/{machineTypeId}/market', { params: { path: { machineTypeId } } })),
        loadCatalogue(),
      ])
      return market
    }),
  }
}
