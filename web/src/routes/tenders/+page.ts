import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readOpenTenders } from '#lib/tender/tender.ts'

export async function load({ parent }) {
  await parent()
  return {
    tenders: new Reading(async () => {
      const [tenders] = await Promise.all([readOpenTenders(), loadCatalogue()])
      return tenders
    }),
  }
}
