import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'

/** What of the processes that are public: those after one, or one of them, the first published first. */
interface Asked {
  after?: string
  only?: string
  limit: number
}

/**
 * Ids of the processes that are public now: tenders that anybody may answer, and what public buyers have contracted, however
 * it came about. A tender for invited firms is public by its contract alone. A suspended buyer's are not.
 */
export async function publicProcesses(db: Kysely<DB>, { after, only, limit }: Asked): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with public_buyer as (
      select id from organisation where buyer_regime = 'public' and status <> 'suspended'
    ), process as (
      select id, min(at) as at from (
        select tender.id, published_at as at
        from tender join public_buyer on public_buyer.id = tender.organisation_id
        where state <> 'draft' and access = 'open'
        union all
        select case when origin in ('tender', 'elsewhere') then origin_id else contract.id end, written_at
        from contract join public_buyer on public_buyer.id = contract.buyer_id
        where state in ('in-force', 'completed', 'terminated')
      ) public
      group by id
    )
    select id from process
    where (${only ?? null}::uuid is null or id = ${only ?? null}::uuid)
      and (${after ?? null}::uuid is null
        or (at, id) > (select at, id from process last where last.id = ${after ?? null}::uuid))
    order by at, id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
