import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import type { ContractHappening } from '../contracts/tell.ts'

/** Of a contract, what releases tell of. What else is in the log moves nothing here: nobody outside learns that it was. */
const toldVerbs: ContractHappening[] = [
  'contract.in-force',
  'contract.completed',
  'contract.terminated',
  'contract.paid',
  'call-off.accepted',
  'option.exercised',
  'delivery.accepted',
  'delivery.paid',
]

/** A place in the order of processes: when something public came to be known of one last (µs since 1970), and its id. */
export interface Place {
  micros: string
  id: string
}

/** A place as an address carries it. */
export const PLACE = '^\\d{1,16}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
export const placeText = ({ micros, id }: Place) => `${micros}_${id}`
/** `text` has the form of `PLACE`. */
export function placeOf(text: string): Place {
  const [micros = '', id = ''] = text.split('_')
  return { micros, id }
}

/** What a change may have taken from its instant to being seen: so much of what came before is told again. */
const OVERLAP_MILLISECONDS = 60_000

/** What of the processes that are public: those after a place, those that changed since an instant, or one of them. */
export interface Asked {
  after?: Place
  since?: Date
  only?: string
  limit: number
}

/**
 * The processes that are public now, whatever changed last coming last: tenders that anybody may answer, and what public
 * buyers have contracted, however it came about. A tender for invited firms is public by its contract alone. A suspended
 * buyer's are not. One that changes while somebody turns the pages moves to a later one: it is told twice, never left out.
 */
export async function publicProcesses(
  db: Kysely<DB>,
  { after, since, only, limit }: Asked,
): Promise<Place[]> {
  const from = since === undefined ? null : (since.getTime() - OVERLAP_MILLISECONDS) * 1000
  const { rows } = await sql<Place>`
    with public_buyer as (
      select id from organisation where buyer_regime = 'public' and status <> 'suspended'
    ), open_tender as (
      select tender.id, published_at, opened_at, ended_at
      from tender join public_buyer on public_buyer.id = tender.organisation_id
      where state <> 'draft' and access = 'open'
    ), standing as (
      select contract.id, written_at,
        case when origin in ('tender', 'elsewhere') then origin_id else contract.id end as process_id
      from contract join public_buyer on public_buyer.id = contract.buyer_id
      where state in ('in-force', 'completed', 'terminated')
    ), process as (
      select id, (extract(epoch from max(at)) * 1000000)::bigint as micros from (
        select id, greatest(published_at, opened_at, ended_at) as at from open_tender
        union all
        select tender_id, tender_revision.at
        from tender_revision join open_tender on open_tender.id = tender_id
        union all
        select tender_id, award_notice.published_at
        from award_notice join open_tender on open_tender.id = tender_id
        union all
        select process_id, written_at from standing
        union all
        select process_id, event.at from standing
        join event on subject_kind = 'contract' and subject_id = standing.id
        where verb = any(${toldVerbs})
      ) public
      group by id
    )
    select id, micros::text from process
    where (${only ?? null}::uuid is null or id = ${only ?? null}::uuid)
      and (${from}::bigint is null or micros >= ${from}::bigint)
      and (${after?.id ?? null}::uuid is null
        or (micros, id) > (${after?.micros ?? null}::bigint, ${after?.id ?? null}::uuid))
    order by micros, id limit ${limit}`.execute(db)
  return rows
}
