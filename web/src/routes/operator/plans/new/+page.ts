import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readPlan, readPlans } from '#lib/plans/plans.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const like = url.searchParams.get('like')
  return {
    organisation,
    /** What the plan is asked with that one makes again; null where one begins. And whom a plan may give work first. */
    like: new Reading(async () => {
      const [asked, { inDifficulty }] = await Promise.all([
        like === null ? null : readPlan(organisation.id, like).then(plan => plan.asked),
        readPlans(organisation.id),
        loadCatalogue(),
      ])
      return { asked, inDifficulty }
    }),
  }
}
