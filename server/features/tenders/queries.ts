import type { DB } from '@maillage/db/tables/database.ts'
import type { TenderTable } from '@maillage/db/tables/tenders.ts'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Refusal } from '../../problems/problem.ts'
import { communeName } from '../../places.ts'
import { documentsOf } from '../documents/keep.ts'
import { publishedNotice } from '../notices/published.ts'
import { publishedPoints } from '../pools/points.ts'
import { missingIn } from './check.ts'
import type { LotShown, TenderLine, TenderShown } from './schemas.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** Now, by the one clock that all servers share. */
export async function databaseNow(db: Kysely<DB>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() now`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the database has no clock')
  return row.now
}

/** A tender, held until the transaction ends. */
export function lockTender(
  trx: Transaction<DB>,
  tenderId: string,
): Promise<Selectable<TenderTable> | undefined> {
  return trx.selectFrom('tender').selectAll().where('id', '=', tenderId).forNoKeyUpdate().executeTakeFirst()
}

/** The lots of a tender, in their order. */
export async function readLots(db: Kysely<DB>, tenderId: string): Promise<LotShown[]> {
  const rows = await db
    .selectFrom('tenderLot')
    .selectAll()
    .where('tenderId', '=', tenderId)
    .orderBy('number')
    .execute()
  const points = await Promise.all(rows.map(({ needId }) => publishedPoints(db, needId)))
  return rows.map(({ tenderId: _, ...lot }, at) => ({
    ...lot,
    points: points[at] ?? [],
    quantity: lot.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    communeName: communeName(lot.commune),
  }))
}

async function readQuestions(db: Kysely<DB>, tenderId: string): Promise<TenderShown['questions']> {
  const rows = await db
    .selectFrom('tenderQuestion')
    .select(['id', 'text', 'askedAt', 'answer', 'answeredAt'])
    .where('tenderId', '=', tenderId)
    .orderBy('askedAt')
    .execute()
  return rows.map(row => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    answeredAt: iso(row.answeredAt),
  }))
}

async function readAmendments(db: Kysely<DB>, tenderId: string): Promise<TenderShown['amendments']> {
  const rows = await db
    .selectFrom('tenderRevision')
    .select(['revision', 'at', 'reason'])
    .where('tenderId', '=', tenderId)
    .where('revision', '>', 1)
    .orderBy('revision')
    .execute()
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

/** Contacts before the tender, told to all alike; a firm that hides itself keeps its name. */
async function readContacts(db: Kysely<DB>, tenderId: string): Promise<TenderShown['contacts']> {
  const rows = await db
    .selectFrom('sourcingContact')
    .innerJoin('tenderLot', 'tenderLot.needId', 'sourcingContact.needId')
    .innerJoin('organisation', 'organisation.id', 'sourcingContact.firmId')
    .leftJoin('profile', 'profile.organisationId', 'organisation.id')
    .select(['organisation.name', 'profile.audience', 'askedAt', 'sourcingContact.state', 'answer'])
    .select('sourcingContact.text')
    .where('tenderLot.tenderId', '=', tenderId)
    .orderBy('askedAt')
    .orderBy('firmId')
    .execute()
  return rows.map(({ name, audience, askedAt, state, text, answer }) => ({
    firm: audience === 'operator' ? null : name,
    askedAt: askedAt.toISOString(),
    state,
    text,
    answer,
  }))
}

/** Who holds the tender's key, and which parts have been given for its opening. */
export async function readKeys(
  db: Kysely<DB>,
  tenderId: string,
  personId: string | null,
): Promise<NonNullable<TenderShown['own']>['keys']> {
  const rows = await db
    .selectFrom('tenderKeyPart')
    .leftJoin('user', 'user.id', 'tenderKeyPart.userId')
    .select(['part', 'recovery', 'userId', 'takenAt', 'user.name'])
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('tenderKeyGiven')
            .select('fromPart')
            .whereRef('tenderKeyGiven.tenderId', '=', 'tenderKeyPart.tenderId')
            .whereRef('fromPart', '=', 'part'),
        )
        .as('given'),
    )
    .where('tenderId', '=', tenderId)
    .orderBy('part')
    .execute()
  return rows.map(({ userId, takenAt, given, ...row }) => ({
    ...row,
    given: Boolean(given),
    mine: userId !== null && userId === personId && !row.recovery,
    takenAt: takenAt.toISOString(),
  }))
}

async function readOwn(
  db: Kysely<DB>,
  tender: Selectable<TenderTable>,
  personId: string | null,
): Promise<NonNullable<TenderShown['own']>> {
  const { told } = await db
    .selectFrom('tenderTold')
    .select(eb => eb.fn.countAll<number>().as('told'))
    .where('tenderId', '=', tender.id)
    // Whoever follows it since may do so because they answer, which nobody learns before the opening.
    .where('at', '<=', tender.publishedAt)
    .executeTakeFirstOrThrow()
  const { roundDeadline } = tender
  return {
    version: tender.version,
    missing: tender.state === 'draft' ? await missingIn(db, tender, await databaseNow(db)) : [],
    keys: await readKeys(db, tender.id, personId),
    told,
    round:
      tender.state === 'negotiating' && roundDeadline !== null
        ? {
            number: tender.round,
            deadline: roundDeadline.toISOString(),
            isClosed: (await databaseNow(db)) >= roundDeadline,
          }
        : null,
  }
}

/** What an opening has published: digests and times, in the order offers came, and no name. */
async function readOpened(db: Kysely<DB>, tenderId: string): Promise<NonNullable<TenderShown['opened']>> {
  const rows = await db
    .selectFrom('offer')
    .select(['digest', 'receivedAt'])
    .where('tenderId', '=', tenderId)
    .where('state', 'in', ['opened', 'replaced'])
    // Of the rounds of negotiation nothing is published: they are between the buyer and each of those it invites.
    .where('round', '=', 1)
    .orderBy('receivedAt')
    .orderBy('digest')
    .execute()
  return rows.map(({ digest, receivedAt }) => ({ digest, receivedAt: receivedAt.toISOString() }))
}

/** A tender as its reader may see it; undefined where it is not. */
export async function readTender(
  db: Kysely<DB>,
  tenderId: string,
  reading: 'own' | 'other',
  personId: string | null,
): Promise<TenderShown | undefined> {
  const tender = await db.selectFrom('tender').selectAll().where('id', '=', tenderId).executeTakeFirst()
  if (tender === undefined) return undefined
  const buyer = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'buyerKind as kind'])
    .where('id', '=', tender.organisationId)
    .executeTakeFirstOrThrow()
  const { deadline } = tender
  return {
    id: tender.id,
    buyer,
    state: tender.state,
    isClosed: deadline !== null && (await databaseNow(db)) >= deadline,
    revision: tender.revision,
    title: tender.title,
    procedure: tender.procedure,
    access: tender.access,
    description: tender.description,
    criteria: tender.criteria,
    conditions: tender.conditions,
    questionsUntil: iso(tender.questionsUntil),
    deadline: iso(deadline),
    validityDays: tender.validityDays,
    negotiation: tender.negotiation,
    mayAwardFirst: tender.mayAwardFirst,
    negotiatesWith: tender.negotiatesWith,
    severalOffers: tender.severalOffers,
    leastAnswerDays: tender.leastAnswerDays,
    standstillDays: tender.standstillDays,
    lots: await readLots(db, tenderId),
    documents: await documentsOf(db, { kind: 'tender', id: tenderId }),
    questions: await readQuestions(db, tenderId),
    amendments: await readAmendments(db, tenderId),
    contacts: await readContacts(db, tenderId),
    publishedAt: iso(tender.publishedAt),
    openedAt: iso(tender.openedAt),
    opened: tender.openedAt === null ? null : await readOpened(db, tenderId),
    endedReason: tender.endedReason,
    awardNotice: await publishedNotice(db, tenderId),
    relaunchedFrom: tender.relaunchedFrom,
    own: reading === 'own' ? await readOwn(db, tender, personId) : null,
  }
}

const lines = (db: Kysely<DB>) =>
  db
    .selectFrom('tender')
    .innerJoin('organisation', 'organisation.id', 'tender.organisationId')
    .select(['tender.id', 'title', 'organisation.name as buyer', 'state', 'procedure'])
    .select(['questionsUntil', 'deadline'])
    .select(sql<boolean>`coalesce(deadline <= clock_timestamp(), false)`.as('isClosed'))
    .select(
      sql<TenderLine['lots']>`(
        select json_agg(json_build_object('item', item, 'family', family, 'quantity',
          (select sum((line ->> 'quantity')::integer) from jsonb_array_elements(lines) line)) order by number)
        from tender_lot where tender_id = tender.id)`.as('lots'),
    )

type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

const lineOf = (row: Row): TenderLine => ({
  ...row,
  questionsUntil: iso(row.questionsUntil),
  deadline: iso(row.deadline),
})

/** A buyer's tenders, the last made first. */
export async function listOwnTenders(db: Kysely<DB>, organisationId: string): Promise<TenderLine[]> {
  const rows = await lines(db)
    .where('organisationId', '=', organisationId)
    .orderBy('tender.createdAt', 'desc')
    .limit(500)
    .execute()
  return rows.map(lineOf)
}

/** Tenders that anybody may answer, those still open first, then the last closed. */
export async function listOpenTenders(db: Kysely<DB>): Promise<TenderLine[]> {
  const rows = await lines(db)
    .where('state', '!=', 'draft')
    .where('access', '=', 'open')
    .orderBy(sql`state = 'published' and deadline > clock_timestamp()`, 'desc')
    .orderBy('deadline', 'desc')
    .limit(500)
    .execute()
  return rows.map(lineOf)
}

/** Tenders a firm was told of, or whose needs it was asked about; those it may still answer first, the nearest deadline first. */
export async function listTendersFor(db: Kysely<DB>, organisationId: string): Promise<TenderLine[]> {
  const rows = await lines(db)
    .where('state', '!=', 'draft')
    .where(
      sql<boolean>`tender.id in (
        select tender_id from tender_told where organisation_id = ${organisationId}
        union select tender_id from tender_lot join sourcing_contact using (need_id)
          where firm_id = ${organisationId} and sourcing_contact.state <> 'withdrawn')`,
    )
    .orderBy(sql`state = 'published' and deadline > clock_timestamp()`, 'desc')
    .orderBy('deadline')
    .limit(500)
    .execute()
  return rows.map(lineOf)
}

/** Why a need must stay as it is: it is asked for in a tender that is published and has not ended. */
export async function tenderedRefusal(db: Kysely<DB>, needId: string): Promise<Refusal | null> {
  const row = await db
    .selectFrom('tenderLot')
    .innerJoin('tender', 'tender.id', 'tenderLot.tenderId')
    .select('tender.id')
    .where('needId', '=', needId)
    .where('state', 'in', ['published', 'opened', 'negotiating', 'awarded'])
    .executeTakeFirst()
  return row === undefined ? null : { refused: 'need-tendered' }
}

/** The tender that a need is bought by now; null where there is none, or it or the need's lot came to nothing. */
export async function tenderOfNeed(db: Kysely<DB>, needId: string): Promise<string | null> {
  const row = await db
    .selectFrom('tenderLot')
    .innerJoin('tender', 'tender.id', 'tenderLot.tenderId')
    .leftJoin('lotAward', join =>
      join
        .onRef('lotAward.tenderId', '=', 'tenderLot.tenderId')
        .onRef('lotAward.lot', '=', 'tenderLot.number'),
    )
    .select('tender.id')
    .where('needId', '=', needId)
    .where('state', 'not in', ['cancelled', 'unsuccessful'])
    .where(eb => eb.or([eb('lotAward.lot', 'is', null), eb('lotAward.offerId', 'is not', null)]))
    .executeTakeFirst()
  return row?.id ?? null
}
