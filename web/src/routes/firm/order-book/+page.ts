import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readOwnBook } from '#lib/territory/territory.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    book: new Reading(async () => {
      const [book] = await Promise.all([readOwnBook(organisation.id), loadCatalogue()])
      return book
    }),
  }
}
