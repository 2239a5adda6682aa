import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readFollowed } from '#lib/contracts/contracts.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    followed: new Reading(async () => {
      const [followed] = await Promise.all([readFollowed(params.contractId), loadCatalogue()])
      return followed
    }),
  }
}
