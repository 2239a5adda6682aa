import { api, ask } from '#lib/api/client.ts'
import type { Reply } from '#lib/api/types.ts'
import type { SearchState } from './search-state.ts'

export type Found = Reply<'/api/search', 'get'>
export type Hit = Found['hits'][number]
export type Counts = NonNullable<Found['counts']>

/** Where a commune is; null where there is no such code. */
async function pointOf(commune: string): Promise<{ latitude: number; longitude: number } | null> {
  const towns = await ask(api.GET('/api/towns', { params: { query: { query: commune, limit: 5 } } }))
  return towns.find(({ code }) => code === commune) ?? null
}

/** Asks the index. `typing`: the last word may not be finished; `counts`: by kind and facet too. Throws `ApiProblem`. */
export async function find(
  { words, kind, facets, around, makes }: SearchState,
  {
    typing = false,
    counts = false,
    limit = 20,
    signal,
  }: { typing?: boolean; counts?: boolean; limit?: number; signal?: AbortSignal } = {},
): Promise<Found> {
  const point = around === null ? null : await pointOf(around.commune)
  const circle =
    point && around
      ? { latitude: point.latitude, longitude: point.longitude, kilometres: around.kilometres }
      : {}
  const query = {
    q: words,
    typing,
    counts,
    limit,
    ...facets,
    ...circle,
    ...(makes && { make: makes.family, weekly: makes.weekly, ...(makes.by && { by: makes.by }) }),
    ...(kind === null ? {} : { kind: [kind] }),
  }
  return ask(api.GET('/api/search', { params: { query }, ...(signal ? { signal } : {}) }))
}
