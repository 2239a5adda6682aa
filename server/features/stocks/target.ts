import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { invalid, sentences } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { announceChange } from '../live/announce.ts'
import type { Moving } from './move.ts'

/** Sets how many days of an item an organisation means to have, or forgets it. */
export async function setTarget(
  trx: Transaction<DB>,
  { actor, organisationId, catalogue, sendJob }: Moving,
  { item, days }: { item: string; days: number | null },
): Promise<Refusal | null> {
  if (!knownIn(catalogue).items.has(item)) return invalid([{ field: '/item', message: sentences.unknown }])
  if (days === null)
    await trx
      .deleteFrom('stockTarget')
      .where('organisationId', '=', organisationId)
      .where('item', '=', item)
      .execute()
  else
    await trx
      .insertInto('stockTarget')
      .values({ organisationId, item, days })
      .onConflict(conflict =>
        conflict.columns(['organisationId', 'item']).doUpdateSet({ days: sql<number>`excluded.days` }),
      )
      .execute()
  await recordEvent(trx, {
    verb: 'stock-target.set',
    actor,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data: { item },
  })
  await announceChange(trx, { organisationId, subject: 'stock', id: organisationId })
  await sendJob(trx, 'watch-stock', { organisationId })
  return null
}
