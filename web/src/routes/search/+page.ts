import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { find } from '#lib/search/find.ts'
import { searchIn } from '#lib/search/search-state.ts'
import { Reading } from '#lib/reading.svelte.ts'

const AT_A_TIME = 20
const MOST = 100

export function load({ url }) {
  const search = searchIn(url.searchParams)
  const asked = Number(url.searchParams.get('limit'))
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST) : AT_A_TIME
  return {
    search,
    limit,
    more: limit < MOST ? limit + AT_A_TIME : null,
    at: url.searchParams.get('at'),
    results: new Reading(async () => {
      // The word being typed may not be finished, whoever waits for it.
      const [found] = await Promise.all([
        find(search, { typing: true, counts: true, limit }),
        loadCatalogue(),
      ])
      return found
    }),
  }
}
