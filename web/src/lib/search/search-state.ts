/** What is looked for and how it is narrowed, as the address of the page says it. */
import type { Reply } from '#lib/api/types.ts'

type Counts = NonNullable<Reply<'/api/search', 'get'>['counts']>
export type Kind = keyof Counts['kinds']
export type Facet = keyof Counts['facets']

/** A list that has every one of a type: where the API has another one, it does not compile. */
const every =
  <All extends string>() =>
  <const Given extends readonly All[]>(...given: [All] extends [Given[number]] ? Given : never) =>
    given

export const KINDS = every<Kind>()('firm', 'need', 'product', 'machine')
export const FACETS = every<Facet>()(
  'process',
  'now',
  'reoriented',
  'material',
  'certificate',
  'verified',
  'department',
  'family',
)

const ofEach = <Value>(of: (facet: Facet) => Value): Record<Facet, Value> => ({
  process: of('process'),
  now: of('now'),
  reoriented: of('reoriented'),
  material: of('material'),
  certificate: of('certificate'),
  verified: of('verified'),
  department: of('department'),
  family: of('family'),
})

/** Around a commune, by its INSEE code, within so many kilometres. */
export interface Around {
  commune: string
  kilometres: number
}

/** Firms that could make so much of a family a week, by themselves, from a day on; today where none is said. */
export interface Makes {
  family: string
  /** Units a week, 1 or more. */
  weekly: number
  by: string | null
}

export interface SearchState {
  words: string
  /** Null for all kinds at once. */
  kind: Kind | null
  facets: Record<Facet, string[]>
  around: Around | null
  makes: Makes | null
}

/** Distances to choose from. */
export const DISTANCES = [25, 50, 100, 200] as const

type Query = { get(name: string): string | null; getAll(name: string): string[] }

const FURTHEST = 2000
const MOST_WEEKLY = 1_000_000_000

function aroundIn(query: Query): Around | null {
  const commune = query.get('around')
  const kilometres = Number(query.get('km'))
  const isDistance = Number.isFinite(kilometres) && kilometres >= 1 && kilometres <= FURTHEST
  return commune !== null && /^[0-9AB]{5}$/.test(commune) && isDistance ? { commune, kilometres } : null
}

function makesIn(query: Query): Makes | null {
  const family = query.get('make') ?? ''
  const weekly = Number(query.get('weekly') ?? 1)
  const by = query.get('by') ?? ''
  if (!/^[a-z0-9-]+$/.test(family)) return null
  return {
    family,
    weekly: Number.isInteger(weekly) && weekly >= 1 && weekly <= MOST_WEEKLY ? weekly : 1,
    by: /^\d{4}-\d{2}-\d{2}$/.test(by) && !Number.isNaN(Date.parse(by)) ? by : null,
  }
}

/** The search an address holds; what it does not know counts as not given. */
export function searchIn(query: Query): SearchState {
  return {
    words: query.get('q') ?? '',
    kind: KINDS.find(kind => kind === query.get('kind')) ?? null,
    facets: ofEach(facet => [...new Set(query.getAll(facet).filter(Boolean))]),
    around: aroundIn(query),
    makes: makesIn(query),
  }
}

/** The address of a search; nothing in it that need not be. */
export function searchHref({ words, kind, facets, around, makes }: SearchState): string {
  const query = new URLSearchParams()
  if (words.trim() !== '') query.set('q', words)
  if (kind !== null) query.set('kind', kind)
  for (const facet of FACETS) for (const value of facets[facet]) query.append(facet, value)
  if (around !== null) {
    query.set('around', around.commune)
    query.set('km', String(around.kilometres))
  }
  if (makes !== null) {
    query.set('make', makes.family)
    if (makes.weekly > 1) query.set('weekly', String(makes.weekly))
    if (makes.by !== null) query.set('by', makes.by)
  }
  const text = query.toString()
  return text === '' ? '/search' : `/search?${text}`
}

/** A search for words alone, of a kind or of all. */
export const searchFor = (words: string, kind: Kind | null = null): SearchState => ({
  words,
  kind,
  facets: ofEach(() => []),
  around: null,
  makes: null,
})

/** With a value of a facet put in or taken out. */
export function toggled(state: SearchState, facet: Facet, value: string): SearchState {
  const before = state.facets[facet]
  const after = before.includes(value) ? before.filter(one => one !== value) : [...before, value]
  return { ...state, facets: { ...state.facets, [facet]: after } }
}

/** How many values narrow it, the distance and what is to be made included. */
export function narrowings({ facets, around, makes }: SearchState): number {
  const others = (around === null ? 0 : 1) + (makes === null ? 0 : 1)
  return FACETS.reduce((sum, facet) => sum + facets[facet].length, others)
}

/** The same words, narrowed by nothing. */
export const widened = (state: SearchState): SearchState => searchFor(state.words, state.kind)
