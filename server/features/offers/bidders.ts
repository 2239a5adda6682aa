import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { mayAnswer } from '../tenders/policy.ts'
import type { Bidder } from './check.ts'

const said = {
  own: {
    fr: 'L’acheteur ne répond pas à sa propre consultation.',
    en: 'A buyer does not answer its own tender.',
  },
} as const

/** Whoever answers together, where they may: a firm alone. Refused where it may not answer this tender. */
export async function biddersOf(
  db: Kysely<DB>,
  { tenderId, organisationId }: { tenderId: string; organisationId: string },
): Promise<Bidder[] | Refusal> {
  const tender = await db
    .selectFrom('tender')
    .select(['organisationId', 'access'])
    .where('id', '=', tenderId)
    .executeTakeFirst()
  const bidder = await db
    .selectFrom('organisation')
    .select(['structure', 'status', 'roles'])
    .where('id', '=', organisationId)
    .executeTakeFirst()
  if (tender === undefined || bidder === undefined || !bidder.roles.includes('firm'))
    return { refused: 'not-found' }
  if (bidder.status === 'suspended') return { refused: 'organisation-suspended' }
  if (tender.organisationId === organisationId)
    return invalid([{ field: '/organisationId', message: said.own }])
  if (tender.access === 'invited' && !(await mayAnswer(db, [organisationId], tenderId)))
    return { refused: 'not-found' }
  return [bidder]
}
