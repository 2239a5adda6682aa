import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readContracts } from '#lib/contracts/contracts.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readAsked } from '#lib/sourcing/sourcing.ts'
import { readWaits } from '#lib/tender/waits.ts'
import { filtersIn } from './needs/filters.ts'
import { readOpenNeeds } from './needs/open-needs.ts'

const MOST_TOLD = 6
const MOST_NEEDS = 5

export async function load({ parent }) {
  const { organisation } = await parent()
  const path = { organisationId: organisation.id }
  const best = filtersIn(new URLSearchParams())
  return {
    organisation,
    day: new Reading(async () => {
      const [profile, told, needs, possible, asked, contracts, waits] = await Promise.all([
        ask(api.GET('/api/organisations/{organisationId}/profile', { params: { path } })),
        ask(
          api.GET('/api/organisations/{organisationId}/notifications', {
            params: { path, query: { limit: MOST_TOLD } },
          }),
        ),
        readOpenNeeds(organisation.id, best, { limit: MOST_NEEDS }),
        ask(api.GET('/api/organisations/{organisationId}/possibilities', { params: { path } })),
        readAsked(organisation.id),
        readContracts(organisation.id),
        readWaits(organisation.id),
        loadCatalogue(),
      ])
      const { notifications } = told
      return {
        profile,
        told: notifications,
        needs: needs.needs,
        possibilities: possible.possibilities,
        asked,
        contracts,
        waits,
      }
    }),
  }
}
