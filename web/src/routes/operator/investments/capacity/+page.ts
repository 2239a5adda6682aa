import { readRegionCapacity } from '#lib/capacity/capacity.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { scenarioIn } from '#lib/demand/demand.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const scenario = scenarioIn(url.searchParams)
  return {
    scenario,
    capacity: new Reading(async () => {
      const [capacity] = await Promise.all([readRegionCapacity(organisation.id, scenario), loadCatalogue()])
      return capacity
    }),
  }
}
