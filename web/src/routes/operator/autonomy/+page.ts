import { readAutonomy } from '#lib/autonomy/autonomy.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { scenarioIn } from '#lib/demand/demand.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const scenario = scenarioIn(url.searchParams)
  return {
    scenario,
    autonomy: new Reading(async () => {
      const [autonomy] = await Promise.all([readAutonomy(organisation.id, scenario), loadCatalogue()])
      return autonomy
    }),
  }
}
