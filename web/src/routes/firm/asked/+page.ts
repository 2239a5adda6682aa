import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readAsked } from '#lib/sourcing/sourcing.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    asked: new Reading(async () => {
      const [asked] = await Promise.all([readAsked(organisation.id), loadCatalogue()])
      return asked
    }),
  }
}
