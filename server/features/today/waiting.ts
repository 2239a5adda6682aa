import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { noticesDue } from '../notices/due.ts'
import { readLaw } from '../procedures/law.ts'
import { databaseNow } from '../tenders/queries.ts'
import type { Wait } from './schemas.ts'

interface Row {
  kind: Wait['kind']
  tenderId: string
  title: string
  buyer: string
  until: Date | null
  lastDay: string | null
  offer: Wait['offer']
  groupId: string | null
  lead: string | null
  count: number
}

function waitOf({ kind, tenderId, title, buyer, until, groupId, lead, ...row }: Row): Wait {
  return {
    kind,
    tender: { id: tenderId, title, buyer },
    group: groupId === null || lead === null ? null : { id: groupId, lead },
    until: until?.toISOString() ?? null,
    lastDay: row.lastDay,
    offer: row.offer,
    count: row.count,
  }
}

/**
 * What waits for a firm or a laboratory around tenders: those it was told of or asked about and may still answer, with what it has
 * of each; rounds it is invited to; groups it has not answered; and what buyers asked it in writing, as bidder or lead.
 */
async function waitsOfBidder(db: Kysely<DB>, organisationId: string, today: string): Promise<Wait[]> {
  const { rows } = await sql<Row>`
    with mine as (
      select offer.id, offer.tender_id, offer.round, offer.state, offer.organisation_id from offer
      where offer.organisation_id = ${organisationId} or offer.group_id in (
        select group_id from bidder_group_member
        where organisation_id = ${organisationId} and role = 'partner' and state = 'consented')
    ), grouped as (
      select bidder_group.tender_id from bidder_group_member member
      join bidder_group on bidder_group.id = member.group_id
      where member.organisation_id = ${organisationId} and member.state = 'consented'
        and bidder_group.state = 'forming'
    ), told as (
      select tender_id from tender_told where organisation_id = ${organisationId}
      union select tender_id from tender_lot join sourcing_contact using (need_id)
        where firm_id = ${organisationId} and sourcing_contact.state <> 'withdrawn'
      union select tender_id from grouped
    ), waits as (
      select 'answer' as kind, tender.id as tender_id, deadline as until, null::date as last_day,
        case when exists (select from mine where tender_id = tender.id and state = 'sealed') then 'sealed'
          when exists (select from grouped where tender_id = tender.id) then 'group' else 'none' end as offer,
        null::uuid as group_id, null::text as lead
      from tender where state = 'published' and deadline > clock_timestamp()
        and id in (select tender_id from told)
      union all
      select 'round', tender.id, round.deadline, null,
        case when exists (select from mine sent where sent.tender_id = tender.id
          and sent.state = 'sealed' and sent.round = tender.round) then 'sealed' else 'none' end, null, null
      from tender
      join tender_round round on round.tender_id = tender.id and round.number = tender.round
      where tender.state = 'negotiating' and round.deadline > clock_timestamp() and exists (
        select from tender_round_invited invited join mine on mine.id = invited.offer_id
        where invited.tender_id = tender.id and invited.number = tender.round)
      union all
      select 'consent', tender.id, deadline, null, null, bidder_group.id, lead.name
      from bidder_group_member member
      join bidder_group on bidder_group.id = member.group_id and bidder_group.state = 'forming'
      join tender on tender.id = bidder_group.tender_id
      join organisation lead on lead.id = bidder_group.lead_id
      where member.organisation_id = ${organisationId} and member.state = 'invited'
        and tender.state = 'published' and deadline > clock_timestamp()
      union all
      select question.kind, mine.tender_id, null, question.due, null, null, null
      from offer_question question join mine on mine.id = question.offer_id
      join tender on tender.id = mine.tender_id
      where mine.organisation_id = ${organisationId} and question.answer is null
        and question.due >= ${today}::date and tender.state = 'opened'
      union all
      select 'candidacy', mine.tender_id, null, candidacy.due, null, null, null
      from candidacy join mine on mine.id = candidacy.offer_id
      join tender on tender.id = mine.tender_id
      where mine.organisation_id = ${organisationId} and candidacy.text is not null
        and candidacy.answered_at is null and candidacy.due >= ${today}::date and tender.state = 'opened'
    )
    select waits.*, tender.title, buyer.name as buyer, 1 as count
    from waits
    join tender on tender.id = waits.tender_id
    join organisation buyer on buyer.id = tender.organisation_id
    order by coalesce(until, last_day::timestamptz), tender.id, kind`.execute(db)
  return rows.map(waitOf)
}

/** What waits for a buyer around its tenders: questions that nobody has answered, offers to open, award notices to publish. */
async function waitsOfBuyer(db: Kysely<DB>, organisationId: string): Promise<Wait[]> {
  const { rows } = await sql<Row>`
    with own as (
      select tender.id, state, tender.deadline, round.deadline as round_deadline
      from tender left join tender_round round on round.tender_id = tender.id and round.number = tender.round
      where organisation_id = ${organisationId}
    ), waits as (
      select 'questions' as kind, own.id as tender_id, own.deadline as until, count(*) as count
      from own join tender_question question on question.tender_id = own.id
      where state = 'published' and deadline > clock_timestamp() and answer is null
      group by own.id, own.deadline
      union all
      select 'opening', id, null, 1 from own
      where (state = 'published' and deadline <= clock_timestamp())
        or (state = 'negotiating' and round_deadline <= clock_timestamp())
    )
    select waits.*, null::date as last_day, null::text as offer, null::uuid as group_id, null::text as lead,
      tender.title, buyer.name as buyer
    from waits
    join tender on tender.id = waits.tender_id
    join organisation buyer on buyer.id = tender.organisation_id
    order by until nulls first, tender.id, kind`.execute(db)
  const { limits } = await readLaw(db)
  const notices = await noticesDue(db, limits, organisationId)
  return [
    ...rows.map(waitOf),
    ...notices.map(({ tenderId, title, buyer, due }): Wait => ({
      kind: 'notice',
      tender: { id: tenderId, title, buyer },
      group: null,
      until: null,
      lastDay: due,
      offer: null,
      count: 1,
    })),
  ]
}

/** What waits for an organisation around tenders, as buyer first, each part with what ends first first. */
export async function readWaits(db: Kysely<DB>, organisationId: string): Promise<Wait[]> {
  const today = parisDate(await databaseNow(db))
  return [...(await waitsOfBuyer(db, organisationId)), ...(await waitsOfBidder(db, organisationId, today))]
}
