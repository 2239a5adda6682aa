import type { Product } from './overview.ts'

export const PRODUCT_FILTERS = ['all', 'asked', 'fragile'] as const
export type ProductFilter = (typeof PRODUCT_FILTERS)[number]

export function filterIn(query: { get(name: string): string | null }): ProductFilter {
  return PRODUCT_FILTERS.find(filter => filter === query.get('show')) ?? 'all'
}

/** Firms that could make it by themselves, now or after a change. */
export function makersOf({ makersNow, makersReoriented }: Product): number {
  return makersNow + makersReoriented
}

/** Whether the region hangs on one firm for it, or cannot make it. */
export function isFragile(product: Product): boolean {
  return !product.together || makersOf(product) === 1
}

/** The products that answer a filter, by family in the catalogue's order. */
export function byFamily(
  products: readonly Product[],
  filter: ProductFilter,
): { family: string | null; products: Product[] }[] {
  const asked = products.filter(
    product => filter === 'all' || (filter === 'asked' ? product.needs > 0 : isFragile(product)),
  )
  return [...Map.groupBy(asked, ({ family }) => family)].map(([family, of]) => ({ family, products: of }))
}
