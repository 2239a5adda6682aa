import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readGroup } from '#lib/group/group.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readTender } from '#lib/tender/tender.ts'

export async function load({ params, parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    read: new Reading(async () => {
      const [group] = await Promise.all([readGroup(organisation.id, params.groupId), loadCatalogue()])
      return { group, tender: await readTender(group.tender.id) }
    }),
  }
}
