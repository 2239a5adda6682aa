import { Reading } from '#lib/reading.svelte.ts'
import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readFactReports } from '#lib/reliability/reliability.ts'
import { readReports } from '#lib/threads/threads.ts'

export async function load({ parent }) {
  const { organisation } = await parent()
  return {
    organisation,
    reports: new Reading(() => readReports(organisation.id)),
    facts: new Reading(async () => {
      const [facts] = await Promise.all([readFactReports(organisation.id), loadCatalogue()])
      return facts
    }),
  }
}
