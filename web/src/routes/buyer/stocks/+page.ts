import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readStocks } from '#lib/stocks/stocks.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    stocks: new Reading(async () => {
      const [stocks] = await Promise.all([readStocks(organisation.id), loadCatalogue()])
      return stocks
    }),
  }
}
