import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readNeed } from '#lib/need/need.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { askRanking, shortKey } from '../ranking.ts'
import { fromQuery } from '../weights.ts'

/** The partnerships of the address, out of the ranking with its weights. */
export async function load({ params, url, parent }) {
  await parent()
  const { needId } = params
  const points = fromQuery(url.searchParams.get('weights'))
  const wanted = url.searchParams.get('with')?.split(',') ?? []
  return {
    comparison: new Reading(async () => {
      const [need, ranking] = await Promise.all([
        readNeed(needId),
        askRanking(needId, points),
        loadCatalogue(),
      ])
      const ranked = ranking.partnerships.map((partnership, index) => ({ partnership, rank: index + 1 }))
      return {
        need,
        firms: ranking.firms,
        compared: ranked.filter(({ partnership }) => wanted.includes(shortKey(partnership.key))),
      }
    }),
  }
}
