import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readScenarios } from '#lib/whatif/whatif.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    scenarios: new Reading(async () => {
      const [scenarios] = await Promise.all([readScenarios(organisation.id), loadCatalogue()])
      return scenarios
    }),
  }
}
