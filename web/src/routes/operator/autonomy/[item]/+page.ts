import { readItemAutonomy } from '#lib/autonomy/autonomy.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { scenarioIn } from '#lib/demand/demand.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, params, url }) {
  const { organisation } = await parent()
  const scenario = scenarioIn(url.searchParams)
  return {
    scenario,
    chain: new Reading(async () => {
      const [chain] = await Promise.all([
        readItemAutonomy(organisation.id, params.item, scenario),
        loadCatalogue(),
      ])
      return chain
    }),
  }
}
