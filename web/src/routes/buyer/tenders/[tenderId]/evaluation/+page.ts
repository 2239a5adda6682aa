import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readEvaluation } from '#lib/evaluation/evaluation.ts'
import { Reading } from '#lib/reading.svelte.ts'

export async function load({ params, parent }) {
  await parent()
  return {
    evaluation: new Reading(async () => {
      const [evaluation] = await Promise.all([readEvaluation(params.tenderId), loadCatalogue()])
      return evaluation
    }),
  }
}
