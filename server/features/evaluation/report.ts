import type { DB } from '@maillage/db/tables/database.ts'
import type { TenderState } from '@maillage/db/tables/tenders.ts'
import type { Kysely } from 'kysely'
import type { Refusal } from '../../problems/problem.ts'
import { databaseNow, readTender } from '../tenders/queries.ts'
import { readLetters } from './own-decision.ts'
import { readEvaluation } from './read.ts'
import type { ReportShown } from './schemas.ts'
import { tenderRefusal } from './step.ts'

const DECIDED: TenderState[] = ['awarded', 'concluded', 'unsuccessful', 'cancelled']

/** Whether somebody may read the report of a tender: a member of its buyer, or of the regional operator; why not where they may not. */
export async function mayReport(db: Kysely<DB>, personId: string, tenderId: string): Promise<Refusal | null> {
  const tender = await db
    .selectFrom('tender')
    .select(['organisationId', 'state', 'openedAt'])
    .where('id', '=', tenderId)
    .executeTakeFirst()
  if (tender === undefined) return { refused: 'not-found' }
  const memberships = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['organisation.id', 'organisation.roles', 'organisation.status'])
    .where('member.userId', '=', personId)
    .where('member.state', '=', 'active')
    .execute()
  // Cancelled before the opening, its offers stay sealed: who made them is nobody's to know.
  const decided = DECIDED.includes(tender.state) && tender.openedAt !== null
  if (memberships.some(({ id }) => id === tender.organisationId))
    return decided ? null : tenderRefusal(tender.state)
  const operates = memberships.some(
    ({ roles, status }) => roles.includes('operator') && status !== 'suspended',
  )
  return decided && operates ? null : { refused: 'not-found' }
}

async function readEvents(db: Kysely<DB>, tenderId: string): Promise<ReportShown['events']> {
  const rows = await db
    .selectFrom('event')
    .leftJoin('eventSeal', 'eventSeal.eventId', 'event.id')
    .select(['event.id', 'at', 'verb', 'actor', 'data', 'digest'])
    .where('subjectKind', '=', 'tender')
    .where('subjectId', '=', tenderId)
    .orderBy('event.id')
    .execute()
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

/** All that was done with a tender that is decided: what was published, the offers, their evaluation, letters and log. */
export async function readReport(db: Kysely<DB>, tenderId: string): Promise<ReportShown> {
  const tender = await readTender(db, tenderId, 'other', null)
  if (tender === undefined) throw new Error(`tender ${tenderId} has gone while it was reported on`)
  const offers = await db
    .selectFrom('offer')
    .innerJoin('organisation', 'organisation.id', 'offer.organisationId')
    .select(['offer.id', 'organisation.name as bidder', 'round', 'offer.state', 'receivedAt', 'digest'])
    .select(['lateDecision', 'lateReason'])
    .where('tenderId', '=', tenderId)
    // Of a round that ended before its opening, what is sealed stays so.
    .where('offer.state', 'not in', ['sealed', 'late'])
    .orderBy('receivedAt')
    .orderBy('offer.id')
    .execute()
  return {
    madeAt: (await databaseNow(db)).toISOString(),
    tender,
    offers: offers.map(offer => ({ ...offer, receivedAt: offer.receivedAt.toISOString() })),
    evaluation: await readEvaluation(db, tenderId),
    letters: await readLetters(db, tenderId),
    events: await readEvents(db, tenderId),
  }
}
