import type { DB } from '@maillage/db/tables/database.ts'
import type { SourcingContactTable } from '@maillage/db/tables/trade.ts'
import type { Suggestion } from '@maillage/matching/words/suggestion.ts'
import { type Kysely, type Selectable, sql } from 'kysely'
import { communeName } from '../../places.ts'
import { workOf } from '../matches/news.ts'
import { mayRemind } from './life-cycle.ts'
import type { AskedShown, ContactShown } from './schemas.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** What both sides read of a contact. */
function saidIn(row: Selectable<SourcingContactTable>) {
  const { state, text, reason, answer, version, work } = row
  return {
    state,
    text,
    askedAt: row.askedAt.toISOString(),
    remindedAt: iso(row.remindedAt),
    reason,
    answer,
    answeredAt: iso(row.answeredAt),
    version,
    work,
  }
}

/** Firms that a buyer has asked about a need, the last asked first. */
export async function listContacts(db: Kysely<DB>, needId: string): Promise<ContactShown[]> {
  const rows = await db
    .selectFrom('sourcingContact')
    .innerJoin('organisation', 'organisation.id', 'sourcingContact.firmId')
    .leftJoin('user as asker', 'asker.id', 'sourcingContact.askedBy')
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('site')
          .select(['site.commune', 'site.department'])
          .whereRef('site.organisationId', '=', 'sourcingContact.firmId')
          .orderBy('site.position')
          .limit(1)
          .as('place'),
      join => join.onTrue(),
    )
    .selectAll('sourcingContact')
    .select(['organisation.name', 'asker.name as askerName'])
    .select(['place.commune', 'place.department'])
    .where('needId', '=', needId)
    .orderBy('askedAt', 'desc')
    .orderBy('firmId')
    .execute()
  const now = new Date()
  return rows.map(row => ({
    firm: {
      id: row.firmId,
      name: row.name,
      communeName: row.commune === null ? '' : communeName(row.commune),
      department: row.department ?? '',
    },
    ...saidIn(row),
    askedBy: row.askerName,
    mayRemind: mayRemind(row, now),
  }))
}

/** What a firm was asked, what waits for an answer first, then the last asked. Contacts that were withdrawn are gone. */
export async function listAsked(db: Kysely<DB>, firmId: string): Promise<AskedShown[]> {
  const rows = await db
    .selectFrom('sourcingContact')
    .innerJoin('need', 'need.id', 'sourcingContact.needId')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .selectAll('sourcingContact')
    .select(['need.item', 'need.family', 'need.quantity', 'need.commune', 'need.state as needState'])
    .select(['organisation.id as buyerId', 'organisation.name as buyerName'])
    .select(
      sql<
        string | null
      >`(select min(due) from need_tranche where need_id = need.id and due >= current_date)`.as('due'),
    )
    .where('firmId', '=', firmId)
    .where('sourcingContact.state', '!=', 'withdrawn')
    .orderBy(sql`sourcing_contact.state = 'asked' and need.state = 'published'`, 'desc')
    .orderBy('askedAt', 'desc')
    .limit(200)
    .execute()
  return rows.map(row => ({
    need: {
      id: row.needId,
      item: row.item,
      family: row.family,
      quantity: row.quantity,
      commune: row.commune,
      communeName: communeName(row.commune),
      due: row.due,
      open: row.needState === 'published',
    },
    buyer: { id: row.buyerId, name: row.buyerName },
    ...saidIn(row),
  }))
}

/** What firms would do of a need: in the partnership named, or in the best one they are in. Nothing where there is none. */
export async function workIn(
  db: Kysely<DB>,
  needId: string,
  partnershipKey: string | null,
  firms: string[],
): Promise<Map<string, Suggestion['work']>> {
  const rows = await db
    .selectFrom('matchMember')
    .innerJoin('match', join =>
      join
        .onRef('match.needId', '=', 'matchMember.needId')
        .onRef('match.partnershipKey', '=', 'matchMember.partnershipKey'),
    )
    .select(['matchMember.organisationId', 'match.partnership'])
    .where('match.needId', '=', needId)
    .where('matchMember.organisationId', 'in', firms)
    .$if(partnershipKey !== null, query => query.where('match.partnershipKey', '=', partnershipKey ?? ''))
    .orderBy('match.rank', 'desc')
    .execute()
  return new Map(
    rows.map(({ organisationId, partnership }) => [organisationId, workOf(partnership, organisationId)]),
  )
}
