import { readPlan } from '#lib/plans/plans.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const like = url.searchParams.get('like')
  return {
    organisation,
    /** What the plan is asked with that one makes again; null where one begins. */
    like: new Reading(async () => ({
      asked: like === null ? null : (await readPlan(organisation.id, like)).asked,
    })),
  }
}
