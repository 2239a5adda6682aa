import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readByProduct } from '#lib/investment/investment.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    products: new Reading(async () => {
      const [products] = await Promise.all([readByProduct(organisation.id), loadCatalogue()])
      return products
    }),
  }
}
