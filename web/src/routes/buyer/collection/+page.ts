import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readCollection } from '#lib/collection/collection.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    collection: new Reading(async () => {
      const [collection] = await Promise.all([readCollection(organisation.id), loadCatalogue()])
      return collection
    }),
  }
}
