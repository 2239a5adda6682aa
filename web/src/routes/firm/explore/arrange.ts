import { needsServed, type Possibility, reachOf, type Reach } from '../possibility.ts'

export const KINDS = ['all', 'product', 'input'] as const
export const SORTS = ['near', 'demand', 'effort', 'name'] as const
/** Longest reorientations one may ask about, in days. */
export const DAYS = [7, 30, 60, 120, 365] as const
const USUAL_DAYS = 60

export interface Filters {
  /** All that is within reach, or one way to reach it. */
  reach: 'all' | Exclude<Reach, 'far'>
  kind: (typeof KINDS)[number]
  sort: (typeof SORTS)[number]
  words: string
}

const oneOf = <Value extends string>(
  values: readonly Value[],
  value: string | null,
  otherwise: Value,
): Value => values.find(one => one === value) ?? otherwise

/** The filters of an address; what it does not know counts as not given. */
export function filtersIn(query: { get(name: string): string | null }): Filters {
  return {
    reach: oneOf(['all', 'now', 'soon', 'partners'], query.get('reach'), 'all'),
    kind: oneOf(KINDS, query.get('kind'), 'all'),
    sort: oneOf(SORTS, query.get('sort'), 'near'),
    words: query.get('q') ?? '',
  }
}

/** The longest reorientation asked about in an address. */
export function daysIn(query: { get(name: string): string | null }): number {
  const asked = Number(query.get('days') ?? USUAL_DAYS)
  return DAYS.find(days => days === asked) ?? USUAL_DAYS
}

const NEARNESS: Record<Reach, number> = { now: 0, soon: 1, partners: 2, far: 3 }

type Order = (one: Possibility, other: Possibility) => number

function orderBy(sort: Filters['sort'], nameOf: (item: string) => string): Order {
  const near: Order = (one, other) =>
    NEARNESS[reachOf(one)] - NEARNESS[reachOf(other)] || other.score - one.score
  const orders: Record<Filters['sort'], Order> = {
    near,
    demand: (one, other) => needsServed(other) - needsServed(one) || near(one, other),
    effort: (one, other) =>
      NEARNESS[reachOf(one)] - NEARNESS[reachOf(other)] ||
      one.effort.days - other.effort.days ||
      near(one, other),
    name: (one, other) => nameOf(one.item).localeCompare(nameOf(other.item)),
  }
  return (one, other) => orders[sort](one, other) || (one.item < other.item ? -1 : 1)
}

/** What a possibility is listed under: the family of a product, or that it is a component or a material. */
export function groupOf({ kind, family }: Possibility): string {
  return kind === 'product' ? (family ?? 'product') : kind
}

/**
 * What answers the filters, in the groups it is shown in; the group whose first comes first, first. `far` is what the
 * firm does nothing of, told apart; `named` are the items found by words, null where none were given.
 */
export function arrange(
  possibilities: readonly Possibility[],
  filters: Filters,
  { named, nameOf }: { named: ReadonlySet<string> | null; nameOf: (item: string) => string },
): { groups: { group: string; possibilities: Possibility[] }[]; far: Possibility[] } {
  const order = orderBy(filters.sort, nameOf)
  const asked = possibilities
    .filter(({ item, kind }) => {
      if (named && !named.has(item)) return false
      return filters.kind === 'all' || (filters.kind === 'product') === (kind === 'product')
    })
    .toSorted(order)
  const groups = new Map<string, Possibility[]>()
  for (const possibility of asked) {
    const reach = reachOf(possibility)
    if (reach === 'far' || (filters.reach !== 'all' && reach !== filters.reach)) continue
    const group = groupOf(possibility)
    groups.set(group, [...(groups.get(group) ?? []), possibility])
  }
  return {
    groups: [...groups].map(([group, of]) => ({ group, possibilities: of })),
    far: filters.reach === 'all' ? asked.filter(possibility => reachOf(possibility) === 'far') : [],
  }
}
