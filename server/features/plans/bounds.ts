/** What an operator binds a plan to: as it asks for it, and as the engine takes it. */
import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanBounds } from '@maillage/db/tables/plans.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { distressBands } from '@maillage/matching/distress.ts'
import type { Bound } from '@maillage/matching/planning/region.ts'
import type { Kysely } from 'kysely'
import { duplicates, type Fault, sentences } from '../../problems/faults.ts'
import { knownIn } from '../catalogue/known.ts'

const said = {
  nobody: {
    fr: 'Aucune entreprise vérifiée ne se dit en difficulté : laissez ce champ vide.',
    en: 'No verified firm says it is in difficulty: leave this field empty.',
  },
  notMade: {
    fr: 'Personne ne fabrique cet article d’après le référentiel : retirez cette ligne.',
    en: 'By the catalogue nobody makes this item: remove this line.',
  },
  notBought: {
    fr: 'Cet article n’est pas de ceux qu’un plan achète ou fait faire au choix : retirez cette ligne.',
    en: 'This item is not among those that a plan may either buy or have made: remove this line.',
  },
  nothing: {
    fr: 'À 0 %, aucune entreprise n’en ferait : donnez une part plus grande.',
    en: 'At 0 % no firm would make any: give a larger share.',
  },
} satisfies Record<string, Text>

/**
 * Verified firms that say they are in difficulty: jobs at risk, or activity lost from the middle band on. For the operator
 * alone, as what they say of it is.
 */
export async function firmsInDifficulty(db: Kysely<DB>): Promise<string[]> {
  const rows = await db
    .selectFrom('distress')
    .innerJoin('organisation', 'organisation.id', 'distress.organisationId')
    .select('organisation.id')
    .where('organisation.status', '=', 'verified')
    .where(({ eb, or }) =>
      or([eb('jobsAtRisk', '>', 0), eb('activityLostPercent', '>=', distressBands.medium.fromPercent)]),
    )
    .orderBy('organisation.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** What a schema cannot know of bounds: which items they may be about, and whether there is anybody in difficulty. */
export async function boundFaults(
  db: Kysely<DB>,
  catalogue: Catalogue,
  { difficultyHours, items }: PlanBounds,
): Promise<Fault[]> {
  const { items: known } = knownIn(catalogue)
  const isMade = (item: string) => catalogue.recipes.some(recipe => recipe.item === item)
  const messageOf = ({ item, kind }: PlanBounds['items'][number]): Text | null => {
    const of = known.get(item)
    if (of === undefined) return sentences.unknown
    if (!isMade(item)) return said.notMade
    return kind === 'regional' && of.outside?.dependence !== 'high' ? said.notBought : null
  }
  const nobody = difficultyHours !== null && (await firmsInDifficulty(db)).length === 0
  return [
    ...(nobody ? [{ field: '/bounds/difficultyHours', message: said.nobody }] : []),
    ...items.flatMap((bound, at): Fault[] => {
      const message = messageOf(bound)
      const isNothing = bound.kind === 'dependence' && bound.share === 0
      return [
        ...(message === null ? [] : [{ field: `/bounds/items/${at}/item`, message }]),
        ...(isNothing ? [{ field: `/bounds/items/${at}/share`, message: said.nothing }] : []),
      ]
    }),
    ...duplicates(
      items.map(({ kind, item }) => `${kind} ${item}`),
      '/bounds/items',
      '/item',
    ),
  ]
}

/** Bounds as the engine takes them; `inDifficulty`: the firms that are to have work. */
export function boundsFor(
  { dependence, regional, recyclable, difficultyHours, items }: PlanBounds,
  inDifficulty: string[],
): Bound[] {
  return [
    ...(dependence === null ? [] : [{ kind: 'dependence' as const, item: null, share: dependence }]),
    ...(regional === null ? [] : [{ kind: 'regional' as const, item: null, share: regional }]),
    ...(recyclable === null ? [] : [{ kind: 'recyclable' as const, share: recyclable }]),
    ...(difficultyHours === null
      ? []
      : [{ kind: 'difficulty' as const, firms: inDifficulty, hours: difficultyHours }]),
    ...items,
  ]
}
