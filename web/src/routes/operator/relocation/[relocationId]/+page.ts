import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readRelocations } from '#lib/relocation/relocation.ts'

export async function load({ parent, params }) {
  const { organisation } = await parent()
  return {
    organisation,
    relocationId: params.relocationId,
    relocations: new Reading(async () => {
      const [relocations] = await Promise.all([readRelocations(organisation.id), loadCatalogue()])
      return relocations
    }),
  }
}
