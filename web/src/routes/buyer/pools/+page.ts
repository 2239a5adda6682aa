import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readPools } from '#lib/pool/pool.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    pools: new Reading(async () => {
      const [pools] = await Promise.all([readPools(organisation.id), loadCatalogue()])
      return pools
    }),
  }
}
