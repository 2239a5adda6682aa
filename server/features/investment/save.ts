import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { type Fault, invalid, sentences } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { readSchemes } from '../funding/schemes.ts'
import type { InvestmentInput } from './schemas.ts'

const said = {
  begun: { fr: 'Dites quand elle a commencé.', en: 'Say when it began.' },
  notBegun: {
    fr: 'Elle n’est que prévue : laissez la date de début vide, ou dites qu’elle a commencé.',
    en: 'It is only planned: leave the day it began empty, or say that it has begun.',
  },
  future: { fr: 'Ce jour n’est pas encore venu.', en: 'This day has not come yet.' },
  ready: { fr: 'Prête avant d’avoir commencé ?', en: 'Ready before it began?' },
  scheme: {
    fr: 'Ce dispositif n’est pas dans la table : choisissez-en un autre, ou aucun.',
    en: 'This scheme is not in the table: choose another, or none.',
  },
  engaged: {
    fr: 'Ce qui est engagé ne peut dépasser le montant total : corrigez l’un des deux.',
    en: 'What is engaged cannot be more than the whole: correct one of the two.',
  },
} satisfies Record<string, Text>

/** What a schema cannot know of an investment. `today` is an ISO date in France. */
export function investmentFaults(
  { item, state, begunOn, readyOn, cents, engagedCents }: InvestmentInput,
  catalogue: Catalogue,
  today: string,
): Fault[] {
  return [
    ...(knownIn(catalogue).items.has(item) ? [] : [{ field: '/item', message: sentences.unknown }]),
    ...(state === 'planned' && begunOn !== null ? [{ field: '/begunOn', message: said.notBegun }] : []),
    ...(state !== 'planned' && begunOn === null ? [{ field: '/begunOn', message: said.begun }] : []),
    ...(begunOn !== null && begunOn > today ? [{ field: '/begunOn', message: said.future }] : []),
    ...(begunOn !== null && readyOn < begunOn ? [{ field: '/readyOn', message: said.ready }] : []),
    ...(engagedCents > cents ? [{ field: '/engagedCents', message: said.engaged }] : []),
  ]
}

/** Who declares what, in which catalogue, on which day. */
export interface Declaring {
  /** Null in a demonstration, where nobody acts. */
  actor: string | null
  organisationId: string
  catalogue: Catalogue
  today: string
}

/** Lines of funding whose scheme the table does not have. */
async function schemeFaults(trx: Transaction<DB>, { funding }: InvestmentInput): Promise<Fault[]> {
  if (funding.every(({ scheme }) => scheme === undefined)) return []
  const known = new Set((await readSchemes(trx)).map(({ id }) => id))
  return funding.flatMap(({ scheme }, at) =>
    scheme === undefined || known.has(scheme)
      ? []
      : [{ field: `/funding/${at}/scheme`, message: said.scheme }],
  )
}

async function tell(
  trx: Transaction<DB>,
  { actor, organisationId }: Declaring,
  verb: 'investment.declared' | 'investment.changed' | 'investment.removed',
  { id, item }: { id: string; item: string },
): Promise<void> {
  await recordEvent(trx, {
    verb,
    actor,
    organisationId,
    subjectKind: 'investment',
    subjectId: id,
    data: { item },
  })
}

const rowOf = ({ funding, quotes, text, ...input }: InvestmentInput) => ({
  ...input,
  text: text.trim(),
  funding: JSON.stringify(funding),
  quotes: JSON.stringify(quotes),
})

/** A firm declares a reorientation that it plans or has begun. */
export async function declareInvestment(
  trx: Transaction<DB>,
  declaring: Declaring,
  input: InvestmentInput,
): Promise<null | Refusal> {
  const faults = [
    ...investmentFaults(input, declaring.catalogue, declaring.today),
    ...(await schemeFaults(trx, input)),
  ]
  if (faults.length > 0) return invalid(faults)
  const id = newId()
  await trx
    .insertInto('investment')
    .values({ id, organisationId: declaring.organisationId, ...rowOf(input) })
    .execute()
  await tell(trx, declaring, 'investment.declared', { id, item: input.item })
  return null
}

/** Changes what was declared, if `version` is still the stored one. */
export async function changeInvestment(
  trx: Transaction<DB>,
  declaring: Declaring,
  id: string,
  { version, ...input }: InvestmentInput & { version: number },
): Promise<null | Refusal> {
  const stored = await trx
    .selectFrom('investment')
    .select('version')
    .where('id', '=', id)
    .where('organisationId', '=', declaring.organisationId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (stored === undefined) return { refused: 'not-found' }
  if (stored.version !== version) return { refused: 'stale-version' }
  const faults = [
    ...investmentFaults(input, declaring.catalogue, declaring.today),
    ...(await schemeFaults(trx, input)),
  ]
  if (faults.length > 0) return invalid(faults)
  await trx
    .updateTable('investment')
    .set({ ...rowOf(input), version: version + 1, updatedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
  await tell(trx, declaring, 'investment.changed', { id, item: input.item })
  return null
}

/** Forgets what was declared. */
export async function removeInvestment(
  trx: Transaction<DB>,
  declaring: Declaring,
  id: string,
): Promise<null | Refusal> {
  const gone = await trx
    .deleteFrom('investment')
    .where('id', '=', id)
    .where('organisationId', '=', declaring.organisationId)
    .returning('item')
    .executeTakeFirst()
  if (gone === undefined) return { refused: 'not-found' }
  await tell(trx, declaring, 'investment.removed', { id, item: gone.item })
  return null
}
