import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readNeed } from '#lib/need/need.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  await parent()
  return {
    need: new Reading(async () => {
      const [need] = await Promise.all([readNeed(params.needId), loadCatalogue()])
      return need
    }),
  }
}
