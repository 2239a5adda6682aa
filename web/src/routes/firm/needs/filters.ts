export interface Filters {
  /** Needs that suit the firm, or all that are open to it. */
  scope: 'mine' | 'all'
  words: string
  family: string | null
  sort: 'match' | 'due'
}

/** The filters of an address; what it does not know counts as not given. */
export function filtersIn(query: { get(name: string): string | null }): Filters {
  return {
    scope: query.get('scope') === 'all' ? 'all' : 'mine',
    words: query.get('q') ?? '',
    family: query.get('family'),
    sort: query.get('sort') === 'due' ? 'due' : 'match',
  }
}
