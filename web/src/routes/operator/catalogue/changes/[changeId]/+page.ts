import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readChange } from '../../catalogue-api.ts'

export async function load({ parent, params }) {
  const { organisation } = await parent()
  return {
    organisation,
    change: new Reading(async () => {
      const [change] = await Promise.all([readChange(organisation.id, params.changeId), loadCatalogue()])
      return change
    }),
  }
}
