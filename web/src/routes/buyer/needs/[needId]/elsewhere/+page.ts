import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readElsewhere } from '#lib/contracts/elsewhere.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    elsewhere: new Reading(async () => {
      const [elsewhere] = await Promise.all([readElsewhere(params.needId), loadCatalogue()])
      return elsewhere
    }),
  }
}
