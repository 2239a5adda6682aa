import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { type BoundGroup, boundGroup } from '../groups/bind.ts'
import { mayAnswer } from '../tenders/policy.ts'
import type { Bidder } from './check.ts'

const said = {
  own: {
    fr: 'L’acheteur ne répond pas à sa propre consultation.',
    en: 'A buyer does not answer its own tender.',
  },
} as const

/** Whoever answers: a firm alone, or a group by its lead. */
export interface Bidders {
  alone: Bidder
  group: BoundGroup | null
  leadId: string
}

/** Whoever answers a lot: the firm alone, or the partners that make it and the lead, which represents them. */
export function biddersFor({ alone, group, leadId }: Bidders, lot: number): Bidder[] {
  if (group === null) return [alone]
  return group.partners.filter(({ organisationId, shares }) => organisationId === leadId || shares.has(lot))
}

/** Whoever answers together, where they may: refused where they may not answer this tender. */
export async function biddersOf(
  db: Kysely<DB>,
  { tenderId, organisationId, groupId }: { tenderId: string; organisationId: string; groupId: string | null },
): Promise<Bidders | Refusal> {
  const tender = await db
    .selectFrom('tender')
    .select(['organisationId', 'access'])
    .where('id', '=', tenderId)
    .executeTakeFirst()
  const alone = await db
    .selectFrom('organisation')
    .select(['structure', 'status', 'roles'])
    .where('id', '=', organisationId)
    .executeTakeFirst()
  if (tender === undefined || alone === undefined || !alone.roles.includes('firm'))
    return { refused: 'not-found' }
  if (alone.status === 'suspended') return { refused: 'organisation-suspended' }
  if (tender.organisationId === organisationId)
    return invalid([{ field: '/organisationId', message: said.own }])
  const group = groupId === null ? null : await boundGroup(db, { tenderId, organisationId, groupId })
  if (isRefusal(group)) return group
  // Of a group, its lead has to be among those that were asked; whom it takes along is its own affair.
  if (tender.access === 'invited' && !(await mayAnswer(db, [organisationId], tenderId)))
    return { refused: 'not-found' }
  return { alone, group, leadId: organisationId }
}
