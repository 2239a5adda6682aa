import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import type { Refusal } from '../../problems/problem.ts'
import { hasOpenedOffer } from '../offers/queries.ts'
import { needInWords } from '../sourcing/asked-need.ts'
import type { ThreadKind } from './schemas.ts'

/** What is known of a subject: whose it is, and its title in a line. */
export interface SubjectKnown {
  owner: string
  title: Text
}

interface ThreadSubject {
  /** The subjects of these ids, by id; those that are not there are not in it. */
  known(db: Kysely<DB>, catalogue: Catalogue, ids: string[]): Promise<Map<string, SubjectKnown>>
  /** Why an organisation may not begin to write to another about it, if it may not; once it has, both go on. */
  refusal(db: Kysely<DB>, id: string, from: string, to: string): Promise<Refusal | null>
}

/** What two organisations may write to each other about, one line a kind. */
export const threadSubjects: Record<ThreadKind, ThreadSubject> = {
  need: { known: knownNeeds, refusal: unless(mayBeginOnNeed) },
  tender: { known: knownTenders, refusal: refusalOnTender },
  contract: { known: knownContracts, refusal: unless(arePartyTo) },
  group: { known: knownGroups, refusal: unless(areMembersOf) },
}

/** Whoever may not write about something is not told that it is there. */
function unless(
  may: (db: Kysely<DB>, id: string, from: string, to: string) => Promise<boolean>,
): ThreadSubject['refusal'] {
  return async (db, id, from, to) => ((await may(db, id, from, to)) ? null : { refused: 'not-found' })
}

async function knownNeeds(
  db: Kysely<DB>,
  catalogue: Catalogue,
  ids: string[],
): Promise<Map<string, SubjectKnown>> {
  if (ids.length === 0) return new Map()
  const needs = await db
    .selectFrom('need')
    .select(['id', 'organisationId', 'item', 'family', 'quantity', 'commune'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    needs.map(need => [need.id, { owner: need.organisationId, title: needInWords(need, catalogue) }]),
  )
}

/**
 * A buyer writes to firms that it has asked about its need: never to one that hides, and has not been asked or has not
 * written itself. A firm writes to the buyer of a need that it may read, and shows itself to this buyer by it.
 */
async function mayBeginOnNeed(db: Kysely<DB>, id: string, from: string, to: string): Promise<boolean> {
  const need = await db
    .selectFrom('need')
    .select(['organisationId', 'visibility'])
    .where('id', '=', id)
    .where('state', '=', 'published')
    .executeTakeFirst()
  if (need === undefined || (need.organisationId !== from && need.organisationId !== to)) return false
  const firm = need.organisationId === from ? to : from
  const asked = await db
    .selectFrom('sourcingContact')
    .select('firmId')
    .where('needId', '=', id)
    .where('firmId', '=', firm)
    .where('state', '!=', 'withdrawn')
    .executeTakeFirst()
  if (asked !== undefined) return true
  if (need.organisationId === from || need.visibility === 'invited') return false
  const writer = await db.selectFrom('organisation').select('roles').where('id', '=', firm).executeTakeFirst()
  return writer?.roles.includes('firm') ?? false
}

async function knownTenders(
  db: Kysely<DB>,
  _catalogue: Catalogue,
  ids: string[],
): Promise<Map<string, SubjectKnown>> {
  if (ids.length === 0) return new Map()
  const tenders = await db
    .selectFrom('tender')
    .select(['id', 'organisationId', 'title'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    tenders.map(({ id, organisationId, title }) => [
      id,
      { owner: organisationId, title: { fr: title, en: title } },
    ]),
  )
}

/**
 * The buyer of a tender and a firm whose offer it has opened write to each other. Until then nobody does: what one is told is told
 * to all, by the questions, and who bids is not known.
 */
async function refusalOnTender(
  db: Kysely<DB>,
  id: string,
  from: string,
  to: string,
): Promise<Refusal | null> {
  const tender = await db
    .selectFrom('tender')
    .select(['organisationId', 'openedAt'])
    .where('id', '=', id)
    .where('state', '!=', 'draft')
    .executeTakeFirst()
  if (tender === undefined || (tender.organisationId !== from && tender.organisationId !== to))
    return { refused: 'not-found' }
  if (tender.openedAt === null) return { refused: 'questions-to-all' }
  const firm = tender.organisationId === from ? to : from
  return (await hasOpenedOffer(db, id, firm)) ? null : { refused: 'not-found' }
}

async function knownContracts(
  db: Kysely<DB>,
  _catalogue: Catalogue,
  ids: string[],
): Promise<Map<string, SubjectKnown>> {
  if (ids.length === 0) return new Map()
  const contracts = await db
    .selectFrom('contract')
    .select(['id', 'buyerId', 'number', 'title'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    contracts.map(({ id, buyerId, number, title }) => {
      const line = `${number} · ${title}`
      return [id, { owner: buyerId, title: { fr: line, en: line } }]
    }),
  )
}

/** The buyer of a contract and a firm that is party to it write to each other; two firms of it do not here. */
async function arePartyTo(db: Kysely<DB>, id: string, from: string, to: string): Promise<boolean> {
  const parties = await db
    .selectFrom('contract')
    .innerJoin('contractParty', 'contractParty.contractId', 'contract.id')
    .select(['buyerId', 'firmId'])
    .where('contract.id', '=', id)
    .execute()
  return parties.some(
    ({ buyerId, firmId }) => (buyerId === from && firmId === to) || (buyerId === to && firmId === from),
  )
}

async function knownGroups(
  db: Kysely<DB>,
  _catalogue: Catalogue,
  ids: string[],
): Promise<Map<string, SubjectKnown>> {
  if (ids.length === 0) return new Map()
  const groups = await db
    .selectFrom('bidderGroup')
    .innerJoin('tender', 'tender.id', 'bidderGroup.tenderId')
    .select(['bidderGroup.id', 'leadId', 'title'])
    .where('bidderGroup.id', 'in', ids)
    .execute()
  return new Map(
    groups.map(({ id, leadId, title }) => [
      id,
      { owner: leadId, title: { fr: `Groupement\u00a0: ${title}`, en: `Group: ${title}` } },
    ]),
  )
}

/**
 * Subcontractors, suppliers and laboratories of a group write with its lead, the one other whom they see, and nobody else reads
 * it. Partners write in the room of the group.
 */
async function areMembersOf(db: Kysely<DB>, id: string, from: string, to: string): Promise<boolean> {
  const members = await db
    .selectFrom('bidderGroupMember')
    .innerJoin('bidderGroup', 'bidderGroup.id', 'bidderGroupMember.groupId')
    .select(['organisationId', 'role', 'leadId'])
    .where('groupId', '=', id)
    .where('organisationId', 'in', [from, to])
    .where('bidderGroupMember.state', '!=', 'declined')
    .execute()
  return (
    members.length === 2 &&
    members.some(({ role }) => role !== 'partner') &&
    members.some(one => one.organisationId === one.leadId)
  )
}
