import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { type Happening, recordEvent } from '../../events.ts'
import { announceChange } from '../live/announce.ts'
import { poolInvited, poolNews } from '../mail/pool-words.ts'
import { writeToMembers } from '../mail/write.ts'
import { notifyAll, type PoolNamed, type PoolNews } from '../notifications/notify.ts'
import type { Pooling } from './hold.ts'

type PoolEvent = Extract<Happening, { subjectKind: 'pool' }>['verb']

/** Writes what an organisation did in a pool. Returns the event's id. */
export async function recordPool(
  trx: Transaction<DB>,
  { actor, organisationId }: Pick<Pooling, 'actor' | 'organisationId'>,
  poolId: string,
  verb: PoolEvent,
  data: Record<string, unknown> = {},
): Promise<number> {
  const event = { verb, actor, organisationId, subjectKind: 'pool' as const, subjectId: poolId, data }
  return (await recordEvent(trx, event)).eventId
}

/** Wakes the open pages of a pool, of these organisations. */
export async function wakePool(trx: Transaction<DB>, organisations: readonly string[], poolId: string) {
  for (const organisationId of [...new Set(organisations)].sort())
    await announceChange(trx, { organisationId, subject: 'pool', id: poolId })
}

const nameOf = async (trx: Transaction<DB>, id: string) =>
  (await trx.selectFrom('organisation').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name

const linkTo = ({ publicUrl }: Pick<Pooling, 'publicUrl'>, { id }: PoolNamed) =>
  `${publicUrl}/buyer/pools/${id}`

/** Asks buyers into a pool. */
export async function tellInvited(
  trx: Transaction<DB>,
  pooling: Pooling,
  { id, title }: PoolNamed,
  invited: string[],
  eventId: number,
): Promise<void> {
  if (invited.length === 0) return
  const by = await nameOf(trx, pooling.organisationId)
  const pool = { id, title }
  await notifyAll(trx, invited, { kind: 'pool-invited', needId: null, eventId, data: { pool, by } })
  const mail = poolInvited({ by, title, link: linkTo(pooling, pool) })
  await writeToMembers(trx, pooling.sendJob, { organisations: invited, kind: 'contacts', mail })
  await wakePool(trx, invited, id)
}

/** Tells members what an organisation did in their pool; no quantity and no amount is in it. */
export async function tellPool(
  trx: Transaction<DB>,
  pooling: Pooling,
  { id, title }: PoolNamed,
  to: readonly string[],
  { happened, eventId }: { happened: PoolNews; eventId: number },
): Promise<void> {
  const told = [...new Set(to)].filter(other => other !== pooling.organisationId).sort()
  await wakePool(trx, [...told, pooling.organisationId], id)
  if (told.length === 0) return
  const by = await nameOf(trx, pooling.organisationId)
  const pool = { id, title }
  await notifyAll(trx, told, { kind: 'pool-news', needId: null, eventId, data: { pool, happened, by } })
  const mail = poolNews({ by, title, happened, link: linkTo(pooling, pool) })
  await writeToMembers(trx, pooling.sendJob, { organisations: told, kind: 'contacts', mail })
}
