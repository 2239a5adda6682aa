/** What is looked for and how it is narrowed, as the address of the page says it. */

export const KINDS = ['firm', 'need', 'product', 'machine'] as const
export type Kind = (typeof KINDS)[number]

export const FACETS = [
  'process',
  'now',
  'reoriented',
  'material',
  'certificate',
  'department',
  'family',
] as const
export type Facet = (typeof FACETS)[number]

/** Around a commune, by its INSEE code, within so many kilometres. */
export interface Around {
  commune: string
  kilometres: number
}

export interface SearchState {
  words: string
  /** Null for all kinds at once. */
  kind: Kind | null
  facets: Record<Facet, string[]>
  around: Around | null
}

/** Distances to choose from. */
export const DISTANCES = [25, 50, 100, 200] as const

type Query = { get(name: string): string | null; getAll(name: string): string[] }

const FURTHEST = 2000

function aroundIn(query: Query): Around | null {
  const commune = query.get('around')
  const kilometres = Number(query.get('km'))
  const isDistance = Number.isFinite(kilometres) && kilometres >= 1 && kilometres <= FURTHEST
  return commune !== null && /^[0-9AB]{5}$/.test(commune) && isDistance ? { commune, kilometres } : null
}

/** The search an address holds; what it does not know counts as not given. */
export function searchIn(query: Query): SearchState {
  const values = (facet: Facet) => [...new Set(query.getAll(facet).filter(Boolean))]
  return {
    words: query.get('q') ?? '',
    kind: KINDS.find(kind => kind === query.get('kind')) ?? null,
    facets: {
      process: values('process'),
      now: values('now'),
      reoriented: values('reoriented'),
      material: values('material'),
      certificate: values('certificate'),
      department: values('department'),
      family: values('family'),
    },
    around: aroundIn(query),
  }
}

/** The address of a search; nothing in it that need not be. */
export function searchHref({ words, kind, facets, around }: SearchState): string {
  const query = new URLSearchParams()
  if (words.trim() !== '') query.set('q', words)
  if (kind !== null) query.set('kind', kind)
  for (const facet of FACETS) for (const value of facets[facet]) query.append(facet, value)
  if (around !== null) {
    query.set('around', around.commune)
    query.set('km', String(around.kilometres))
  }
  const text = query.toString()
  return text === '' ? '/search' : `/search?${text}`
}

/** A search for words alone, of a kind or of all. */
export const searchFor = (words: string, kind: Kind | null = null): SearchState => ({
  words,
  kind,
  facets: { process: [], now: [], reoriented: [], material: [], certificate: [], department: [], family: [] },
  around: null,
})

/** With a value of a facet put in or taken out. */
export function toggled(state: SearchState, facet: Facet, value: string): SearchState {
  const before = state.facets[facet]
  const after = before.includes(value) ? before.filter(one => one !== value) : [...before, value]
  return { ...state, facets: { ...state.facets, [facet]: after } }
}

/** How many values narrow it, the distance included. */
export function narrowings({ facets, around }: SearchState): number {
  return FACETS.reduce((sum, facet) => sum + facets[facet].length, 0) + (around === null ? 0 : 1)
}

/** The same words, narrowed by nothing. */
export const widened = (state: SearchState): SearchState => searchFor(state.words, state.kind)
