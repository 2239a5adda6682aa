import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readFirmProposals } from '#lib/plans/proposals.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    proposals: new Reading(async () => {
      const [proposals] = await Promise.all([readFirmProposals(organisation.id), loadCatalogue()])
      return proposals
    }),
  }
}
