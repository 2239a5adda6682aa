import type { DB } from '@maillage/db/tables/database.ts'
import type { DepotTable } from '@maillage/db/tables/stocks.ts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { placeOf } from '../../places.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { said } from './said.ts'
import type { DepotInput } from './schemas.ts'

export type Depot = Selectable<DepotTable>

/** Who keeps stocks, and on which day. */
export interface Keeping {
  /** Null for what the server does by itself. */
  actor: string | null
  organisationId: string
  /** The day in France. */
  today: string
}

/** Depots, held until the transaction ends, always in the order of their ids so that two never wait for each other. */
export async function lockDepots(trx: Transaction<DB>, ids: readonly string[]): Promise<Map<string, Depot>> {
  const rows = await trx
    .selectFrom('depot')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

/** Whether a depot holds anything, or anything is on the road to it. */
async function holdsAnything(trx: Transaction<DB>, depotId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('stockBalance')
    .select('lotId')
    .where('depotId', '=', depotId)
    .where('quantity', '>', 0)
    .executeTakeFirst()
  return row !== undefined
}

async function rowOf(
  trx: Transaction<DB>,
  organisationId: string,
  { name, address, ...input }: DepotInput,
  depotId: string | null,
) {
  const place = placeOf(input, '')
  if (Array.isArray(place)) return invalid(place)
  const trimmed = name.trim()
  const other = await trx
    .selectFrom('depot')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('name', '=', trimmed)
    .executeTakeFirst()
  if (other !== undefined && other.id !== depotId)
    return invalid([{ field: '/name', message: said.nameTaken }])
  const { commune, department, latitude, longitude, precision } = place
  return { name: trimmed, address: address.trim(), commune, department, latitude, longitude, precision }
}

async function tell(
  trx: Transaction<DB>,
  { actor, organisationId }: Keeping,
  verb: 'depot.opened' | 'depot.changed',
  id: string,
): Promise<void> {
  await recordEvent(trx, { verb, actor, organisationId, subjectKind: 'depot', subjectId: id })
  await announceChange(trx, { organisationId, subject: 'stock', id })
}

/** Opens a depot. */
export async function openDepot(
  trx: Transaction<DB>,
  keeping: Keeping,
  input: DepotInput,
): Promise<{ depotId: string } | Refusal> {
  const row = await rowOf(trx, keeping.organisationId, input, null)
  if (isRefusal(row)) return row
  const id = newId()
  await trx
    .insertInto('depot')
    .values({ id, organisationId: keeping.organisationId, ...row })
    .execute()
  await tell(trx, keeping, 'depot.opened', id)
  return { depotId: id }
}

/** Changes a depot, closes it where it is empty, or opens it again. */
export async function changeDepot(
  trx: Transaction<DB>,
  keeping: Keeping,
  depotId: string,
  { closed, ...input }: DepotInput & { closed: boolean },
): Promise<Refusal | null> {
  const depot = (await lockDepots(trx, [depotId])).get(depotId)
  if (depot?.organisationId !== keeping.organisationId) return { refused: 'not-found' }
  const row = await rowOf(trx, keeping.organisationId, input, depotId)
  if (isRefusal(row)) return row
  if (closed && (await holdsAnything(trx, depotId)))
    return invalid([{ field: '/closed', message: said.notEmpty }])
  await trx
    .updateTable('depot')
    .set({ ...row, closedAt: closed ? (depot.closedAt ?? new Date()) : null })
    .where('id', '=', depotId)
    .execute()
  await tell(trx, keeping, 'depot.changed', depotId)
  return null
}

/**
 * Depots that an organisation may send goods to: its own; an operator to any buyer's, and a buyer back to an operator's.
 */
export async function destinationsFor(
  db: Kysely<DB>,
  organisationId: string,
): Promise<{ id: string; name: string; organisation: string | null }[]> {
  const own = await db
    .selectFrom('organisation')
    .select('roles')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const isOperator = own.roles.includes('operator')
  const rows = await db
    .selectFrom('depot')
    .innerJoin('organisation', 'organisation.id', 'depot.organisationId')
    .select(['depot.id', 'depot.name', 'depot.organisationId', 'organisation.name as organisation'])
    .select('organisation.roles')
    .where('depot.closedAt', 'is', null)
    .where('organisation.status', '!=', 'suspended')
    .orderBy('organisation.name')
    .orderBy('depot.name')
    .execute()
  return rows
    .filter(row => row.organisationId === organisationId || isOperator || row.roles.includes('operator'))
    .map(({ id, name, organisationId: of, organisation }) => ({
      id,
      name,
      organisation: of === organisationId ? null : organisation,
    }))
}
