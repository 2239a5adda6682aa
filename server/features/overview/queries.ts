import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { selectOpenLines, toLine } from '../needs/lines.ts'

const LAST_EVENTS = 20

/** Every open need with the best that was found for it, whatever its visibility: for the operator only. */
export async function openNeedsWithBest(db: Kysely<DB>, today: string) {
  const rows = await selectOpenLines(db, today)
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('match')
          .select(match => [
            match.fn.max('match.score').as('bestScore'),
            sql<boolean>`coalesce(bool_or(feasible), false)`.as('feasible'),
          ])
          .whereRef('match.needId', '=', 'need.id')
          .as('best'),
      join => join.onTrue(),
    )
    .select(['best.bestScore', 'best.feasible'])
    .orderBy('need.id')
    .execute()
  return rows.map(row => ({
    ...toLine(row),
    bestScore: row.bestScore,
    feasible: row.feasible ?? false,
  }))
}

/** What a firm or a buyer settles for itself: no news of the region. */
const ownMatters = [
  'hours.held',
  'procedure.chosen',
  'procedure.approved',
  'contact.asked',
  'contact.reminded',
  'contact.withdrawn',
  'contact.answered',
  'document.added',
  'document.removed',
  'message.sent',
  'message.reported',
  'message.hidden',
  'message.left',
] as const

/** What nobody but its own firms knows before an opening: that somebody answers a tender, alone or in a group. */
const sealed = ['offer', 'group'] as const

/** What happened last that is news of the region, newest first. */
export async function lastEvents(db: Kysely<DB>) {
  const rows = await db
    .selectFrom('event')
    .leftJoin('organisation', 'organisation.id', 'event.organisationId')
    .select(['event.id', 'event.at', 'event.verb', 'event.subjectKind', 'event.subjectId'])
    .select(['organisation.id as organisationId', 'organisation.name as organisationName'])
    .where('event.verb', 'not in', [...ownMatters])
    .where('event.subjectKind', 'not in', [...sealed])
    .orderBy('event.id', 'desc')
    .limit(LAST_EVENTS)
    .execute()
  return rows.map(({ id, at, verb, subjectKind, subjectId, organisationId, organisationName }) => ({
    id,
    verb,
    subjectKind,
    subjectId,
    at: at.toISOString(),
    organisation:
      organisationId === null || organisationName === null
        ? null
        : { id: organisationId, name: organisationName },
  }))
}
