import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readGroups } from '#lib/group/group.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readTendersToAnswer } from '#lib/tender/tender.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    tenders: new Reading(async () => {
      const [tenders] = await Promise.all([readTendersToAnswer(organisation.id), loadCatalogue()])
      return tenders
    }),
    groups: new Reading(() => readGroups(organisation.id)),
  }
}
