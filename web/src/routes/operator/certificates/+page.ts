import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readQueue } from '#lib/certificates/certificates.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    queue: new Reading(async () => {
      const [queue] = await Promise.all([readQueue(organisation.id), loadCatalogue()])
      return queue
    }),
  }
}
