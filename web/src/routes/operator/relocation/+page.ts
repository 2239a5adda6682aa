import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readRelocations } from '#lib/relocation/relocation.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    relocations: new Reading(async () => {
      const [relocations] = await Promise.all([readRelocations(organisation.id), loadCatalogue()])
      return relocations
    }),
  }
}
