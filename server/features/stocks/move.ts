import type { DB } from '@maillage/db/tables/database.ts'
import type { MovementKind } from '@maillage/db/tables/stocks.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import {
  type Account,
  accountsOf,
  type Movement,
  movementFault,
  keyOf,
} from '@maillage/matching/stocks/ledger.ts'
import { isUsable } from '@maillage/matching/stocks/pick.ts'
import type { FastifyInstance } from 'fastify'
import { sql, type Transaction } from 'kysely'
import { type Happening, recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { type Depot, destinationsFor, type Keeping, lockDepots } from './depots.ts'
import { lotFaults, lotFor } from './lots.ts'
import { said } from './said.ts'
import type { EntryInput, MoveInput } from './schemas.ts'
import { withLastDay } from './use-of-lots.ts'

/** What moves stocks: who, and how the server is asked to look at what it comes to. */
export interface Moving extends Keeping {
  catalogue: Catalogue
  sendJob: FastifyInstance['sendJob']
}

/** A movement as it is written. */
export type Written = Movement & {
  kind: MovementKind
  note: string
  deliveryId?: string
  surplusId?: string
  reversesId?: string
}

/** A depot of the organisation's own that is open, held; or why not. */
export async function ownDepot(
  trx: Transaction<DB>,
  { organisationId }: Pick<Keeping, 'organisationId'>,
  depotId: string,
  alsoLocked: readonly string[] = [],
): Promise<Depot | Refusal> {
  const depot = (await lockDepots(trx, [depotId, ...alsoLocked])).get(depotId)
  if (depot?.organisationId !== organisationId) return { refused: 'not-found' }
  if (depot.closedAt !== null)
    return { refused: 'wrong-state', fields: [{ field: '', message: said.closed }] }
  return depot
}

/** What the accounts of some lots hold, by `keyOf`. */
export async function balancesOf(
  trx: Transaction<DB>,
  lots: readonly string[],
): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('stockBalance')
    .selectAll()
    .where('lotId', 'in', [...lots])
    .execute()
  return new Map(
    rows.map(({ lotId, account, depotId, quantity }) => [
      keyOf(lotId, accountFrom(account, depotId)),
      quantity,
    ]),
  )
}

/** An account as the ledger names it, from its two columns. */
export function accountFrom(kind: Account['kind'], depot: string | null): Account {
  if (kind === 'depot' || kind === 'transit') {
    if (depot === null) throw new Error(`an account of kind ${kind} has no depot`)
    return { kind, depot }
  }
  return { kind, depot: null }
}

/** Writes movements that were found faultless, in depots that are held. Returns their ids in order. */
export async function writeMovements(
  trx: Transaction<DB>,
  { organisationId, actor, today }: Keeping,
  movements: readonly Written[],
): Promise<string[]> {
  const rows = movements.map(({ lot, quantity, from, to, kind, note, ...rest }) => ({
    id: newId(),
    organisationId,
    kind,
    lotId: lot,
    quantity,
    fromAccount: from.kind,
    fromDepotId: from.depot,
    toAccount: to.kind,
    toDepotId: to.depot,
    day: today,
    note: note.trim(),
    recordedBy: actor,
    ...rest,
  }))
  await trx.insertInto('stockMovement').values(rows).execute()
  return rows.map(({ id }) => id)
}

/** Writes what happened in a depot, wakes the pages of all whose depots it touches, and has their stocks looked at. */
export async function tellStock(
  trx: Transaction<DB>,
  { actor, organisationId, sendJob }: Omit<Moving, 'catalogue'>,
  verb: Extract<Happening, { subjectKind: 'depot' }>['verb'],
  depotId: string,
  { data = {}, touched = [] }: { data?: Record<string, unknown>; touched?: readonly string[] } = {},
): Promise<void> {
  await recordEvent(trx, { verb, actor, organisationId, subjectKind: 'depot', subjectId: depotId, data })
  const others = await trx
    .selectFrom('depot')
    .select('organisationId')
    .where(sql<boolean>`id = any(${touched}::uuid[])`)
    .execute()
  const organisations = new Set([organisationId, ...others.map(row => row.organisationId)])
  for (const id of [...organisations].sort()) {
    await announceChange(trx, { organisationId: id, subject: 'stock', id: depotId })
    await sendJob(trx, 'watch-stock', { organisationId: id })
  }
}

