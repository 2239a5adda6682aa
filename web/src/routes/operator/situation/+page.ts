import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readFiguresState, readSituation } from '#lib/situation/situation.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    situation: new Reading(async () => {
      const [situation] = await Promise.all([readSituation(organisation.id), loadCatalogue()])
      return situation
    }),
    figures: new Reading(async () => {
      const [state] = await Promise.all([readFiguresState(organisation.id), loadCatalogue()])
      return state
    }),
  }
}
