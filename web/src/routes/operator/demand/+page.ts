import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readRegional, scenarioIn } from '#lib/demand/demand.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const scenario = scenarioIn(url.searchParams)
  return {
    organisation,
    scenario,
    regional: new Reading(async () => {
      const [regional] = await Promise.all([readRegional(organisation.id, scenario), loadCatalogue()])
      return regional
    }),
  }
}
