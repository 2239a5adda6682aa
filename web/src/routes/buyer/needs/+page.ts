import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { readOwnNeeds } from '../own-needs.ts'
import { filtersIn } from './filters.ts'
import { NeedList } from '#lib/need/need-list.svelte.ts'

export async function load({ parent, url }) {
  const { organisation } = await parent()
  const filters = filtersIn(url.searchParams)
  return {
    organisation,
    filters,
    list: new Reading(async () => {
      const [first] = await Promise.all([readOwnNeeds(organisation.id, filters), loadCatalogue()])
      return new NeedList(first, after => readOwnNeeds(organisation.id, { ...filters, after }))
    }),
  }
}
