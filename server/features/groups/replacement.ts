import type { DB } from '@maillage/db/tables/database.ts'
import type { CandidacyGround } from '@maillage/db/tables/candidacies.ts'
import type { OfferContent } from '@maillage/db/tables/offers.ts'
import type { Kysely } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { lotCents } from '../offers/price.ts'
import { databaseNow, readLots } from '../tenders/queries.ts'
import type { rowsOf } from './queries.ts'
import type { ReplacementShown } from './schemas.ts'

/** A member that its group's buyer asks to be replaced, and who is proposed in its place so far. */
export interface Pending {
  offerId: string
  tenderId: string
  leavingId: string
  ground: CandidacyGround
  text: string
  due: string
  replacedBy: string | null
  content: OfferContent
}

/** The first member of a group that is to be replaced and is not yet; null where there is none, or all is decided. */
export async function pendingReplacement(db: Kysely<DB>, groupId: string): Promise<Pending | null> {
  const row = await db
    .selectFrom('candidacy')
    .innerJoin('offer', 'offer.id', 'candidacy.offerId')
    .innerJoin('tender', 'tender.id', 'offer.tenderId')
    .innerJoin('bidderGroupMember as leaving', join =>
      join
        .onRef('leaving.groupId', '=', 'offer.groupId')
        .onRef('leaving.organisationId', '=', 'candidacy.organisationId'),
    )
    .select(['offer.id as offerId', 'offer.tenderId', 'candidacy.organisationId as leavingId', 'text', 'due'])
    .select(['replacementGround as ground', 'replacedBy', 'content'])
    .where('offer.groupId', '=', groupId)
    .where('offer.state', '=', 'opened')
    .where('tender.state', '=', 'opened')
    .where('replacementGround', 'is not', null)
    .where('replacedAt', 'is', null)
    .orderBy('askedAt')
    .orderBy('candidacy.organisationId')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const { ground, text, due, content, ...rest } = row
  return ground === null || text === null || due === null || content === null
    ? null
    : { ...rest, ground, text, due, content }
}

/** Partners that consented to a composition that is proposed. */
export async function consentedTo(db: Kysely<DB>, groupId: string, version: number): Promise<string[]> {
  const rows = await db
    .selectFrom('bidderGroupConsent')
    .select('organisationId')
    .where('groupId', '=', groupId)
    .where('version', '=', version)
    .execute()
  return rows.map(({ organisationId }) => organisationId)
}

type Rows = Awaited<ReturnType<typeof rowsOf>>

/** Who consents to a replacement: whoever is proposed, and each partner that stays; the lead does by proposing. */
export function askedToConsent(
  rows: Pick<Rows[number], 'id' | 'role' | 'state'>[],
  { leavingId, replacedBy }: Pick<Pending, 'leavingId' | 'replacedBy'>,
  leadId: string,
): string[] {
  return rows
    .filter(({ id, role, state }) => role === 'partner' && (state === 'consented' || id === replacedBy))
    .map(({ id }) => id)
    .filter(id => id !== leavingId && id !== leadId)
}

/** What of the opened price whoever replaces a member takes over: its part of each lot, or all of it in a jointly liable group. */
async function priceOf(db: Kysely<DB>, { tenderId, leavingId, content }: Pending) {
  const lots = new Map((await readLots(db, tenderId)).map(lot => [lot.number, lot.lines]))
  return content.lots.flatMap(({ number, prices, parts }) => {
    const part = parts?.find(({ memberId }) => memberId === leavingId)
    if (parts !== undefined) return part === undefined ? [] : [{ lot: number, cents: part.cents }]
    return [{ lot: number, cents: lotCents(lots.get(number) ?? [], prices) }]
  })
}

/** A replacement as one of the partners sees it: why it is asked is for the lead and whoever is to leave. */
export async function readReplacement(
  db: Kysely<DB>,
  { id: groupId, leadId, version }: { id: string; leadId: string; version: number },
  rows: Rows,
  readerId: string,
): Promise<ReplacementShown | null> {
  const pending = await pendingReplacement(db, groupId)
  const nameOf = (id: string) => ({ id, name: rows.find(one => one.id === id)?.name ?? '' })
  if (pending === null) return null
  const { leavingId, replacedBy, ground, text, due } = pending
  const isOpen = due >= parisDate(await databaseNow(db))
  const asked = askedToConsent(rows, pending, leadId)
  const consented = await consentedTo(db, groupId, version + 1)
  const knowsWhy = readerId === leadId || readerId === leavingId
  return {
    leaving: nameOf(leavingId),
    by: replacedBy === null ? null : nameOf(replacedBy),
    ground: knowsWhy ? ground : null,
    text: knowsWhy ? text : null,
    due,
    waitsFor: replacedBy === null ? [] : asked.filter(id => !consented.includes(id)).map(nameOf),
    price: readerId === replacedBy || readerId === leadId ? await priceOf(db, pending) : [],
    mayPropose: isOpen && readerId === leadId,
    mayConsent: isOpen && replacedBy !== null && asked.includes(readerId) && !consented.includes(readerId),
  }
}
