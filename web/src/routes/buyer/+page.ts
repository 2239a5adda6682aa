import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readContracts } from '#lib/contracts/contracts.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readWaits } from '#lib/tender/waits.ts'
import { readOwnNeeds } from './own-needs.ts'

const MOST_TOLD = 8
const MOST_NEEDS = 50

export async function load({ parent }) {
  const { organisation } = await parent()
  const params = { path: { organisationId: organisation.id }, query: { limit: MOST_TOLD } }
  return {
    organisation,
    day: new Reading(async () => {
      const [drafts, published, told, contracts, waits] = await Promise.all([
        readOwnNeeds(organisation.id, { state: 'draft', limit: MOST_NEEDS }),
        readOwnNeeds(organisation.id, { state: 'published', limit: MOST_NEEDS }),
        ask(api.GET('/api/organisations/{organisationId}/notifications', { params })),
        readContracts(organisation.id),
        readWaits(organisation.id),
        loadCatalogue(),
      ])
      return {
        drafts: drafts.needs,
        published: published.needs,
        told: told.notifications,
        contracts,
        waits,
      }
    }),
  }
}
