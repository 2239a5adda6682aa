import type { Partnership } from '@maillage/matching/match.ts'
import fp from 'fastify-plugin'
import { applyRanking } from './apply-ranking.ts'

/** Partnerships kept for a need. */
export const KEPT = 50

/**
 * Computes and stores rankings when a need or a firm has changed. Each job carries the position of the event that
 * asked for it and waits until this server's engine has seen it.
 */
export const matchJobs = fp(
  async app => {
    const visible = (partnership: Partnership) =>
      partnership.members.every(({ firm }) => app.engine.firm(firm)?.audience !== 'operator')

    async function rankNeed(needId: string): Promise<void> {
      const need = app.engine.need(needId)
      if (need === undefined) {
        // Withdrawn meanwhile: what was found for it goes with it.
        await app.db.transaction().execute(async trx => {
          const row = await trx
            .selectFrom('need')
            .select('state')
            .where('id', '=', needId)
            .forUpdate()
            .executeTakeFirst()
          if (row?.state !== 'published')
            await trx.deleteFrom('ranking').where('needId', '=', needId).execute()
        })
        return
      }
      const position = app.follower.position()
      const ranking = app.engine.rank(need, { viewer: { kind: 'other' }, limit: KEPT })
      await app.db.transaction().execute(trx => applyRanking(trx, { need, ranking, position, visible }))
    }

    await app.handleJobs('match-need', async ({ needId, position }) => {
      await app.follower.reached(position)
      await rankNeed(needId)
    })

    await app.handleJobs('match-firm', async ({ firmId, position }) => {
      await app.follower.reached(position)
      const before = await app.db
        .selectFrom('matchMember')
        .select('needId')
        .distinct()
        .where('organisationId', '=', firmId)
        .execute()
      // Those it is part of come first, which somebody may be looking at; each is told as soon as it is ranked.
      const needs = new Set([...before.map(row => row.needId).sort(), ...app.engine.needsCalling(firmId)])
      for (const needId of needs) await rankNeed(needId)
    })
  },
  { name: 'match-jobs', dependencies: ['database', 'jobs', 'engine'] },
)
