import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { find } from '#lib/search/find.ts'
import { searchIn } from '#lib/search/search-state.ts'
import { session } from '#lib/session.svelte.ts'
import { Reading } from '#lib/reading.svelte.ts'

const AT_A_TIME = 20
const MOST = 100

export function load({ url, parent }) {
  const search = searchIn(url.searchParams)
  const wanted = Number(url.searchParams.get('limit'))
  const limit = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, MOST) : AT_A_TIME
  return {
    search,
    limit,
    more: limit < MOST ? limit + AT_A_TIME : null,
    at: url.searchParams.get('at'),
    results: new Reading(async () => {
      // What firms can make is for members to ask: whoever else has the address finds the rest.
      await parent()
      const asked = session.organisation === null ? { ...search, makes: null } : search
      // The word being typed may not be finished, whoever waits for it.
      const [found] = await Promise.all([find(asked, { typing: true, counts: true, limit }), loadCatalogue()])
      return found
    }),
  }
}
