import type { DB } from '@maillage/db/tables/database.ts'
import type { CollectionRoundTable } from '@maillage/db/tables/collections.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { type Selectable, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { duplicates, type Fault, invalid, sentences } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { gramsOf } from './records.ts'
import { said, wrong } from './said.ts'
import type { WeighingInput } from './schemas.ts'
import { endOf } from './streams.ts'
import { type Acting, type Agreement, lockAgreement, tellCollection } from './tell.ts'

const DAYS_A_WEEK = 7

/** Plans a round; an agreement has one that is planned at most. */
export async function planRound(trx: Transaction<DB>, agreementId: string, day: string): Promise<void> {
  await trx.insertInto('collectionRound').values({ id: newId(), agreementId, day }).execute()
}

/** The day of the round after one, in the rhythm of the agreement and after both that day and today. */
export function nextDay(planned: string, everyWeeks: number, after: string): string {
  const step = everyWeeks * DAYS_A_WEEK
  const rounds = Math.max(1, Math.floor((dayOf(after) - dayOf(planned)) / step) + 1)
  return dateOf(dayOf(planned) + rounds * step)
}

const FURTHEST_DAYS = 5 * 365

/** What is wrong with a day to come. */
export function comingFault(day: string, today: string): Text | null {
  if (day < today) return said.past
  return day > dateOf(dayOf(today) + FURTHEST_DAYS) ? said.far : null
}

interface Round {
  round: Selectable<CollectionRoundTable>
  agreement: Agreement
}

/** A round of an agreement that the organisation is party to, both held; or that there is none such. */
async function lockRound(trx: Transaction<DB>, acting: Acting, id: string): Promise<Round | Refusal> {
  const found = await trx
    .selectFrom('collectionRound')
    .select('agreementId')
    .where('id', '=', id)
    .executeTakeFirst()
  if (found === undefined) return { refused: 'not-found' }
  const agreement = await lockAgreement(trx, acting, found.agreementId)
  if (isRefusal(agreement)) return agreement
  const round = await trx
    .selectFrom('collectionRound')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { round, agreement }
}

/** Either side moves a planned round to another day. */
export async function moveRound(
  trx: Transaction<DB>,
  acting: Acting,
  id: string,
  day: string,
): Promise<Refusal | null> {
  const found = await lockRound(trx, acting, id)
  if (isRefusal(found)) return found
  if (found.round.state !== 'planned') return wrong(said.over)
  const fault = comingFault(day, acting.today)
  if (fault !== null) return invalid([{ field: '/day', message: fault }])
  await trx.updateTable('collectionRound').set({ day }).where('id', '=', id).execute()
  await tellCollection(trx, acting, 'collection.moved', found.agreement)
  return null
}

/** Either side cancels a planned round, with a reason; the next one is planned. */
export async function cancelRound(
  trx: Transaction<DB>,
  acting: Acting,
  id: string,
  reason: string,
): Promise<Refusal | null> {
  const found = await lockRound(trx, acting, id)
  if (isRefusal(found)) return found
  const { round, agreement } = found
  if (round.state !== 'planned') return wrong(said.over)
  await trx
    .updateTable('collectionRound')
    .set({ state: 'cancelled', reason: reason.trim() })
    .where('id', '=', id)
    .execute()
  await planRound(trx, agreement.id, nextDay(round.day, agreement.everyWeeks, acting.today))
  await tellCollection(trx, acting, 'collection.cancelled', agreement)
  return null
}

/** What is wrong with a weighing: each article once, and of the material that was agreed. */
function weighingFaults({ lots, day }: WeighingInput, stream: string, today: string): Fault[] {
  const items = lots.map(({ item }) => item)
  return [
    ...(day > today ? [{ field: '/day', message: said.future }] : []),
    ...(day < '2000-01-01' ? [{ field: '/day', message: sentences.beforeTwoThousand }] : []),
    ...duplicates(items, '/lots', '/item'),
    ...items.flatMap((item, at): Fault[] => {
      const { stream: own, why } = endOf(item)
      return own === stream ? [] : [{ field: `/lots/${at}/item`, message: said.otherStream(why) }]
    }),
  ]
}

/**
 * The partner says what it has weighed; the next round is planned. Said again, it replaces what was said, as long as nothing of it
 * is sorted.
 */
export async function weigh(
  trx: Transaction<DB>,
  acting: Acting,
  id: string,
  input: WeighingInput,
): Promise<Refusal | null> {
  const found = await lockRound(trx, acting, id)
  if (isRefusal(found)) return found
  const { round, agreement } = found
  if (agreement.partnerId !== acting.organisationId) return { refused: 'not-found' }
  if (round.state === 'cancelled') return wrong(said.over)
  const faults = weighingFaults(input, agreement.stream, acting.today)
  if (faults.length > 0) return invalid(faults)
  const { sorted } = await trx
    .selectFrom('collectedLot')
    .select(({ fn }) => fn.sum<number | string | null>('sortedGrams').as('sorted'))
    .where('roundId', '=', id)
    .executeTakeFirstOrThrow()
  if (Number(sorted ?? 0) > 0) return wrong(said.sortedAlready)
  await trx.deleteFrom('collectedLot').where('roundId', '=', id).execute()
  await trx
    .insertInto('collectedLot')
    .values(
      input.lots.map(({ item, kg }) => ({
        id: newId(),
        roundId: id,
        item,
        grams: gramsOf(kg),
      })),
    )
    .execute()
  await trx
    .updateTable('collectionRound')
    .set({ state: 'collected', day: input.day })
    .where('id', '=', id)
    .execute()
  if (round.state === 'planned' && agreement.state === 'agreed')
    await planRound(trx, agreement.id, nextDay(round.day, agreement.everyWeeks, acting.today))
  await tellCollection(trx, acting, 'collection.weighed', agreement)
  return null
}
