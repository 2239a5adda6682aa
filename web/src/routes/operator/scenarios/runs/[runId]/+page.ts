import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readRun, readScenarios } from '#lib/whatif/whatif.ts'

export async function load({ parent, params }) {
  const { organisation } = await parent()
  return {
    organisation,
    run: new Reading(async () => {
      const [run] = await Promise.all([readRun(organisation.id, params.runId), loadCatalogue()])
      return run
    }),
    /** The names of departments. */
    scenarios: new Reading(() => readScenarios(organisation.id)),
  }
}
