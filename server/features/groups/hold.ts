import type { DB } from '@maillage/db/tables/database.ts'
import type { BidderGroupMemberTable, BidderGroupTable } from '@maillage/db/tables/offers.ts'
import type { TenderTable } from '@maillage/db/tables/tenders.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Selectable, Transaction } from 'kysely'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { step } from '../tenders/life-cycle.ts'
import { databaseNow, lockTender } from '../tenders/queries.ts'
import { said } from './said.ts'

/** A refusal that says why a group does not change now. */
export const wrongState = (message: Text): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field: '', message }],
})

/** A tender that groups may still be formed in, and what time it is. */
export interface Open {
  tender: Selectable<TenderTable>
  now: Date
}

/** A group that may still change, with the line of the organisation that changes it. */
export interface Held extends Open {
  group: Selectable<BidderGroupTable>
  own: Selectable<BidderGroupMemberTable>
}

/**
 * Holds a tender until the transaction ends. All that becomes of groups waits for one another here, and offers wait for it:
 * what an offer was sealed for stands. Refused from the deadline on, when compositions are frozen (R2142-26);
 * `inRounds`: but for what goes on while a round of negotiation is open.
 */
export async function holdOpenTender(
  trx: Transaction<DB>,
  tenderId: string,
  { inRounds = false }: { inRounds?: boolean } = {},
): Promise<Open | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined || tender.state === 'draft') return { refused: 'not-found' }
  const now = await databaseNow(trx)
  // Rounds of negotiation are between the same candidates: no composition changes any more, and prices do.
  if (
    (tender.state === 'published' || (inRounds && tender.state === 'negotiating')) &&
    !('because' in step(tender, 'submit', now))
  )
    return { tender, now }
  return wrongState(['published', 'opened', 'negotiating'].includes(tender.state) ? said.frozen : said.over)
}

/** Holds a group that an organisation is a member of, for a change; or why it does not change. */
export async function holdGroup(
  trx: Transaction<DB>,
  { groupId, organisationId }: { groupId: string; organisationId: string },
  options: { inRounds?: boolean } = {},
): Promise<Held | Refusal> {
  const found = await trx
    .selectFrom('bidderGroup')
    .innerJoin('bidderGroupMember', 'bidderGroupMember.groupId', 'bidderGroup.id')
    .select('tenderId')
    .where('bidderGroup.id', '=', groupId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  if (found === undefined) return { refused: 'not-found' }
  const open = await holdOpenTender(trx, found.tenderId, options)
  if (isRefusal(open)) return open
  const group = await trx
    .selectFrom('bidderGroup')
    .selectAll()
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow()
  const own = await trx
    .selectFrom('bidderGroupMember')
    .selectAll()
    .where('groupId', '=', groupId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  if (own === undefined) return { refused: 'not-found' }
  return group.state === 'dissolved' ? wrongState(said.dissolved) : { ...open, group, own }
}
