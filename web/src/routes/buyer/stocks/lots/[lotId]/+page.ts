import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readLot } from '#lib/stocks/stocks.ts'

export async function load({ params, parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    lot: new Reading(async () => {
      const [lot] = await Promise.all([readLot(organisation.id, params.lotId), loadCatalogue()])
      return lot
    }),
  }
}
