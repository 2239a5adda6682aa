import { readContracts } from '#lib/contracts/contracts.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    contracts: new Reading(async () =>
      (await readContracts(organisation.id)).filter(({ side }) => side === 'buyer'),
    ),
  }
}
