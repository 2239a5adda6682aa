import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readSurplus } from '#lib/stocks/stocks.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    surplus: new Reading(async () => {
      const [surplus] = await Promise.all([readSurplus(organisation.id), loadCatalogue()])
      return surplus
    }),
  }
}
