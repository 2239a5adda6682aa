import { createHash } from 'node:crypto'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership, Ranking } from '@maillage/matching/match.ts'
import type { TextHit } from '@maillage/matching/text-hits.ts'
import { sql, type Transaction } from 'kysely'
import { type Position, reaches } from '../../events.ts'
import { announceChange } from '../live/announce.ts'
import { tell } from './tell.ts'

/** Grows when the engine's answers change for the same inputs. */
export const ENGINE_VERSION = '0.6.0'

/**
 * Stores a ranking, with the words of profiles that went into it, in place of the one before and tells who has news. An older state never overwrites a newer one
 * (several servers may compute the same need), and an unchanged ranking changes and tells nothing.
 * Returns whether anything changed.
 */
export async function applyRanking(
  trx: Transaction<DB>,
  {
    need,
    ranking,
    textHits,
    position,
    visible,
    whole,
    changed,
  }: {
    need: Need
    ranking: Ranking
    textHits: TextHit[] | null
    position: Position
    visible: (partnership: Partnership) => boolean
    whole: boolean
    changed: string
  },
): Promise<boolean> {
  const row = await trx
    .selectFrom('need')
    .select(['revision', 'state'])
    .where('id', '=', need.id)
    .forUpdate()
    .executeTakeFirst()
  if (row?.state !== 'published') return false

  const before = await trx
    .selectFrom('ranking')
    .select(['transactionId', 'eventId', 'contentDigest', 'engineVersion'])
    .where('needId', '=', need.id)
    .executeTakeFirst()
  if (before && !reaches(position, before)) return false

  const contentDigest = createHash('sha256')
    .update(JSON.stringify([ranking, textHits]))
    .digest('hex')
  if (before?.contentDigest === contentDigest && before.engineVersion === ENGINE_VERSION) return false

  const content = {
    needRevision: row.revision,
    transactionId: position.transactionId,
    eventId: position.eventId,
    asOf: ranking.asOf,
    engineVersion: ENGINE_VERSION,
    catalogueVersion: ranking.catalogueVersion,
    contentDigest,
    exact: ranking.exact,
    candidates: ranking.candidates,
    knockedOut: JSON.stringify(ranking.knockedOut),
    weights: JSON.stringify(ranking.weights),
    textHits: textHits && JSON.stringify(textHits),
  }
  await trx
    .insertInto('ranking')
    .values({ needId: need.id, ...content })
    .onConflict(conflict =>
      conflict.column('needId').doUpdateSet({
        ...content,
        version: sql<number>`ranking.version + 1`,
        computedAt: sql<Date>`now()`,
      }),
    )
    .execute()
  await trx.deleteFrom('match').where('needId', '=', need.id).execute()
  if (ranking.partnerships.length > 0) {
    await trx
      .insertInto('match')
      .values(
        ranking.partnerships.map((partnership, index) => ({
          needId: need.id,
          partnershipKey: partnership.key,
          rank: index + 1,
          score: partnership.score,
          feasible: partnership.feasible,
          partnership: JSON.stringify(partnership),
        })),
      )
      .execute()
    await trx
      .insertInto('matchMember')
      .values(
        ranking.partnerships.flatMap(partnership =>
          partnership.members.map(({ firm }) => ({
            needId: need.id,
            partnershipKey: partnership.key,
            organisationId: firm,
          })),
        ),
      )
      .execute()
  }
  await tell(trx, {
    need,
    partnerships: ranking.partnerships,
    whole,
    visible,
    changed,
    eventId: position.eventId,
  })
  await announceChange(trx, { organisationId: need.buyer, subject: 'ranking', id: need.id })
  return true
}
