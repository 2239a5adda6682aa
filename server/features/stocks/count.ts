import type { DB } from '@maillage/db/tables/database.ts'
import { adjustmentFor, keyOf } from '@maillage/matching/stocks/ledger.ts'
import { sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { balancesOf, type Moving, ownDepot, tellStock, writeMovements } from './move.ts'
import { said } from './said.ts'
import type { CountInput } from './schemas.ts'

export interface CountedLine {
  lotId: string
  book: number
  counted: number
  difference: number
}

/**
 * Judges a count against the book as it is now, in the depot that it holds from then on: a lot that is not there, a book that
 * has moved since the sheet was opened, and another count meanwhile are refused.
 */
export async function checkCount(
  trx: Transaction<DB>,
  moving: Moving,
  depotId: string,
  { after, lines }: CountInput,
): Promise<CountedLine[] | Refusal> {
  const depot = await ownDepot(trx, moving, depotId)
  if (isRefusal(depot)) return depot
  if (depot.counts !== after)
    return { refused: 'stale-version', fields: [{ field: '/after', message: said.countedMeanwhile }] }
  const ids = lines.map(({ lotId }) => lotId)
  const twice = duplicates(ids, '/lines', '/lotId')
  if (twice.length > 0) return invalid(twice)
  const balances = await balancesOf(trx, ids)
  const faults = lines.flatMap(({ lotId, book }, at): Fault[] => {
    const now = balances.get(keyOf(lotId, { kind: 'depot', depot: depotId }))
    if (now === undefined) return [{ field: `/lines/${at}/lotId`, message: said.unknownLot }]
    return now === book ? [] : [{ field: `/lines/${at}/counted`, message: said.bookMoved(now) }]
  })
  if (faults.length > 0) return invalid(faults)
  return lines.map(({ lotId, book, counted }) => ({ lotId, book, counted, difference: counted - book }))
}

/** Counts a depot: from then on the book is what was counted, and the difference stands in the ledger. */
export async function countDepot(
  trx: Transaction<DB>,
  moving: Moving,
  depotId: string,
  input: CountInput,
): Promise<Refusal | null> {
  const lines = await checkCount(trx, moving, depotId, input)
  if (isRefusal(lines)) return lines
  const adjustments = lines.flatMap(({ lotId, book, counted }) => {
    const movement = adjustmentFor(lotId, depotId, book, counted)
    return movement === null ? [] : [{ ...movement, kind: 'count' as const, note: '' }]
  })
  const ids = adjustments.length === 0 ? [] : await writeMovements(trx, moving, adjustments)
  const movementOf = new Map(adjustments.map(({ lot }, at) => [lot, ids[at] ?? null]))
  const { last } = await trx
    .selectFrom('stockMovement')
    .select(sql<number>`coalesce(max(number), 0)`.as('last'))
    .executeTakeFirstOrThrow()
  const countId = newId()
  const number = input.after + 1
  await trx.updateTable('depot').set({ counts: number }).where('id', '=', depotId).execute()
  await trx
    .insertInto('stockCount')
    .values({ id: countId, depotId, number, day: moving.today, countedBy: moving.actor })
    .execute()
  await trx
    .insertInto('stockCountLine')
    .values(
      lines.map(({ lotId, book, counted }) => ({
        countId,
        lotId,
        book,
        counted,
        movementId: movementOf.get(lotId) ?? null,
        afterMovement: last,
      })),
    )
    .execute()
  await tellStock(trx, moving, 'stock.counted', depotId, {
    data: { lines: lines.length, differences: adjustments.length },
  })
  return null
}
