import type { DB } from '@maillage/db/tables/database.ts'
import type { StockLotTable } from '@maillage/db/tables/stocks.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Selectable, Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { type Fault, invalid, sentences } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { said } from './said.ts'
import type { LotChange } from './schemas.ts'

export type Lot = Selectable<StockLotTable>
type LotFacts = Pick<Lot, 'item' | 'size' | 'number' | 'maker' | 'expiresOn' | 'regime' | 'certificate'>

/** What no schema knows of a lot that comes in: that its item and size exist, and that it may still be used. */
export function lotFaults(
  { item, size, expiresOn, regime }: Pick<LotFacts, 'item' | 'size' | 'expiresOn' | 'regime'>,
  catalogue: Catalogue,
  today: string,
): Fault[] {
  const known = knownIn(catalogue).items.get(item)
  if (known === undefined) return [{ field: '/item', message: sentences.unknown }]
  return [
    ...(size !== null && !known.sizes.includes(size) ? [{ field: '/size', message: said.size }] : []),
    ...(expiresOn !== null && expiresOn < today
      ? [{ field: '/expiresOn', message: said.alreadyExpired }]
      : []),
    ...regimeFaults(regime, catalogue),
  ]
}

/** A lot is made under normal law, or under a regime that was put in force at some time. */
function regimeFaults(regime: string, { regimes }: Catalogue): Fault[] {
  return regime === 'normal' || regimes.some(({ id, from }) => id === regime && from !== null)
    ? []
    : [{ field: '/regime', message: said.regime }]
}

/**
 * The lot that an organisation knows by this item, size, maker and number, or a new one. `expiresOn` undefined: whoever
 * brings it in does not know; it is refused where it is another than the lot is known with.
 */
export async function lotFor(
  trx: Transaction<DB>,
  organisationId: string,
  { expiresOn, ...facts }: Omit<LotFacts, 'expiresOn'> & { expiresOn: string | null | undefined },
): Promise<{ lotId: string } | Refusal> {
  const id = newId()
  const made = await trx
    .insertInto('stockLot')
    .values({ id, organisationId, ...facts, expiresOn: expiresOn ?? null })
    .onConflict(conflict => conflict.constraint('stock_lot_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made !== undefined) return { lotId: id }
  const known = await trx
    .selectFrom('stockLot')
    .select(['id', 'expiresOn'])
    .where('organisationId', '=', organisationId)
    .where('item', '=', facts.item)
    .where('size', 'is not distinct from', facts.size)
    .where('maker', '=', facts.maker)
    .where('number', '=', facts.number)
    .executeTakeFirstOrThrow()
  return expiresOn === undefined || expiresOn === known.expiresOn
    ? { lotId: known.id }
    : invalid([{ field: '/expiresOn', message: said.otherExpiry(known.expiresOn) }])
}

/** Corrects what is written of a lot, if `version` is still the stored one: by whoever brought it in. */
export async function correctLot(
  trx: Transaction<DB>,
  { organisationId, actor, catalogue }: { organisationId: string; actor: string; catalogue: Catalogue },
  lotId: string,
  { version, ...facts }: LotChange,
): Promise<Refusal | null> {
  const lot = await trx
    .selectFrom('stockLot')
    .selectAll()
    .where('id', '=', lotId)
    .where('organisationId', '=', organisationId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (lot === undefined) return { refused: 'not-found' }
  if (lot.version !== version) return { refused: 'stale-version' }
  // What was said before regimes were records may stay as it is.
  const faults = facts.regime === lot.regime ? [] : regimeFaults(facts.regime, catalogue)
  if (faults.length > 0) return invalid(faults)
  const twin = await trx
    .selectFrom('stockLot')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('item', '=', lot.item)
    .where('size', 'is not distinct from', lot.size)
    .where('maker', '=', facts.maker)
    .where('number', '=', lot.number)
    .where('id', '!=', lotId)
    .executeTakeFirst()
  if (twin !== undefined) return invalid([{ field: '/maker', message: sentences.twice }])
  await trx
    .updateTable('stockLot')
    .set({ ...facts, version: version + 1 })
    .where('id', '=', lotId)
    .execute()
  await recordEvent(trx, {
    verb: 'stock-lot.corrected',
    actor,
    organisationId,
    subjectKind: 'stock-lot',
    subjectId: lotId,
    data: { item: lot.item },
  })
  return null
}
