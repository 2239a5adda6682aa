import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readNeed } from '#lib/need/need.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  const { organisation } = await parent()
  const { needId } = params
  return {
    organisation,
    need: new Reading(async () => {
      const [need] = await Promise.all([readNeed(needId), loadCatalogue()])
      return need
    }),
  }
}
