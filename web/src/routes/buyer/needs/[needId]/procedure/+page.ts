import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readNeed } from '#lib/need/need.ts'
import { readProcedure, readRules } from '#lib/procedure/procedure.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  await parent()
  const { needId } = params
  return {
    bought: new Reading(async () => {
      const [need, procedure, rules] = await Promise.all([
        readNeed(needId),
        readProcedure(needId),
        readRules(),
        loadCatalogue(),
      ])
      return { need, procedure, rules }
    }),
  }
}
