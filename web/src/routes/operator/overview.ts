import type { Reply } from '#lib/api/types.ts'

export type Overview = Reply<'/api/organisations/{organisationId}/overview', 'get'>
export type Firm = Overview['firms'][number]
export type Need = Overview['needs'][number]
export type Product = Overview['products'][number]
export type Gap = Overview['gaps'][number]

export const VIEWS = ['map', 'gaps', 'products', 'needs', 'events'] as const
export type View = (typeof VIEWS)[number]

/** What can be put on the map, each by itself. */
export const LAYERS = ['firms', 'unmet', 'met'] as const
export type Layer = (typeof LAYERS)[number]

type Query = { get(name: string): string | null }

/** The tab of an address; the map where it names none. */
export function viewIn(query: Query): View {
  return VIEWS.find(view => view === query.get('view')) ?? 'map'
}

/** The layers of an address: all where it names none; `none` hides them all. */
export function layersIn(query: Query): Layer[] {
  const named = query.get('layers')?.split(',')
  return named === undefined ? [...LAYERS] : LAYERS.filter(layer => named.includes(layer))
}

/** The layers as an address says them; null where it need not. */
export function layersText(layers: readonly Layer[]): string | null {
  const shown = LAYERS.filter(layer => layers.includes(layer))
  if (shown.length === LAYERS.length) return null
  return shown.length === 0 ? 'none' : shown.join(',')
}

/** How a need stands: a partnership meets it whole and on time, one comes near, or none was found. */
export type Standing = 'met' | 'near' | 'none'

export function standingOf({ feasible, bestScore }: Pick<Need, 'feasible' | 'bestScore'>): Standing {
  if (feasible) return 'met'
  return bestScore === null ? 'none' : 'near'
}

/** What a firm can do for the region as it stands, after a change, or not at all by itself. */
export type Making = 'now' | 'soon' | 'part'

export function makingOf({ productsNow, productsReoriented }: Firm): Making {
  if (productsNow > 0) return 'now'
  return productsReoriented > 0 ? 'soon' : 'part'
}
