import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readConsumption, scenarioIn } from '#lib/demand/demand.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const scenario = scenarioIn(url.searchParams)
  return {
    organisation,
    scenario,
    consumption: new Reading(async () => {
      const [consumption] = await Promise.all([readConsumption(organisation.id, scenario), loadCatalogue()])
      return consumption
    }),
  }
}
