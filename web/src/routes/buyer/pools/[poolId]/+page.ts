import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readPool, readPools } from '#lib/pool/pool.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, params }) {
  const { organisation } = await parent()
  return {
    organisation,
    read: new Reading(async () => {
      const [pool, pools] = await Promise.all([
        readPool(organisation.id, params.poolId),
        readPools(organisation.id),
        loadCatalogue(),
      ])
      return { pool, pools }
    }),
  }
}
