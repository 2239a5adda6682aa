import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type CapacityAsked, capacitySteps } from '../capacity.ts'
import { documentKinds, type DocumentKind, facetNames, type FacetName } from '../document.ts'
import type { FacetCounts, SearchQuestion } from '../text-search.ts'
import { allowed, weeklyOf } from './allowed.ts'
import { findsNothing, narrowing, prepare, tiersOf } from './tiers.ts'
import { allOf, type TsQuery } from './tsquery.ts'

/** Where more documents than this answer, so many of them are counted, of pages taken at random, and stand for the others. */
const mostCounted = 2500

/** Documents that are counted: those that a question allows, or some that stand for them. */
interface Counted {
  documents: RawBuilder<unknown>
  where: RawBuilder<boolean>
  /** For how many each of them stands. */
  each: number
}

const none = (): FacetCounts => ({
  degraded: false,
  estimated: false,
  kinds: { firm: 0, need: 0, product: 0, machine: 0 },
  facets: {
    process: [],
    now: [],
    reoriented: [],
    material: [],
    certificate: [],
    verified: [],
    department: [],
    family: [],
  },
  weekly: [],
})

/** How many documents answer a question, by kind and facet, and by what they make a week. */
export async function count(db: Kysely<DB>, question: SearchQuestion): Promise<FacetCounts> {
  const prepared = await prepare(db, question)
  if (findsNothing(prepared)) return none()
  const tiers = tiersOf(prepared.terms, '').slice(prepared.terms.length === 0 ? 0 : 1)
  for (const tier of tiers) {
    const counts = await countTier(db, question, tier.question)
    if (question.kinds.some(kind => counts.kinds[kind] > 0)) return counts
    if (tier === tiers.at(-1)) return counts
  }
  return none()
}

/** Firms are so many that others would hardly be among those that stand for all: they are counted apart. */
const groups: DocumentKind[][] = [['firm'], documentKinds.filter(kind => kind !== 'firm')]

async function countTier(db: Kysely<DB>, question: SearchQuestion, tier: TsQuery): Promise<FacetCounts> {
  const counts = none()
  const { capacity } = question
  const narrowed = facetNames.filter(facet => (question.facets[facet] ?? []).length > 0)
  // What is made a week is compared in the rows: its steps are counted at any rate.
  const any = { ...question, capacity: capacity && { ...capacity, weekly: 1 } }
  for (const group of groups) {
    const counted = await countedOf(db, any, group, tier)
    counts.estimated ||= counted.each > 1
    for (const { what, value, count: found } of await tally(db, counted, question)) {
      const told = estimate(found * counted.each)
      if (what === 'kind') for (const kind of group) if (kind === value) counts.kinds[kind] = told
      if (what === 'facet') add(counts, value, told, facet => !narrowed.includes(facet))
    }
    if (capacity !== null && group.includes('firm')) counts.weekly = await stepsOf(db, counted, capacity)
    for (const own of narrowed) {
      const { [own]: _own, ...others } = question.facets
      const without = await countedOf(db, { ...any, facets: others }, group, tier)
      counts.estimated ||= without.each > 1
      for (const { what, value, count: found } of await tally(db, without, question))
        if (what === 'facet') add(counts, value, estimate(found * without.each), facet => facet === own)
    }
  }
  for (const values of Object.values(counts.facets))
    values.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
  return counts
}

/** Two figures of what is not counted one by one. */
function estimate(count: number): number {
  if (Number.isInteger(count)) return count
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1)
  return Math.round(count / unit) * unit
}

/** All of some kinds that a question allows, or a part where the database expects very many. */
async function countedOf(
  db: Kysely<DB>,
  question: SearchQuestion,
  kinds: DocumentKind[],
  tier: TsQuery,
): Promise<Counted> {
  // All but firms have an index of their own.
  const ofKinds = kinds.includes('firm') ? sql`` : sql`and kind <> 'firm'`
  const asked = allOf([tier, narrowing(question)])
  const where = sql<boolean>`${allowed(question, asked)} and kind = any(${kinds}::text[]) ${ofKinds}`
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>`
    explain (format json) select from search_document where ${where}`.execute(db)
  const expected = rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
  if (expected <= 2 * mostCounted) return { documents: sql`search_document`, where, each: 1 }
  const percent = (100 * mostCounted) / expected
  const documents = sql`search_document tablesample system (${percent}::real)`
  return { documents, where, each: 100 / percent }
}

/** Counts of kinds and of values of facets, of the kinds that are asked for and with the capacity that is. */
async function tally(db: Kysely<DB>, { documents, where }: Counted, { kinds, capacity }: SearchQuestion) {
  const enough = capacity === null ? sql`true` : sql`${weeklyOf(capacity)} >= ${capacity.weekly}`
  const { rows } = await sql<{ what: 'kind' | 'facet'; value: string; count: number }>`
    with found as materialized (select kind, facets from ${documents} where ${where} and ${enough})
    select 'kind' what, kind value, count(*)::integer count from found group by kind
    union all
    select 'facet', facet, count(*)::integer from found, unnest(facets) facet
      where kind = any(${[...kinds]}::text[]) group by facet`.execute(db)
  return rows
}

/** How many firms make at least so many units a week of the family that is asked for, whatever the rate that is. */
async function stepsOf(
  db: Kysely<DB>,
  { documents, where, each }: Counted,
  capacity: CapacityAsked,
): Promise<FacetCounts['weekly']> {
  const { rows } = await sql<{ step: number; count: number }>`
    select width_bucket(${weeklyOf(capacity)}, ${[...capacitySteps]}::integer[]) step, count(*)::integer count
    from ${documents} where ${where} group by 1`.execute(db)
  return capacitySteps.map((least, at) => ({
    least,
    count: estimate(each * rows.filter(({ step }) => step > at).reduce((sum, row) => sum + row.count, 0)),
  }))
}

function add(counts: FacetCounts, text: string, count: number, keep: (facet: FacetName) => boolean): void {
  const at = text.indexOf('/')
  const name = facetNames.find(facet => facet === text.slice(0, at))
  if (name === undefined) throw new Error(`${text} is no facet`)
  if (!keep(name)) return
  const value = text.slice(at + 1)
  const before = counts.facets[name].find(one => one.value === value)
  if (before === undefined) counts.facets[name].push({ value, count })
  else before.count += count
}
