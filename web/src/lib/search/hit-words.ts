import { catalogue, nameOf, type Kind as CatalogueKind } from '#lib/catalogue.svelte.ts'
import { date, list, number } from '#lib/format.ts'
import { needHref } from '#lib/need/href.ts'
import { quantityIn, unitOf } from '#lib/need/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Counts, Hit } from './find.ts'
import type { Kind } from './search-state.ts'

/** Fewer are few enough to have been counted one by one. */
const ABOUT = 10

/** The list of the catalogue that a thing of a kind is in. */
const LISTS: Record<string, CatalogueKind> = {
  machine: 'machineTypes',
  trade: 'trades',
  process: 'processes',
  material: 'materialFamilies',
  norm: 'norms',
  product: 'items',
  family: 'families',
}

/** How many there are: « ≈ 46 000 » where a part was counted for all. */
export function countIn(counts: Counts | null, count: number): string {
  return counts?.estimated === true && count >= ABOUT ? `≈\u00a0${number(count)}` : number(count)
}

/** What a kind of thing is called, many of them. */
export function kindName(kind: Kind): string {
  return {
    firm: m.search_firms,
    need: m.search_needs,
    product: m.search_products,
    machine: m.search_machines,
  }[kind]()
}

/** One of them. */
export function kindOfOne(kind: Kind): string {
  return { firm: m.search_firm, need: m.search_need, product: m.search_product, machine: m.search_machine }[
    kind
  ]()
}

/** What was asked for and a firm or a need has, by its names; lines of business and families beside their products say nothing more. */
export function matchedNames({ matched }: Hit, possible: boolean): string[] {
  const products = matched.filter(({ kind }) => kind === 'product').length
  const names = matched
    .filter(one => one.possible === possible && one.kind !== 'activity')
    .filter(one => one.kind !== 'family' || products === 0)
    .flatMap(({ kind, id }) => {
      const list = LISTS[kind]
      return list === undefined ? [] : [nameOf(list, id)]
    })
  return [...new Set(names)]
}

/** Where it is, and what a need asks for. */
export function hitFacts(hit: Hit): string {
  const place = hit.place ? m.search_place({ town: hit.place.name, department: hit.place.department }) : ''
  if (hit.need === null) return place
  const { quantity, due } = hit.need
  const item = hit.matched.find(({ kind }) => kind === 'product')?.id ?? null
  const amount = quantityIn(unitOf(item), quantity)
  return [amount, place, due === null ? '' : m.search_due({ date: date(due, 'day') })]
    .filter(Boolean)
    .join(' · ')
}

/** Families a firm could make, in words: now, or after a reorientation. */
export function familiesLine(families: string[]): string {
  return list(families.map(id => nameOf('families', id)))
}

/** What a firm makes a week of a family: now, and as its changes are made: « 480 pièces par semaine, 2 000 dès la 3e ». */
export function capacityLine(capacity: number[], family: string): string {
  const item = catalogue()?.items.find(one => one.family === family && !one.historic)?.id ?? null
  const steps = capacity.flatMap((weekly, weeks) =>
    weekly > 0 && weekly !== capacity[weeks - 1] ? [{ amount: quantityIn(unitOf(item), weekly), weeks }] : [],
  )
  return steps
    .map(({ amount, weeks }) =>
      weeks === 0 ? m.search_weekly_now({ amount }) : m.search_weekly_later({ amount, count: weeks }),
    )
    .join(' · ')
}

/** The page of a thing: of a need, the one that suits whoever is here. */
export function hitHref(hit: Pick<Hit, 'kind' | 'id' | 'own'>): string {
  if (hit.kind === 'need') return needHref(hit)
  return { firm: '/firms', product: '/products', machine: '/machines' }[hit.kind] + `/${hit.id}`
}
