import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { comparePlans } from '#lib/plans/plans.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, params, url }) {
  const { organisation } = await parent()
  const other = url.searchParams.get('with') ?? params.planId
  return {
    compared: new Reading(async () => {
      const [compared] = await Promise.all([
        comparePlans(organisation.id, params.planId, other),
        loadCatalogue(),
      ])
      return compared
    }),
  }
}
