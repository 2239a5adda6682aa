import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { type Figures, readFigures } from '#lib/situation/situation.ts'

export function load() {
  return {
    figures: new Reading(async (): Promise<Figures | null> => {
      await loadCatalogue()
      try {
        return await readFigures()
      } catch (cause) {
        // Not shown is no fault: the page says so.
        if (cause instanceof ApiProblem && cause.problem.status === 404) return null
        throw cause
      }
    }),
  }
}
