import { api, ask } from '#lib/api/client.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readInvestments } from '#lib/investment/investment.ts'
import { Reading } from '#lib/reading.svelte.ts'

/** The longest change that the engine is asked for: what one invests in may take a year. */
const LONGEST_DAYS = 365

export async function load({ parent, params }) {
  const { organisation } = await parent()
  const asked = { path: { organisationId: organisation.id }, query: { maximumDays: LONGEST_DAYS } }
  return {
    organisation,
    investmentId: params.investmentId,
    file: new Reading(async () => {
      const [{ investments, schemes }, { possibilities, asOf }] = await Promise.all([
        readInvestments(organisation.id),
        ask(api.GET('/api/organisations/{organisationId}/possibilities', { params: asked })),
        loadCatalogue(),
      ])
      const investment = investments.find(({ id }) => id === params.investmentId)
      const possibility = possibilities.find(({ item }) => item === investment?.item)
      return { investment, possibility, asOf, schemes }
    }),
  }
}
