import { readPlans } from '#lib/plans/plans.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return { organisation, plans: new Reading(() => readPlans(organisation.id)) }
}
