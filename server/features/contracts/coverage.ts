import type { CoverageCause, CoverageTable } from '@maillage/db/tables/contracts.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'

/** A quantity of one delivery of a need, and what it is met by. `tranche`: the day that the need asked for. */
export type Cover = Omit<Insertable<CoverageTable>, 'id' | 'at'>

const figure = new Intl.NumberFormat('fr')
const inEnglish = new Intl.NumberFormat('en')

const said = {
  noTranche: {
    fr: 'Le besoin n’a pas de livraison à cette date.',
    en: 'The need has no delivery on this day.',
  },
  noSize: { fr: 'Le besoin ne demande pas cette taille.', en: 'The need does not ask for this size.' },
  above: (left: number): Fault['message'] => ({
    fr: `C’est plus que ce que le besoin demande encore ici : ${figure.format(left)} au plus.`,
    en: `This is more than the need still asks for here: ${inEnglish.format(left)} at most.`,
  }),
}

interface Asked {
  tranches: Map<string, number>
  sizes: Map<string, number>
}

/** Holds needs until the transaction ends, in the order of their ids, so that two who cover the same never wait crosswise. */
export async function lockNeeds(trx: Transaction<DB>, needIds: readonly string[]): Promise<void> {
  await trx
    .selectFrom('need')
    .select('id')
    .where(sql<boolean>`id = any(${[...new Set(needIds)]}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

async function askedBy(db: Kysely<DB>, needId: string): Promise<Asked> {
  const tranches = await db
    .selectFrom('needTranche')
    .select(['due', 'quantity'])
    .where('needId', '=', needId)
    .execute()
  const sizes = await db
    .selectFrom('needSize')
    .select(['size', 'quantity'])
    .where('needId', '=', needId)
    .execute()
  return {
    tranches: new Map(tranches.map(({ due, quantity }) => [due, quantity])),
    sizes: new Map(sizes.map(({ size, quantity }) => [size, quantity])),
  }
}

/**
 * Covers quantities of needs, never above what each delivery and each size asks for: all of them, or none where one is
 * refused. `fieldOf` names the field of the row at this place, for whoever wrote it; `insteadOf` are lots whose coverage
 * these rows take over. The needs have to be held (`lockNeeds`), so that two who cover the same do not both find room.
 */
export async function cover(
  trx: Transaction<DB>,
  rows: readonly Cover[],
  fieldOf: (at: number) => string,
  insteadOf: readonly string[] = [],
): Promise<Refusal | null> {
  const faults: Fault[] = []
  for (const [needId, own] of Map.groupBy([...rows.entries()], ([, row]) => row.needId)) {
    const asked = await askedBy(trx, needId)
    const taken = await trx
      .selectFrom('coverage')
      .select(['tranche', 'size', 'quantity'])
      .where('needId', '=', needId)
      .where(sql<boolean>`not (cause = 'lot' and cause_id = any(${[...insteadOf]}::uuid[]))`)
      .execute()
    const left = new Map([...asked.tranches].map(([due, quantity]) => [`due ${due}`, quantity]))
    for (const [size, quantity] of asked.sizes) left.set(`size ${size}`, quantity)
    const take = (key: string, quantity: number) => left.set(key, (left.get(key) ?? 0) - quantity)
    for (const { tranche, size, quantity } of taken) {
      take(`due ${tranche}`, quantity)
      if (size !== null) take(`size ${size}`, quantity)
    }
    for (const [at, { tranche, size, quantity }] of own) {
      const sized = size !== null && size !== undefined && asked.sizes.size > 0
      const room = Math.min(
        left.get(`due ${tranche}`) ?? 0,
        sized ? (left.get(`size ${size}`) ?? 0) : Number.MAX_SAFE_INTEGER,
      )
      if (!asked.tranches.has(tranche))
        faults.push({ field: `${fieldOf(at)}/tranche`, message: said.noTranche })
      else if (sized && !asked.sizes.has(size))
        faults.push({ field: `${fieldOf(at)}/size`, message: said.noSize })
      else if (quantity > room)
        faults.push({ field: `${fieldOf(at)}/quantity`, message: said.above(Math.max(0, room)) })
      take(`due ${tranche}`, quantity)
      if (sized) take(`size ${size}`, quantity)
    }
  }
  if (faults.length > 0) return invalid(faults)
  await uncover(trx, 'lot', insteadOf)
  if (rows.length > 0)
    await trx
      .insertInto('coverage')
      .values(rows.map(row => ({ id: newId(), ...row })))
      .execute()
  return null
}

/** Gives back what some causes cover. */
export async function uncover(
  trx: Transaction<DB>,
  cause: CoverageCause,
  causeIds: readonly string[],
): Promise<void> {
  if (causeIds.length === 0) return
  await trx
    .deleteFrom('coverage')
    .where('cause', '=', cause)
    .where(sql<boolean>`cause_id = any(${[...causeIds]}::uuid[])`)
    .execute()
}

/** Deliveries whose quantity would be less than what covers them already, each by its place in a schedule. */
export async function belowCoverage(
  db: Kysely<DB>,
  needId: string,
  schedule: readonly { due: string; quantity: number }[],
): Promise<Fault[]> {
  const covered = await db
    .selectFrom('coverage')
    .select('tranche')
    .select(eb => eb.fn.sum<number>('quantity').as('quantity'))
    .where('needId', '=', needId)
    .groupBy('tranche')
    .orderBy('tranche')
    .execute()
  return covered.flatMap(({ tranche, quantity }) => {
    const at = schedule.findIndex(({ due }) => due === tranche)
    if ((schedule[at]?.quantity ?? 0) >= quantity) return []
    const field = at < 0 ? '/schedule' : `/schedule/${at}/quantity`
    const [year, month, day] = tranche.split('-')
    const message = {
      fr: `La livraison du ${day}/${month}/${year} est déjà couverte pour ${figure.format(quantity)} : elle ne peut pas descendre en dessous, ni changer de date.`,
      en: `The delivery of ${day}/${month}/${year} is covered for ${inEnglish.format(quantity)} already: it cannot go below, nor move to another day.`,
    }
    return [{ field, message }]
  })
}
