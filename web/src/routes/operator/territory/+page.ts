import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readTerritory, spanIn } from '#lib/territory/territory.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const weeks = spanIn(url.searchParams)
  return {
    organisation,
    weeks,
    territory: new Reading(async () => {
      const [territory] = await Promise.all([readTerritory(organisation.id, weeks), loadCatalogue()])
      return territory
    }),
  }
}
