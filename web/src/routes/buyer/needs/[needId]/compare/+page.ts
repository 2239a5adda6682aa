import { loadCatalogue } from '#lib/catalogue.svelte.ts'
import { readNeed } from '#lib/need/need.ts'
import { Reading } from '#lib/reading.svelte.ts'
import { askAssembly, askRanking, joined, shortKey } from '../ranking.ts'
import { fromQuery, sharesOf } from '../weights.ts'

/** The partnerships of the address, out of the ranking with its weights. */
export async function load({ params, url, parent }) {
  await parent()
  const { needId } = params
  const points = fromQuery(url.searchParams.get('weights'))
  const wanted = url.searchParams.get('with')?.split(',') ?? []
  return {
    comparison: new Reading(async () => {
      const [need, listed] = await Promise.all([
        readNeed(needId),
        askRanking(needId, points),
        loadCatalogue(),
      ])
      const isListed = (key: string) =>
        listed.partnerships.some(partnership => shortKey(partnership.key) === key)
      // One that only the exact search finds is compared too.
      const ranking = wanted.every(isListed)
        ? listed
        : joined(listed, await askAssembly(needId, points), points ? sharesOf(points) : listed.weights)
      const ranked = ranking.partnerships.map((partnership, index) => ({ partnership, rank: index + 1 }))
      return {
        need,
        firms: ranking.firms,
        compared: ranked.filter(({ partnership }) => wanted.includes(shortKey(partnership.key))),
      }
    }),
  }
}
