import type { DB } from '@maillage/db/tables/database.ts'
import type { CollectedLotTable, SortedLotTable } from '@maillage/db/tables/collections.ts'
import { type Selectable, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { gramsOf } from './records.ts'
import { said, wrong } from './said.ts'
import type { GivenInput, SortingInput } from './schemas.ts'
import { streamOf } from './streams.ts'
import { type Acting, type Agreement, lockAgreement, tellCollection } from './tell.ts'

interface Held {
  lot: Selectable<CollectedLotTable>
  /** The day on which it was weighed. */
  day: string
  agreement: Agreement
}

/** A lot that the organisation has collected, held with its agreement; or that there is none such. */
async function lockLot(trx: Transaction<DB>, acting: Acting, id: string): Promise<Held | Refusal> {
  const found = await trx
    .selectFrom('collectedLot')
    .innerJoin('collectionRound', 'collectionRound.id', 'collectedLot.roundId')
    .select(['agreementId', 'day'])
    .where('collectedLot.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) return { refused: 'not-found' }
  const agreement = await lockAgreement(trx, acting, found.agreementId)
  if (isRefusal(agreement)) return agreement
  if (agreement.partnerId !== acting.organisationId) return { refused: 'not-found' }
  const lot = await trx
    .selectFrom('collectedLot')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return lot === undefined ? { refused: 'not-found' } : { lot, day: found.day, agreement }
}

const dayFault = (day: string, { first, today }: { first: string; today: string }): Refusal | null => {
  if (day > today) return invalid([{ field: '/day', message: said.future }])
  return day < first ? invalid([{ field: '/day', message: said.before(first) }]) : null
}

/** The partner says what became of a part of a lot. What is recycled becomes the material of its stream. */
export async function sortLot(
  trx: Transaction<DB>,
  acting: Acting,
  lotId: string,
  { outcome, kg, day, note }: SortingInput,
): Promise<Refusal | null> {
  const held = await lockLot(trx, acting, lotId)
  if (isRefusal(held)) return held
  const { lot, agreement } = held
  const wrongDay = dayFault(day, { first: held.day, today: acting.today })
  if (wrongDay !== null) return wrongDay
  const grams = gramsOf(kg)
  const left = lot.grams - lot.sortedGrams
  if (grams > left) return invalid([{ field: '/kg', message: said.left(left) }])
  const stream = streamOf(agreement.stream)
  if (stream === undefined) return wrong(said.stream)
  const material = outcome === 'recycle' ? stream.material : null
  await trx
    .insertInto('sortedLot')
    .values({ id: newId(), lotId, outcome, material, grams, day, note: note.trim() })
    .execute()
  await trx
    .updateTable('collectedLot')
    .set({ sortedGrams: sql<number>`sorted_grams + ${grams}` })
    .where('id', '=', lotId)
    .execute()
  await tellCollection(trx, acting, 'collection.sorted', agreement)
  return null
}

/** A sorted part of a lot that the organisation has collected, held with it; or that there is none such. */
async function lockSorted(
  trx: Transaction<DB>,
  acting: Acting,
  id: string,
): Promise<(Held & { sorted: Selectable<SortedLotTable> }) | Refusal> {
  const found = await trx.selectFrom('sortedLot').select('lotId').where('id', '=', id).executeTakeFirst()
  if (found === undefined) return { refused: 'not-found' }
  const held = await lockLot(trx, acting, found.lotId)
  if (isRefusal(held)) return held
  const sorted = await trx.selectFrom('sortedLot').selectAll().where('id', '=', id).executeTakeFirst()
  return sorted === undefined ? { refused: 'not-found' } : { ...held, sorted }
}

/** Takes a sorting back: that part is to sort again. Refused once the material made of it is weighed. */
export async function unsort(trx: Transaction<DB>, acting: Acting, id: string): Promise<Refusal | null> {
  const held = await lockSorted(trx, acting, id)
  if (isRefusal(held)) return held
  const { sorted, lot, agreement } = held
  if (sorted.givenGrams !== null) return wrong(said.given)
  await trx.deleteFrom('sortedLot').where('id', '=', id).execute()
  await trx
    .updateTable('collectedLot')
    .set({ sortedGrams: sql<number>`sorted_grams - ${sorted.grams}` })
    .where('id', '=', lot.id)
    .execute()
  await tellCollection(trx, acting, 'collection.unsorted', agreement)
  return null
}

/** The partner says how much material was made of what was recycled, and who took it into the chain; or takes that back. */
export async function giveBack(
  trx: Transaction<DB>,
  acting: Acting,
  id: string,
  { given }: GivenInput,
): Promise<Refusal | null> {
  const held = await lockSorted(trx, acting, id)
  if (isRefusal(held)) return held
  const { sorted, agreement } = held
  if (sorted.outcome !== 'recycle') return wrong(said.notRecycled)
  if (given !== null) {
    const { kg, day } = given
    if (gramsOf(kg) > sorted.grams) return invalid([{ field: '/given/kg', message: said.more(sorted.grams) }])
    if (day > acting.today) return invalid([{ field: '/given/day', message: said.future }])
    if (day < sorted.day) return invalid([{ field: '/given/day', message: said.before(sorted.day) }])
  }
  await trx
    .updateTable('sortedLot')
    .set(
      given === null
        ? { givenGrams: null, givenOn: null, givenTo: '' }
        : { givenGrams: gramsOf(given.kg), givenOn: given.day, givenTo: given.to.trim() },
    )
    .where('id', '=', id)
    .execute()
  await tellCollection(trx, acting, 'collection.given', agreement)
  return null
}
