import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely, Transaction } from 'kysely'
import { takeForProposal } from './proposal-hours.ts'
import { tellFirm, type Telling } from './tell.ts'

type Lapsing = Omit<Telling, 'operatorId'>

/**
 * Ends proposals that nobody answered in time, and those whose hours were kept long enough; and those of firms that were
 * suspended. Their hours are free again. `today` is an ISO date in France.
 */
export async function lapseProposals(db: Kysely<DB>, by: Lapsing, today: string): Promise<void> {
  const over = await db
    .selectFrom('planProposal')
    .innerJoin('organisation', 'organisation.id', 'planProposal.firmId')
    .select('planProposal.id')
    .where(({ eb, and, or }) =>
      or([
        and([eb('state', '=', 'proposed'), eb('replyBy', '<', today)]),
        and([eb('state', 'in', ['accepted', 'adjusted']), eb('keptUntil', '<', today)]),
        and([
          eb('state', 'in', ['proposed', 'accepted', 'adjusted']),
          eb('organisation.status', '=', 'suspended'),
        ]),
      ]),
    )
    .orderBy('firmId')
    .orderBy('planProposal.id')
    .execute()
  for (const { id } of over) await db.transaction().execute(trx => lapse(trx, by, id))
}

async function lapse(trx: Transaction<DB>, by: Lapsing, id: string): Promise<void> {
  const ended = await trx
    .updateTable('planProposal')
    .set(eb => ({ state: 'lapsed', version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['proposed', 'accepted', 'adjusted'])
    .returning(['planId', 'firmId', 'item'])
    .executeTakeFirst()
  // It was answered, withdrawn or ended meanwhile.
  if (ended === undefined) return
  const { operatorId } = await trx
    .selectFrom('plan')
    .select('operatorId')
    .where('id', '=', ended.planId)
    .executeTakeFirstOrThrow()
  await takeForProposal(trx, { actor: null, sendJob: by.sendJob }, { id, firmId: ended.firmId }, null)
  await tellFirm(trx, { ...by, operatorId }, ended.firmId, {
    happened: 'lapsed',
    items: [ended.item],
    replyBy: null,
  })
}
