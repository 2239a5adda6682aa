import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readFirmBook } from '#lib/territory/territory.ts'

export async function load({ parent, params }) {
  const { organisation } = await parent()
  return {
    read: new Reading(async () => {
      const [read] = await Promise.all([readFirmBook(organisation.id, params.firmId), loadCatalogue()])
      return read
    }),
  }
}
