import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readTender } from '#lib/tender/tender.ts'

export async function load({ params, parent }) {
  await parent()
  return {
    tender: new Reading(async () => {
      const [tender] = await Promise.all([readTender(params.tenderId), loadCatalogue()])
      return tender
    }),
  }
}
