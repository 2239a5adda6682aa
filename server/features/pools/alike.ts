import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { communeName } from '../../places.ts'
import { saidBy } from '../consumption/levels.ts'
import type { Candidate, PoolsShown } from './schemas.ts'

/** Open needs of buyers that anybody reads and that are in no pool, by product. */
async function openNeeds(db: Kysely<DB>, today: string, but: string | null) {
  return db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .leftJoin('poolShare', 'poolShare.needId', 'need.id')
    .leftJoin('pool', 'pool.needId', 'need.id')
    .select(['need.item', 'need.quantity', 'need.commune', 'organisation.id', 'organisation.name'])
    .select('organisation.buyerKind')
    .select(
      sql<string>`(select min(due) from need_tranche where need_id = need.id and due >= ${today}::date)`.as(
        'nextDue',
      ),
    )
    .where('need.state', '=', 'published')
    .where('need.visibility', '=', 'public')
    .where('need.item', 'is not', null)
    .where('poolShare.needId', 'is', null)
    .where('pool.id', 'is', null)
    .where(sql<boolean>`'buyer' = any(organisation.roles) and organisation.status <> 'suspended'`)
    .where(sql<boolean>`exists (select from need_tranche where need_id = need.id and due > ${today}::date)`)
    .$if(but !== null, query => query.where('organisation.id', '!=', but ?? ''))
    .orderBy('organisation.name')
    .orderBy('need.id')
    .limit(2000)
    .execute()
}

type OpenNeed = Awaited<ReturnType<typeof openNeeds>>[number]

const candidateOf = ({ id, name, buyerKind, quantity, commune, nextDue }: OpenNeed): Candidate => ({
  organisation: { id, name, kind: buyerKind },
  need: { quantity, communeName: communeName(commune), nextDue },
  weekly: null,
})

/** Other buyers whose open needs are for what an organisation asks for or uses, by product. */
export async function buyersAlike(
  db: Kysely<DB>,
  organisationId: string,
  items: ReadonlySet<string>,
  today: string,
): Promise<PoolsShown['alike']> {
  const needs = await openNeeds(db, today, organisationId)
  const byItem = Map.groupBy(needs, ({ item }) => item ?? '')
  return [...byItem]
    .filter(([item]) => items.has(item))
    .map(([item, rows]) => ({ item, others: rows.map(candidateOf) }))
    .toSorted((one, other) => other.others.length - one.others.length)
}

/** Products that two buyers at least ask for or say that they use, each by itself; for the operator alone. */
export async function regionAlike(db: Kysely<DB>, today: string): Promise<PoolsShown['alike']> {
  const needs = await openNeeds(db, today, null)
  const buyers = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'buyerKind'])
    .where(sql<boolean>`'buyer' = any(roles) and status <> 'suspended'`)
    .execute()
  const names = new Map(buyers.map(buyer => [buyer.id, buyer]))
  const said = await saidBy(db, [...names.keys()])
  const items = new Set([...needs.flatMap(({ item }) => item ?? []), ...said.map(({ item }) => item)])
  return [...items]
    .map(item => {
      const asking = needs.filter(need => need.item === item)
      const using = said.filter(row => row.item === item)
      const weeklyOf = (id: string) =>
        using.find(({ organisationId }) => organisationId === id)?.level.mean ?? null
      const others: Candidate[] = [
        ...asking.map(need => ({ ...candidateOf(need), weekly: weeklyOf(need.id) })),
        ...using
          .filter(({ organisationId }) => asking.every(({ id }) => id !== organisationId))
          .flatMap(({ organisationId, level }): Candidate[] => {
            const buyer = names.get(organisationId)
            if (buyer === undefined) return []
            const { id, name, buyerKind } = buyer
            return [{ organisation: { id, name, kind: buyerKind }, need: null, weekly: level.mean }]
          }),
      ]
      return { item, others }
    })
    .filter(({ others }) => new Set(others.map(({ organisation }) => organisation.id)).size > 1)
    .toSorted((one, other) => other.others.length - one.others.length)
}

/** Buyers to ask into a pool: by their name, those whose open needs are for its product first. */
export async function findBuyers(
  db: Kysely<DB>,
  { poolId, name, today }: { poolId: string; name: string; today: string },
): Promise<Candidate[]> {
  const { item } = await db
    .selectFrom('pool')
    .select('item')
    .where('id', '=', poolId)
    .executeTakeFirstOrThrow()
  const there = await db
    .selectFrom('poolMember')
    .select('organisationId')
    .where('poolId', '=', poolId)
    .where('state', '!=', 'left')
    .execute()
  const taken = new Set(there.map(({ organisationId }) => organisationId))
  const fits = (one: string) => one.toLowerCase().includes(name.trim().toLowerCase())
  const asking = (await openNeeds(db, today, null)).filter(
    need => need.item === item && !taken.has(need.id) && fits(need.name),
  )
  const others =
    name.trim() === ''
      ? []
      : await db
          .selectFrom('organisation')
          .select(['id', 'name', 'buyerKind'])
          .where(sql<boolean>`'buyer' = any(roles) and status <> 'suspended'`)
          .where('name', 'ilike', `%${name.trim().replaceAll(/[\\%_]/g, '\\$&')}%`)
          .orderBy('name')
          .limit(20)
          .execute()
  const known = new Set([...taken, ...asking.map(({ id }) => id)])
  return [
    ...asking.map(candidateOf),
    ...others
      .filter(({ id }) => !known.has(id))
      .map(({ id, name: called, buyerKind }) => ({
        organisation: { id, name: called, kind: buyerKind },
        need: null,
        weekly: null,
      })),
  ]
}
