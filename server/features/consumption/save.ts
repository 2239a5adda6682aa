import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { dayOf, mondayOf } from '@maillage/matching/dates.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { duplicates, type Fault, invalid, sentences } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { announceChange } from '../live/announce.ts'
import type { Moving } from '../stocks/move.ts'
import type { ConsumptionInput } from './schemas.ts'

const said = {
  basis: {
    fr: 'Remplissez ce que demande ce mode de calcul, et lui seul.',
    en: 'Fill in what this way of counting asks for, and that alone.',
  },
  monday: { fr: 'Donnez une semaine par son lundi.', en: 'Give a week by its Monday.' },
  future: { fr: 'Cette semaine n’est pas encore finie.', en: 'This week is not over yet.' },
  weeks: { fr: 'Déclarez au moins une semaine.', en: 'Declare one week at least.' },
  washes: {
    fr: 'Il reste plus de lavages que n’en dure une pièce neuve : corrigez l’un des deux.',
    en: 'More washes are left than a new piece lasts: correct one of the two.',
  },
  single: {
    fr: 'Cet article ne se lave pas : déclarez-le par semaine ou par une règle.',
    en: 'This item is not washed: declare it by week or by a rule.',
  },
} satisfies Record<string, Text>

/** What is wrong with weeks that were declared, by their place in the list. */
export function weekFaults(weeks: readonly { week: string }[], today: string): Fault[] {
  return [
    ...duplicates(
      weeks.map(({ week }) => week),
      '/weeks',
      '/week',
    ),
    ...weeks.flatMap(({ week }, at): Fault[] => {
      const day = dayOf(week)
      if (mondayOf(day) !== day) return [{ field: `/weeks/${at}/week`, message: said.monday }]
      return day + 6 >= dayOf(today) ? [{ field: `/weeks/${at}/week`, message: said.future }] : []
    }),
  ]
}

function faultsOf(item: string, input: ConsumptionInput, catalogue: Catalogue, today: string): Fault[] {
  const known = knownIn(catalogue).items.get(item)
  if (known === undefined) return [{ field: '/item', message: sentences.unknown }]
  const { basis, rule, fleet, weeks } = input
  if ((basis === 'rule') !== (rule !== null)) return [{ field: '/rule', message: said.basis }]
  if ((basis === 'fleet') !== (fleet !== null)) return [{ field: '/fleet', message: said.basis }]
  if (basis === 'declared' && weeks.length === 0) return [{ field: '/weeks', message: said.weeks }]
  if (basis !== 'declared' && weeks.length > 0) return [{ field: '/weeks', message: said.basis }]
  if (fleet !== null && known.washes === null) return [{ field: '/basis', message: said.single }]
  if (fleet !== null && fleet.washesLeft > fleet.life)
    return [{ field: '/fleet/washesLeft', message: said.washes }]
  return weekFaults(weeks, today)
}

async function tell(
  trx: Transaction<DB>,
  { actor, organisationId, sendJob }: Moving,
  verb: 'consumption.said' | 'consumption.forgotten',
  item: string,
): Promise<void> {
  await recordEvent(trx, {
    verb,
    actor,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data: { item },
  })
  await announceChange(trx, { organisationId, subject: 'stock', id: organisationId })
  // How long stocks last follows from what is used.
  await sendJob(trx, 'watch-stock', { organisationId })
}

/** Says what an organisation uses of an item, if `version` is still the stored one. */
export async function sayConsumption(
  trx: Transaction<DB>,
  moving: Moving,
  item: string,
  input: ConsumptionInput,
): Promise<Refusal | null> {
  const faults = faultsOf(item, input, moving.catalogue, moving.today)
  if (faults.length > 0) return invalid(faults)
  const { organisationId } = moving
  const stored = await trx
    .selectFrom('consumption')
    .select('version')
    .where('organisationId', '=', organisationId)
    .where('item', '=', item)
    .forUpdate()
    .executeTakeFirst()
  if ((stored?.version ?? null) !== input.version) return { refused: 'stale-version' }
  const row = {
    basis: input.basis,
    rule: input.rule === null ? null : JSON.stringify(input.rule),
    fleet: input.fleet === null ? null : JSON.stringify(input.fleet),
    version: (stored?.version ?? 0) + 1,
  }
  const kept = await trx
    .insertInto('consumption')
    .values({ organisationId, item, ...row })
    .onConflict(conflict =>
      conflict
        .columns(['organisationId', 'item'])
        .doUpdateSet({ ...row, updatedAt: sql<Date>`now()` })
        // Somebody else said it first, at the same instant.
        .where('consumption.version', '=', row.version - 1),
    )
    .returning('version')
    .executeTakeFirst()
  if (kept === undefined) return { refused: 'stale-version' }
  await trx
    .deleteFrom('consumptionWeek')
    .where('organisationId', '=', organisationId)
    .where('item', '=', item)
    .execute()
  if (input.weeks.length > 0)
    await trx
      .insertInto('consumptionWeek')
      .values(input.weeks.map(week => ({ organisationId, item, ...week })))
      .execute()
  await tell(trx, moving, 'consumption.said', item)
  return null
}

/** Forgets what was said of an item. */
export async function forgetConsumption(
  trx: Transaction<DB>,
  moving: Moving,
  item: string,
): Promise<Refusal | null> {
  const gone = await trx
    .deleteFrom('consumption')
    .where('organisationId', '=', moving.organisationId)
    .where('item', '=', item)
    .returning('item')
    .executeTakeFirst()
  if (gone === undefined) return { refused: 'not-found' }
  await tell(trx, moving, 'consumption.forgotten', item)
  return null
}

/** Adds weeks of several items, which are then declared by week; a week that was said before is replaced. */
export async function addWeeks(
  trx: Transaction<DB>,
  moving: Moving,
  byItem: ReadonlyMap<string, readonly { week: string; quantity: number }[]>,
): Promise<void> {
  const { organisationId } = moving
  for (const [item, weeks] of byItem) {
    await trx
      .insertInto('consumption')
      .values({ organisationId, item, basis: 'declared', rule: null, fleet: null })
      .onConflict(conflict =>
        conflict.columns(['organisationId', 'item']).doUpdateSet({
          basis: 'declared',
          rule: null,
          fleet: null,
          version: sql<number>`consumption.version + 1`,
          updatedAt: sql<Date>`now()`,
        }),
      )
      .execute()
    await trx
      .insertInto('consumptionWeek')
      .values(weeks.map(week => ({ organisationId, item, ...week })))
      .onConflict(conflict =>
        conflict
          .columns(['organisationId', 'item', 'week'])
          .doUpdateSet({ quantity: sql<number>`excluded.quantity` }),
      )
      .execute()
    await tell(trx, moving, 'consumption.said', item)
  }
}
