import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readRegional } from '#lib/collection/collection.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { spanIn } from '#lib/territory/territory.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const weeks = spanIn(url.searchParams)
  return {
    organisation,
    weeks,
    region: new Reading(async () => {
      const [region] = await Promise.all([readRegional(organisation.id, weeks), loadCatalogue()])
      return region
    }),
  }
}
