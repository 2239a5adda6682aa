import type { OwnNeedLine } from '#lib/need/need.ts'

export const STATES = ['draft', 'published', 'withdrawn'] as const satisfies OwnNeedLine['state'][]

export interface Filters {
  /** Null for all of them. */
  state: OwnNeedLine['state'] | null
  words: string
}

/** The filters of an address; what it does not know counts as not given. */
export function filtersIn(query: { get(name: string): string | null }): Filters {
  return {
    state: STATES.find(state => state === query.get('state')) ?? null,
    words: query.get('q') ?? '',
  }
}
