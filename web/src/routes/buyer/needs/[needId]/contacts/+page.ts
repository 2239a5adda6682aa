import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readNeed } from '#lib/need/need.ts'
import { readContacts } from '#lib/sourcing/sourcing.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  await parent()
  const { needId } = params
  return {
    asked: new Reading(async () => {
      const [need, contacts] = await Promise.all([readNeed(needId), readContacts(needId), loadCatalogue()])
      return { need, contacts }
    }),
  }
}
