import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { daysIn } from './arrange.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const days = daysIn(url.searchParams)
  const params = { path: { organisationId: organisation.id }, query: { maximumDays: days } }
  return {
    organisation,
    days,
    possibilities: new Reading(async () => {
      const [answer] = await Promise.all([
        ask(api.GET('/api/organisations/{organisationId}/possibilities', { params })),
        loadCatalogue(),
      ])
      return answer.possibilities
    }),
  }
}
