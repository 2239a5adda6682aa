import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import type { Position } from '../events.ts'
import { driftLines, driftOf, isDrifted, repair } from '../search/drift.ts'
import { withFallback } from '../search/fallback.ts'
import type { DocumentMaker } from '../search/firm-document.ts'
import { type Keeper, keepIndex, type Written } from '../search/keep.ts'
import { documentMaker, documentVersion } from '../search/maker.ts'
import { indexesOf } from '../search/indexes.ts'
import { shows } from '../search/shows.ts'
import type { TextSearch } from '../search/text-search.ts'

declare module 'fastify' {
  interface FastifyInstance {
    textSearch: TextSearch
    /** Understands what is typed, and makes documents. */
    documents: DocumentMaker
    /** Whether the words of the index in the database are as new as an event; waits for it a little. */
    searchShows(position: Position): Promise<boolean>
    /** Resolves once every index shows what is committed now; begins to keep them where nobody has yet. */
    searchCurrent(): Promise<void>
  }
}

/** Hour: when few people are there, in Paris. */
const EVERY_NIGHT_AT_THREE = '0 3 * * *'
/** A ranking waits so long for the words of the change that asked for it: some ten times what the index takes. */
const MOST_AWAITED_MILLISECONDS = 1000
const DAY_MILLISECONDS = 86_400_000

/**
 * Search over the marketplace: the index in the database always, and the search server before it where one is named. The
 * indexes are kept from when the server listens on, so that it starts no later for them.
 */
export const search = fp(
  async app => {
    const { db, connection, environment } = app
    const makers = app.revisions.derive(({ engine, catalogue }) => documentMaker(engine, catalogue))
    const maker = () => makers.here
    const indexes = indexesOf(db, maker, environment)
    const tell = (error: unknown) =>
      app.log.warn({ err: error }, 'the search server does not answer; the database answers in its place')
    app.decorate(
      'textSearch',
      indexes.meilisearch
        ? withFallback(indexes.meilisearch.search, indexes.postgres.search, tell)
        : indexes.postgres.search,
    )
    app.decorate('documents', {
      getter: maker,
    })

    /** Saved searches are asked again of what has changed; where nobody has saved one, nothing is. */
    const askToTell: Written = async (trx, documents) => {
      if (documents.length === 0) return
      const saved = await trx.selectFrom('savedSearch').select('id').limit(1).executeTakeFirst()
      if (saved === undefined) return
      await app.sendJob(trx, 'tell-searches', { keys: documents.map(({ kind, id }) => ({ kind, id })) })
    }

    /** Needs that were ranked while the index was late are ranked again, with its words. */
    const askForWords = async () => {
      const without = await db
        .selectFrom('ranking')
        .select('needId')
        .where('textHits', 'is', null)
        .limit(1)
        .executeTakeFirst()
      if (without !== undefined)
        await db.transaction().execute(trx => app.sendJob(trx, 'rank-with-words', {}))
    }

    const all = [indexes.postgres, ...(indexes.meilisearch ? [indexes.meilisearch] : [])]
    let keeping: Promise<Keeper[]> | undefined
    const keep = () =>
      (keeping ??= Promise.all(
        all.map(index =>
          keepIndex(
            connection,
            index,
            maker,
            error =>
              app.log.error(
                { err: error, index: index.name },
                'a search index could not follow; trying again',
              ),
            ...(index.name === 'postgres' ? [askToTell, askForWords] : []),
          ),
        ),
      ))
    app.decorate('searchShows', position =>
      shows(db, 'postgres', documentVersion(app.catalogue), position, MOST_AWAITED_MILLISECONDS),
    )
    app.decorate('searchCurrent', async () => {
      for (const keeper of await keep()) await keeper.current()
    })
    app.addHook('onListen', async () => {
      await keep()
    })
    app.revisions.onReplaced(() => {
      keeping?.then(keepers => {
        for (const keeper of keepers) keeper.wake()
      }, tell)
    })
    app.addHook('onClose', async () => {
      for (const keeper of (await keeping) ?? []) await keeper.stop()
    })

    const behind = new Gauge({
      name: 'maillage_search_events_behind',
      help: 'Events written that a search index does not show yet',
      labelNames: ['index'],
      registers: [],
      async collect() {
        const keepers = (await keeping) ?? []
        for (const [at, keeper] of keepers.entries())
          this.set({ index: all[at]?.name ?? '' }, await keeper.behind())
      },
    })

    app.metrics.registerMetric(behind)

    await app.handleJobs('check-search', async () => {
      for (const index of all) {
        const drift = await driftOf(db, index, maker(), Math.floor(Date.now() / DAY_MILLISECONDS))
        if (!isDrifted(drift)) continue
        app.log.warn(
          { index: index.name, drift: driftLines(drift) },
          'a search index had drifted; it is repaired',
        )
        await repair(db, index, maker(), drift)
      }
    })
    await app.scheduleJob('check-search', EVERY_NIGHT_AT_THREE)
  },
  { name: 'search', dependencies: ['environment', 'database', 'jobs', 'engine', 'metrics'] },
)
