import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readByProduct } from '#lib/investment/investment.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readSchemes } from './schemes.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    schemes: new Reading(readSchemes),
    products: new Reading(async () => {
      const [products] = await Promise.all([readByProduct(organisation.id), loadCatalogue()])
      return products
    }),
  }
}
