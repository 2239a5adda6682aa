import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readPlan, readPlans } from '#lib/plans/plans.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, params }) {
  const { organisation } = await parent()
  return {
    organisation,
    plan: new Reading(async () => {
      const [plan] = await Promise.all([readPlan(organisation.id, params.planId), loadCatalogue()])
      return plan
    }),
    /** Those that it may be compared with. */
    others: new Reading(async () =>
      (await readPlans(organisation.id)).plans.filter(
        ({ id, state }) => id !== params.planId && state === 'made',
      ),
    ),
  }
}
