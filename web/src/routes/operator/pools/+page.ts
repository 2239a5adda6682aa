import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readRegionPools } from '#lib/pool/pool.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    region: new Reading(async () => {
      const [region] = await Promise.all([readRegionPools(organisation.id), loadCatalogue()])
      return region
    }),
  }
}