/** Goods come into a depot from outside: a lot that is known, or a new one. */
export async function takeIn(
  trx: Transaction<DB>,
  moving: Moving,
  depotId: string,
  { quantity, note, ...facts }: EntryInput,
): Promise<Refusal | null> {
  const depot = await ownDepot(trx, moving, depotId)
  if (isRefusal(depot)) return depot
  const faults = lotFaults(facts, moving.catalogue, moving.today)
  if (faults.length > 0) return invalid(faults)
  const lot = await lotFor(trx, moving.organisationId, {
    ...facts,
    number: facts.number.trim(),
    maker: facts.maker.trim(),
  })
  if (isRefusal(lot)) return lot
  await writeMovements(trx, moving, [
    { lot: lot.lotId, quantity, ...accountsOf.in(depotId), kind: 'in', note },
  ])
  await tellStock(trx, moving, 'stock.moved', depotId, { data: { kind: 'in', item: facts.item } })
  return null
}

/** Lots by id, with what is to be known of them before they go anywhere. */
async function lotsById(trx: Transaction<DB>, ids: readonly string[]) {
  const rows = await trx
    .selectFrom('stockLot')
    .select(['id', 'item', 'expiresOn', 'regime'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map((await withLastDay(trx, rows)).map(row => [row.id, row]))
}

/** What is refused of the lines of a movement; none where all may go. */
async function lineFaults(
  trx: Transaction<DB>,
  { kind, lines }: MoveInput,
  accounts: Pick<Movement, 'from' | 'to'>,
  today: string,
): Promise<Fault[]> {
  const ids = lines.map(({ lotId }) => lotId)
  const twice = duplicates(ids, '/lines', '/lotId')
  if (twice.length > 0) return twice
  const lots = await lotsById(trx, ids)
  const balances = await balancesOf(trx, ids)
  return lines.flatMap(({ lotId, quantity }, at): Fault[] => {
    const lot = lots.get(lotId)
    const there = balances.get(keyOf(lotId, accounts.from))
    if (lot === undefined || there === undefined)
      return [{ field: `/lines/${at}/lotId`, message: said.unknownLot }]
    if ((kind === 'out' || kind === 'transfer') && lot.usableUntil !== null && lot.usableUntil < today) {
      const isExpired = !isUsable(lot, today)
      const say = isExpired ? said.expired : said.regimeOver
      return [{ field: `/lines/${at}/lotId`, message: say(lot.usableUntil) }]
    }
    const fault = movementFault(balances, { lot: lotId, quantity, ...accounts })
    return fault === null
      ? []
      : [
          {
            field: `/lines/${at}/quantity`,
            message: said.short(fault.fault === 'short' ? fault.there : there),
          },
        ]
  })
}

const kindOf = (kind: MoveInput['kind']): MovementKind => (kind === 'road-loss' ? 'loss' : kind)

/** Goods leave a depot, are lost, are sent to another, or arrive: all lines, or none. */
export async function moveGoods(
  trx: Transaction<DB>,
  moving: Moving,
  depotId: string,
  input: MoveInput,
): Promise<Refusal | null> {
  const { kind, to, lines, note } = input
  if ((kind === 'transfer') !== (to !== null) || to === depotId)
    return invalid([{ field: '/to', message: said.otherDepot }])
  const depot = await ownDepot(trx, moving, depotId, to === null ? [] : [to])
  if (isRefusal(depot)) return depot
  if (to !== null && !(await destinationsFor(trx, moving.organisationId)).some(({ id }) => id === to))
    return invalid([{ field: '/to', message: said.otherDepot }])
  if ((kind === 'loss' || kind === 'road-loss') && note.trim() === '')
    return invalid([{ field: '/note', message: said.reason }])
  const accounts = accountsOf[kind](depotId, to ?? depotId)
  const faults = await lineFaults(trx, input, accounts, moving.today)
  if (faults.length > 0) return invalid(faults)
  await writeMovements(
    trx,
    moving,
    lines.map(({ lotId, quantity }) => ({ lot: lotId, quantity, ...accounts, kind: kindOf(kind), note })),
  )
  await tellStock(trx, moving, 'stock.moved', depotId, {
    data: { kind },
    touched: to === null ? [] : [to],
  })
  return null
}
