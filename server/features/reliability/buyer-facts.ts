import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { inWindow } from './firm-facts.ts'
import { type Fact, windowStart } from './tally.ts'

/** A need on which firms were asked has so many days to lead to a contract. */
export const daysToBuy = 180

interface Row {
  id: string
  day: string
  kept: boolean
  title: string
  days: number | null
}

const fact = (kind: Fact['kind'], about: Fact['about'], { id, day, kept, days }: Row): Fact => ({
  key: `${kind} ${id}`,
  kind,
  day,
  kept,
  with: null,
  about,
  days,
})

const tender = (id: string, title: string): Fact['about'] => ({
  kind: 'tender',
  id,
  title,
  item: null,
  family: null,
})

/** Each published tender that has ended: awarded, or come to nothing. */
async function tenders(db: Kysely<DB>, buyerId: string): Promise<Fact[]> {
  const { rows } = await sql<Row>`
    select tender.id, (coalesce(award.at, ended_at) at time zone 'Europe/Paris')::date as day,
      state in ('awarded', 'concluded') as kept, title, null as days
    from tender left join award on award.tender_id = tender.id
    where organisation_id = ${buyerId} and published_at is not null
      and state in ('awarded', 'concluded', 'unsuccessful', 'cancelled')`.execute(db)
  return rows.map(row => fact('awarded', tender(row.id, row.title), row))
}

/** Each question on a tender: answered by the deadline. Who asked is told to nobody. */
async function questions(db: Kysely<DB>, buyerId: string): Promise<Fact[]> {
  const { rows } = await sql<Row & { tenderId: string }>`
    select question.id, (asked_at at time zone 'Europe/Paris')::date as day, tender.id as tender_id, title,
      coalesce(answered_at <= deadline, false) as kept,
      floor(extract(epoch from answered_at - asked_at) / 86400)::integer as days
    from tender_question as question join tender on tender.id = tender_id
    where organisation_id = ${buyerId} and (answered_at is not null or deadline < now())`.execute(db)
  return rows.map(row => fact('replied', tender(row.tenderId, row.title), row))
}

/** Each need on which firms were asked: whether anything of it was ordered, once there was time to. */
async function needs(db: Kysely<DB>, buyerId: string): Promise<Fact[]> {
  const { rows } = await sql<Row & { item: string | null; family: string | null }>`
    select need.id, (min(asked_at) at time zone 'Europe/Paris')::date as day, '' as title, item, family, null as days,
      exists (select from coverage where need_id = need.id) as kept
    from need join sourcing_contact on need_id = need.id
    where organisation_id = ${buyerId} and sourcing_contact.state != 'withdrawn'
    group by need.id
    having exists (select from coverage where need_id = need.id) or need.state = 'withdrawn'
      or max(asked_at) + make_interval(days => ${daysToBuy}) < now()`.execute(db)
  return rows.map(({ item, family, ...row }) =>
    fact('bought', { kind: 'need', id: row.id, title: '', item, family }, row),
  )
}

/** Each accepted delivery whose payment was written down: paid by the day it was due, and how long after its acceptance. */
async function payments(db: Kysely<DB>, buyerId: string): Promise<Fact[]> {
  const { rows } = await sql<Row & { contractId: string; otherId: string; other: string }>`
    select delivery.id, paid_on as day, paid_on <= payment_due as kept, paid_on - decided_on as days,
      contract.number || ' · ' || contract.title || ' · ' || batch as title, contract.id as contract_id,
      coalesce(firm_id, contract_party.id) as other_id, contract_party.name as other
    from delivery
    join contract on contract.id = delivery.contract_id
    join contract_party on contract_party.id = delivery.party_id
    where buyer_id = ${buyerId} and paid_on is not null and payment_due is not null and decided_on is not null`.execute(
    db,
  )
  return rows.map(({ contractId, otherId, other, ...row }) => ({
    ...fact('paid', { kind: 'contract', id: contractId, title: row.title, item: null, family: null }, row),
    with: { id: otherId, name: other },
  }))
}

/** How a buyer has treated those who answered it, over the window that ends today (an ISO date in France), the latest first. */
export async function buyerFacts(db: Kysely<DB>, buyerId: string, today: string): Promise<Fact[]> {
  const all = [
    ...(await tenders(db, buyerId)),
    ...(await questions(db, buyerId)),
    ...(await needs(db, buyerId)),
    ...(await payments(db, buyerId)),
  ]
  return inWindow(all, today)
}

/** Days in which a buyer says it pays, in its contracts of the window: half of them say no more. */
export async function declaredPayment(
  db: Kysely<DB>,
  buyerId: string,
  today: string,
): Promise<{ days: number; contracts: number; firms: number } | null> {
  const { rows } = await sql<{ days: number | null; contracts: number; firms: number }>`
    select percentile_disc(0.5) within group (order by payment_days) as days, count(*)::integer as contracts,
      (select count(distinct coalesce(firm_id, contract_party.id))::integer from contract_party
        join contract as one on one.id = contract_id
        where one.buyer_id = ${buyerId} and one.state in ('in-force', 'completed', 'terminated')
          and one.starts >= ${windowStart(today)}::date) as firms
    from contract
    where buyer_id = ${buyerId} and state in ('in-force', 'completed', 'terminated')
      and starts >= ${windowStart(today)}::date`.execute(db)
  const [row] = rows
  return row === undefined || row.days === null
    ? null
    : { days: row.days, contracts: row.contracts, firms: row.firms }
}
