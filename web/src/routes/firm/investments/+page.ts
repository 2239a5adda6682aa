import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readInvestments } from '#lib/investment/investment.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    investments: new Reading(async () => {
      const [investments] = await Promise.all([readInvestments(organisation.id), loadCatalogue()])
      return investments
    }),
  }
}
