import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { type Fact, windowStart } from './tally.ts'

/**
 * So many days after a due date what has not come in counts as late: until then its buyer may just not have written it
 * down. And within so many days a first contact is answered in time.
 */
export const daysToRecord = 7
export const daysToAnswer = 7

interface Told {
  key: string
  day: string
  kept: boolean
  otherId: string
  other: string
  aboutId: string
  title: string
}

const ofContract = (kind: 'on-time' | 'accepted', { key, day, kept, ...row }: Told): Fact => ({
  key: `${kind} ${key}`,
  kind,
  day,
  kept,
  with: { id: row.otherId, name: row.other },
  about: { kind: 'contract', id: row.aboutId, title: row.title, item: null, family: null },
  days: null,
})

/**
 * Each day on which a contract had ordered something of the firm is one promise, however many lines and lots it has: kept
 * where all of it came in by then. What came by its day and was sorted counts as come in, what went back does not.
 */
async function dueDates(db: Kysely<DB>, firmId: string, today: string): Promise<Fact[]> {
  const { rows } = await sql<Told>`
    with promise as (
      select contract.id, contract.number, contract.title, contract.buyer_id, contract.state, contract.ended_on, due,
        bool_and(by_due >= order_line.quantity) as kept, max(last) as last
      from order_line
      join contract_party on contract_party.id = order_line.party_id
      join contract on contract.id = order_line.contract_id
      left join call_off on call_off.id = order_line.call_off_id
      cross join lateral (
        select coalesce(sum(received) filter (where received_on <= order_line.due), 0) as by_due, max(received_on) as last
        from delivery where order_line_id = order_line.id and delivery.state in ('received', 'accepted', 'rejected')
      ) as arrived
      where contract_party.firm_id = ${firmId}
        and contract.state in ('in-force', 'completed', 'terminated')
        and (call_off.id is null or call_off.state = 'accepted')
      group by contract.id, due
    )
    select promise.id || ' ' || due as key, case when kept then least(due, last) else due end as day, kept,
      buyer_id as other_id, name as other, promise.id as about_id, number || ' · ' || title as title
    from promise join organisation on organisation.id = buyer_id
    where kept or (due + ${daysToRecord}::integer < ${today}::date and (state != 'terminated' or due <= ended_on))`.execute(
    db,
  )
  return rows.map(row => ofContract('on-time', row))
}

/** Each lot that was inspected, as it was first presented. */
async function lots(db: Kysely<DB>, firmId: string): Promise<Fact[]> {
  const { rows } = await sql<Told>`
    select delivery.id as key, (inspection.at at time zone 'Europe/Paris')::date as day, verdict = 'accepted' as kept,
      buyer_id as other_id, buyer.name as other, contract.id as about_id,
      contract.number || ' · ' || contract.title || ' · ' || batch as title
    from inspection
    join delivery on delivery.id = inspection.delivery_id
    join contract_party on contract_party.id = delivery.party_id
    join contract on contract.id = delivery.contract_id
    join organisation as buyer on buyer.id = buyer_id
    where contract_party.firm_id = ${firmId} and inspection.presentation = 1`.execute(db)
  return rows.map(row => ofContract('accepted', row))
}

/** Each first contact: answered within a week of being asked, whatever the answer; a later change of mind changes nothing. */
async function contacts(db: Kysely<DB>, firmId: string): Promise<Fact[]> {
  const { rows } = await sql<Told & { item: string | null; family: string | null; seconds: number | null }>`
    select need_id as key, (asked_at at time zone 'Europe/Paris')::date as day,
      coalesce(answer.at < asked_at + make_interval(days => ${daysToAnswer}), false) as kept,
      need.organisation_id as other_id, buyer.name as other, need_id as about_id, '' as title, need.item, need.family,
      extract(epoch from answer.at - asked_at)::float8 as seconds
    from sourcing_contact
    join need on need.id = need_id
    join organisation as buyer on buyer.id = need.organisation_id
    cross join lateral (
      select min(at) as at from event
      where subject_kind = 'need' and subject_id = need_id and verb = 'contact.answered'
        and event.organisation_id = firm_id and event.at >= asked_at
    ) as answer
    where firm_id = ${firmId} and (
      answer.at is not null
      or sourcing_contact.state = 'asked' and need.state = 'published'
        and asked_at + make_interval(days => ${daysToAnswer}) < now()
    )`.execute(db)
  return rows.map(({ key, day, kept, seconds, ...row }) => ({
    key: `answered ${key}`,
    kind: 'answered',
    day,
    kept,
    with: { id: row.otherId, name: row.other },
    about: { kind: 'need', id: row.aboutId, title: '', item: row.item, family: row.family },
    days: seconds === null ? null : Math.floor(seconds / 86_400),
  }))
}

/** What a firm has kept and what it has not, over the window that ends today (an ISO date in France), the latest first. */
export async function firmFacts(db: Kysely<DB>, firmId: string, today: string): Promise<Fact[]> {
  const all = [
    ...(await dueDates(db, firmId, today)),
    ...(await lots(db, firmId)),
    ...(await contacts(db, firmId)),
  ]
  return inWindow(all, today)
}

/** Those of the window, the latest first. */
export function inWindow(facts: Fact[], today: string): Fact[] {
  const from = windowStart(today)
  const order = ({ day, key }: Fact) => `${day} ${key}`
  return facts.filter(({ day }) => day >= from).sort((a, b) => (order(a) < order(b) ? 1 : -1))
}
