import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { type Fault, invalid, sentences } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import type { RelocationInput, Written } from './schemas.ts'

/** Each is matched with the whole region when the list is read: more would keep its reader waiting. */
export const MOST_ARTICLES = 100

export const said = {
  noRecipe: {
    fr: 'Le référentiel ne sait pas comment cet article se fait : choisissez-en un qui a une gamme.',
    en: 'The catalogue does not know how this item is made: choose one that has a recipe.',
  },
  sameName: {
    fr: 'Un article de ce nom est déjà dans la liste : changez-le, ou donnez un autre nom.',
    en: 'An article of this name is in the list already: change that one, or give another name.',
  },
  tooMany: {
    fr: `La liste est pleine : ${MOST_ARTICLES} articles au plus. Retirez-en d’abord.`,
    en: `The list is full: ${MOST_ARTICLES} articles at most. Take some off first.`,
  },
} satisfies Record<string, Text>

export interface Keeping {
  operatorId: string
  /** Null in a demonstration, where nobody acts. */
  actor: string | null
  catalogue: Catalogue
}

/** What a schema cannot know of an article. */
export function relocationFaults({ item }: Written, catalogue: Catalogue): Fault[] {
  const known = knownIn(catalogue).items.has(item)
  const isMade = catalogue.recipes.some(recipe => recipe.item === item)
  return [
    ...(known ? [] : [{ field: '/item', message: sentences.unknown }]),
    ...(known && !isMade ? [{ field: '/item', message: said.noRecipe }] : []),
  ]
}

function tell(
  trx: Transaction<DB>,
  { actor, operatorId }: Keeping,
  verb: 'relocation.kept' | 'relocation.removed',
  subjectId: string,
) {
  const event = { verb, subjectKind: 'relocation' as const, subjectId }
  return recordEvent(trx, { ...event, actor, organisationId: operatorId, data: {} })
}

const trimmed = ({ name, origin, source, note, ...figures }: Written): Written => ({
  ...figures,
  name: name.trim(),
  origin: origin.trim(),
  source: source.trim(),
  note: note.trim(),
})

/** One operator writes its list at a time: a name is looked for before it is taken. */
async function lockList(
  trx: Transaction<DB>,
  { operatorId }: Keeping,
): Promise<{ id: string; name: string }[]> {
  await trx.selectFrom('organisation').select('id').where('id', '=', operatorId).forNoKeyUpdate().execute()
  return trx
    .selectFrom('relocation')
    .select(['id', 'name'])
    .where('operatorId', '=', operatorId)
    .orderBy('id')
    .execute()
}

/** Puts an article on the list, or changes the one of this id if `version` is still the stored one. Returns its id. */
export async function keepRelocation(
  trx: Transaction<DB>,
  keeping: Keeping,
  id: string | null,
  { version, ...input }: RelocationInput,
): Promise<Refusal | string> {
  const faults = relocationFaults(input, keeping.catalogue)
  if (faults.length > 0) return invalid(faults)
  const all = await lockList(trx, keeping)
  if (id !== null && !all.some(one => one.id === id)) return { refused: 'not-found' }
  const row = trimmed(input)
  if (all.some(one => one.name === row.name && one.id !== id))
    return invalid([{ field: '/name', message: said.sameName }])
  if (id === null) {
    if (all.length >= MOST_ARTICLES) return invalid([{ field: '/name', message: said.tooMany }])
    const added = newId()
    await trx
      .insertInto('relocation')
      .values({ id: added, operatorId: keeping.operatorId, ...row })
      .execute()
    await tell(trx, keeping, 'relocation.kept', added)
    return added
  }
  const { numUpdatedRows } = await trx
    .updateTable('relocation')
    .set({ ...row, version: sql<number>`version + 1`, updatedAt: new Date() })
    .where('id', '=', id)
    .where('version', '=', version ?? 0)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return { refused: 'stale-version' }
  await tell(trx, keeping, 'relocation.kept', id)
  return id
}

/** Puts many on the list, each replacing the one of its name. The caller has looked at their faults. */
export async function keepMany(
  trx: Transaction<DB>,
  keeping: Keeping,
  articles: readonly Written[],
): Promise<void> {
  const byName = new Map((await lockList(trx, keeping)).map(({ id, name }) => [name, id]))
  for (const article of articles) {
    const row = trimmed(article)
    const id = byName.get(row.name)
    if (id === undefined) {
      const added = newId()
      await trx
        .insertInto('relocation')
        .values({ id: added, operatorId: keeping.operatorId, ...row })
        .execute()
      await tell(trx, keeping, 'relocation.kept', added)
    } else {
      await trx
        .updateTable('relocation')
        .set({ ...row, version: sql<number>`version + 1`, updatedAt: new Date() })
        .where('id', '=', id)
        .execute()
      await tell(trx, keeping, 'relocation.kept', id)
    }
  }
}

export async function removeRelocation(
  trx: Transaction<DB>,
  keeping: Keeping,
  id: string,
): Promise<Refusal | null> {
  const { numDeletedRows } = await trx
    .deleteFrom('relocation')
    .where('id', '=', id)
    .where('operatorId', '=', keeping.operatorId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return { refused: 'not-found' }
  await tell(trx, keeping, 'relocation.removed', id)
  return null
}
