import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readPool } from '#lib/pool/pool.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, params }) {
  const { organisation } = await parent()
  return {
    organisation,
    pool: new Reading(async () => {
      const [pool] = await Promise.all([readPool(organisation.id, params.poolId), loadCatalogue()])
      return pool
    }),
  }
}
