import type { DB } from '@maillage/db/tables/database.ts'
import type { CapacityLedgerTable } from '@maillage/db/tables/supply.ts'
import type { Selectable, Transaction } from 'kysely'
import { type Position, recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'

type Row = Selectable<CapacityLedgerTable>

/** Hours taken of one resource of a site in one week. */
export type Taken = Pick<Row, 'siteId' | 'kind' | 'resource' | 'week' | 'minutes'>

/** What hours are taken by: all of it is taken, and given back, at once. */
export type Cause = Pick<Row, 'state' | 'cause' | 'causeId'> &
  Partial<Pick<Row, 'recipe' | 'recipeRevision' | 'expiresAt'>>

interface Actor {
  organisationId: string
  actor: string | null
}

/**
 * Takes hours of a firm, and says so in the log. Returns the position of the event, for the job that ranks the firm again.
 * Throws where a site is not the firm's, or there is nothing to take: whoever asks has looked at both.
 */
export async function takeHours(
  trx: Transaction<DB>,
  { organisationId, actor }: Actor,
  cause: Cause,
  hours: Taken[],
): Promise<Position> {
  if (hours.length === 0) throw new RangeError('there are no hours to take')
  const sites = await trx
    .selectFrom('site')
    .select('id')
    .where('organisationId', '=', organisationId)
    .execute()
  const own = new Set(sites.map(({ id }) => id))
  const stranger = hours.find(({ siteId }) => !own.has(siteId))
  if (stranger !== undefined) throw new RangeError(`site ${stranger.siteId} is not of ${organisationId}`)
  const common = { recipe: null, recipeRevision: null, expiresAt: null, ...cause }
  await trx
    .insertInto('capacityLedger')
    .values(hours.map(row => ({ id: newId(), ...common, ...row })))
    .execute()
  return tellLog(trx, { organisationId, actor }, cause, { taken: minutesOf(hours) })
}

/** Gives back all that one cause has taken of a firm. Null where it has taken nothing. */
export async function giveBackHours(
  trx: Transaction<DB>,
  { organisationId, actor }: Actor,
  cause: Pick<Cause, 'state' | 'cause' | 'causeId'>,
): Promise<Position | null> {
  const given = await trx
    .deleteFrom('capacityLedger')
    .where('state', '=', cause.state)
    .where('cause', '=', cause.cause)
    .where('causeId', '=', cause.causeId)
    .where('siteId', 'in', trx.selectFrom('site').select('id').where('organisationId', '=', organisationId))
    .returning('minutes')
    .execute()
  if (given.length === 0) return null
  return tellLog(trx, { organisationId, actor }, cause, { givenBack: minutesOf(given) })
}

const minutesOf = (rows: Pick<Row, 'minutes'>[]) => rows.reduce((sum, { minutes }) => sum + minutes, 0)

function tellLog(
  trx: Transaction<DB>,
  { organisationId, actor }: Actor,
  { state, cause, causeId }: Pick<Cause, 'state' | 'cause' | 'causeId'>,
  minutes: Record<string, number>,
): Promise<Position> {
  return recordEvent(trx, {
    verb: `hours.${state}`,
    subjectKind: 'firm',
    subjectId: organisationId,
    organisationId,
    actor,
    data: { cause, causeId, ...minutes },
  })
}
