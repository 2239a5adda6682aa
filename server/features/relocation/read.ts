import type { DB } from '@maillage/db/tables/database.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import { usualShare } from '@maillage/matching/relocation/gap.ts'
import { type Kysely, sql } from 'kysely'
import type { Ranker } from '../../engine/ranker.ts'
import { mayPlan } from '../consumption/policy.ts'
import { middleOf, placesOf } from '../plans/places.ts'
import { WEEKS_AHEAD } from '../territory/order-book.ts'
import { type Looking, readFirmsKept } from '../territory/read.ts'
import { type Article, chainOf, needOf } from './chain.ts'
import type { ChainShown, LoadShown, Relocations, RelocationShown } from './schemas.ts'

const WEEKS_A_YEAR = 52

export type Reading = Looking & { personId: string; ranker: Pick<Ranker, 'rank'> }

/** An operator's list, in the order of names. */
const listOf = (db: Kysely<DB>, operatorId: string): Promise<Article[]> =>
  db
    .selectFrom('relocation')
    .selectAll()
    .where('operatorId', '=', operatorId)
    .orderBy('name')
    .orderBy('id')
    .execute()

/** The partnerships that the engine finds for each article: those of the region, as it is now. */
async function partnershipsFor(
  db: Kysely<DB>,
  { operatorId, catalogue, today, engine, ranker }: Reading,
  articles: readonly Article[],
): Promise<Map<string, Partnership[]>> {
  const place = (await placesOf(db, [operatorId])).get(operatorId) ?? middleOf([...engine.firms()])
  const found = new Map<string, Partnership[]>()
  if (place === null) return found
  for (const article of articles) {
    const need = needOf(article, { catalogue, today, place })
    const { partnerships } = await ranker.rank(need, { viewer: { kind: 'operator' }, limit: 10 })
    found.set(article.id, partnerships)
  }
  return found
}

async function namesOf(db: Kysely<DB>, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Imported articles with the chain that could make each, and what that would give firms to do every week. */
export async function readRelocations(db: Kysely<DB>, reading: Reading): Promise<Relocations> {
  const { operatorId, catalogue, today, personId } = reading
  const list = await listOf(db, operatorId)
  const found = await partnershipsFor(db, reading, list)
  const firms = [...found.values()].flatMap(all =>
    all.flatMap(({ members }) => members.map(({ firm }) => firm)),
  )
  const names = await namesOf(db, [...new Set(firms)])
  const articles = list.map(({ operatorId: _, ...article }): RelocationShown => {
    const partnerships = found.get(article.id) ?? []
    const chain = chainOf({ operatorId, ...article }, partnerships, catalogue, id => names.get(id) ?? '')
    return { ...article, updatedAt: article.updatedAt.toISOString(), chain }
  })
  return {
    asOf: today,
    mayWrite: await mayPlan(db, { organisationId: operatorId, personId }),
    articles,
    loads: await loadsOf(
      db,
      reading,
      articles.flatMap(({ chain }) => chain ?? []),
    ),
    usual: usualShare,
  }
}

/** Each firm's hours a week by these chains, beside what its order book holds; the most recurrent work first. */
async function loadsOf(
  db: Kysely<DB>,
  looking: Looking,
  chains: readonly ChainShown[],
): Promise<LoadShown[]> {
  const loads = new Map<string, LoadShown>()
  for (const { firms } of chains)
    for (const { id, name, hours } of firms) {
      const load = loads.get(id) ?? { id, name, articles: 0, recurrent: 0, lasting: 0, oneOff: 0, unknown: 0 }
      load.articles += 1
      load.recurrent += hours / WEEKS_A_YEAR
      loads.set(id, load)
    }
  for (const { id, ahead, lasting, unknown } of await readFirmsKept(db, looking)) {
    const load = loads.get(id)
    if (load === undefined) continue
    load.lasting = lasting / WEEKS_AHEAD
    load.unknown = unknown / WEEKS_AHEAD
    load.oneOff = Math.max(0, ahead - lasting - unknown) / WEEKS_AHEAD
  }
  return [...loads.values()].toSorted(
    (one, other) => other.recurrent - one.recurrent || (one.name < other.name ? -1 : 1),
  )
}
