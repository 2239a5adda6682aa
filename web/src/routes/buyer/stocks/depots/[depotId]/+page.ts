import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readDepot } from '#lib/stocks/stocks.ts'

export async function load({ params, parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    depot: new Reading(async () => {
      const [depot] = await Promise.all([readDepot(organisation.id, params.depotId), loadCatalogue()])
      return depot
    }),
  }
}
