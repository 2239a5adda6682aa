import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { filtersIn } from './filters.ts'
import { NeedList } from '#lib/need/need-list.svelte.ts'
import { readOpenNeeds } from './open-needs.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const filters = filtersIn(url.searchParams)
  return {
    filters,
    list: new Reading(async () => {
      const [first] = await Promise.all([readOpenNeeds(organisation.id, filters), loadCatalogue()])
      return new NeedList(first, after => readOpenNeeds(organisation.id, filters, { after }))
    }),
  }
}
