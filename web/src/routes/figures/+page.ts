import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readFigures } from '#lib/situation/situation.ts'

export function load() {
  return {
    figures: new Reading(async () => {
      await loadCatalogue()
      return readFigures()
    }),
  }
}
