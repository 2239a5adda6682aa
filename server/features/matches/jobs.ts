import { dayOf } from '@maillage/matching/dates.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import { turnsOn } from '@maillage/matching/regimes.ts'
import fp from 'fastify-plugin'
import { applyRanking, ENGINE_VERSION } from './apply-ranking.ts'
import { lastWritten } from '../../engine/follower.ts'
import type { Position } from '../../events.ts'
import { announceShown } from './announce-shown.ts'
import { wordsNear } from './need-words.ts'
import { allowanceOf, firmsToTell, tellBest } from './suggestions.ts'

/** Partnerships kept for a need. */
export const KEPT = 50

/** Minute, hour: when every server has seen that it is another day in Paris. */
const EVERY_DAY_AT_FOUR = '0 4 * * *'

/**
 * Computes and stores rankings when a need or a firm has changed, and tells who has news. Each job carries the position
 * of the event that asked for it and waits until this server's engine has seen it, and a little for the words of the index:
 * where these are late it ranks without, and again once they are there.
 */
export const matchJobs = fp(
  async app => {
    const visible = (partnership: Partnership) =>
      partnership.members.every(({ firm }) => app.engine.firm(firm)?.audience !== 'operator')

    /** Resolves once the engine has seen an event, with whether the words of profiles are as new. */
    async function reached(position: Position): Promise<boolean> {
      const [withWords] = await Promise.all([app.searchShows(position), app.follower.reached(position)])
      if (!withWords) app.log.info({ position }, 'the words of profiles are late; ranked without them')
      return withWords
    }

    /** Ranks a need after a change of itself or of a firm, whose id is `changed`, by one revision of the catalogue. */
    const rankNeed = (needId: string, changed: string, withWords: boolean) =>
      app.revisions.during(() => rankNow(needId, changed, withWords))

    async function rankNow(needId: string, changed: string, withWords: boolean): Promise<void> {
      const need = app.engine.need(needId)
      if (need === undefined) {
        // Withdrawn meanwhile: what was found for it goes with it, and nobody is still to be told of it.
        await app.db.transaction().execute(async trx => {
          const row = await trx
            .selectFrom('need')
            .select('state')
            .where('id', '=', needId)
            .forUpdate()
            .executeTakeFirst()
          if (row?.state === 'published') return
          await trx.deleteFrom('ranking').where('needId', '=', needId).execute()
          await trx.deleteFrom('suggestion').where('needId', '=', needId).execute()
        })
        return
      }
      const position = app.follower.position()
      const textHits = withWords ? await wordsNear(app, need) : null
      const ranking = await app.ranker.rank(need, {
        viewer: { kind: 'other' },
        limit: KEPT,
        textHits: textHits ?? [],
      })
      const whole = ranking.partnerships.length < KEPT
      await app.db
        .transaction()
        .execute(trx => applyRanking(trx, { need, ranking, textHits, position, visible, whole, changed }))
    }

    async function tellFirms(firms: string[]): Promise<void> {
      if (firms.length > 0) await app.db.transaction().execute(trx => tellBest(trx, firms))
    }

    await app.handleJobs('match-need', async ({ needId, position }) => {
      const withWords = await reached(position)
      await rankNeed(needId, needId, withWords)
      await tellFirms(await firmsToTell(app.db, [needId]))
    })

    await app.handleJobs('match-firm', async ({ firmId, position, shownToOthers = false }) => {
      const withWords = await reached(position)
      const before = await app.db
        .selectFrom('matchMember')
        .select('needId')
        .distinct()
        .where('organisationId', '=', firmId)
        .execute()
      // Those it is part of come first, which somebody may be looking at.
      const needs = [
        ...new Set([...before.map(row => row.needId).sort(), ...app.engine.needsCalling(firmId)]),
      ]
      // Where the firm may be told of them all today there is nothing to choose: it hears of each as soon as it is ranked.
      const tellsEach = needs.length <= (await allowanceOf(app.db, firmId))
      for (const needId of needs) {
        await rankNeed(needId, firmId, withWords)
        if (tellsEach) await tellFirms([firmId])
      }
      await tellFirms(await firmsToTell(app.db, needs))
      if (shownToOthers) await app.db.transaction().execute(trx => announceShown(trx, firmId))
    })

    await app.handleJobs('rank-with-words', async () => {
      const without = await app.db
        .selectFrom('ranking')
        .select('needId')
        .where('textHits', 'is', null)
        .orderBy('needId')
        .execute()
      for (const { needId } of without) await rankNeed(needId, needId, true)
      await tellFirms(
        await firmsToTell(
          app.db,
          without.map(({ needId }) => needId),
        ),
      )
    })

    async function rankAll(): Promise<void> {
      const withWords = await reached(await lastWritten(app.connection))
      const open = [...app.engine.needs()].map(({ id }) => id).sort()
      for (const needId of open) await rankNeed(needId, needId, withWords)
      await tellFirms(await firmsToTell(app.db, open))
    }
    await app.handleJobs('rank-again', rankAll)
    await app.handleJobs('turn-regimes', async () => {
      const today = dayOf(app.engine.asOf)
      if (app.catalogue.regimes.some(regime => turnsOn(regime, today))) await rankAll()
    })
    await app.scheduleJob('turn-regimes', EVERY_DAY_AT_FOUR)

    // What an earlier version of the engine found, or none yet, is found again.
    await app.db.transaction().execute(async trx => {
      const stale = await trx
        .selectFrom('need')
        .leftJoin('ranking', 'ranking.needId', 'need.id')
        .select('need.id')
        .where('need.state', '=', 'published')
        .where(({ eb, or }) =>
          or([eb('ranking.engineVersion', 'is', null), eb('ranking.engineVersion', '!=', ENGINE_VERSION)]),
        )
        .orderBy('need.id')
        .execute()
      const position = app.follower.position()
      for (const { id } of stale) await app.sendJob(trx, 'match-need', { needId: id, position })
    })
  },
  { name: 'match-jobs', dependencies: ['database', 'jobs', 'engine', 'search'] },
)
