import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readContracts } from '#lib/contracts/contracts.ts'
import { readGroups } from '#lib/group/group.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readWaits } from '#lib/tender/waits.ts'

const MOST_TOLD = 8

export async function load({ parent }) {
  const { organisation } = await parent()
  const params = { path: { organisationId: organisation.id }, query: { limit: MOST_TOLD } }
  return {
    organisation,
    day: new Reading(async () => {
      const [waits, groups, contracts, told] = await Promise.all([
        readWaits(organisation.id),
        readGroups(organisation.id),
        readContracts(organisation.id),
        ask(api.GET('/api/organisations/{organisationId}/notifications', { params })),
        loadCatalogue(),
      ])
      return { waits, groups, contracts, told: told.notifications }
    }),
  }
}
