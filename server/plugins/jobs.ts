import type { DB } from '@maillage/db/tables/database.ts'
import fp from 'fastify-plugin'
import type { Transaction } from 'kysely'
import { fromKysely, fromPglite, type JobResult, PgBoss } from 'pg-boss'
import { Counter } from 'prom-client'
import type { Position } from '../events.ts'
import type { DocumentKey } from '../search/document.ts'

/** Every background job and what it carries. */
export interface Jobs {
  'match-need': { needId: string; position: Position }
  /** `shownToOthers`: who may see it has changed, which changes what buyers read and no ranking. */
  'match-firm': { firmId: string; position: Position; shownToOthers?: boolean }
  /** Needs that were ranked without the words of profiles are ranked with them. */
  'rank-with-words': Record<string, never>
  /** The catalogue is another one: every need is ranked again. */
  'rank-again': Record<string, never>
  'send-mail': { mailId: string }
  /** Forgets deliveries to targets of webhooks that are old. */
  'sweep-webhooks': Record<string, never>
  'send-digests': Record<string, never>
  /** Compares the search index with the tables and repairs it. */
  'check-search': Record<string, never>
  /** Documents of the index that have come or changed: saved searches may be waiting for them. */
  'tell-searches': { keys: DocumentKey[] }
  'send-search-digests': Record<string, never>
  /** Gathers what members are not written of at once, for those whose day it is. */
  'gather-mail': Record<string, never>
  /** Deletes documents that nothing belongs to. */
  'sweep-documents': Record<string, never>
  /** Contracts and call-offs whose time to answer is over come to nothing. */
  'lapse-contracts': Record<string, never>
  'lapse-holds': Record<string, never>
  /** Tells firms which certificates end, and has those that are over count as such. */
  'watch-certificates': Record<string, never>
  /** Something that a firm was to do is done, or not: what others may be told of it is counted again. */
  'count-record': { firmId: string }
  /** The window of all records moves on by a day. */
  'count-records': Record<string, never>
  /** Days pass: open needs are ranked again where a regime begins or has ended. */
  'turn-regimes': Record<string, never>
  /** Both sides are told of deliveries that will be late. */
  'foresee-lateness': Record<string, never>
  /** Goods of an organisation have moved: whether what it keeps still lasts is looked at. */
  'watch-stock': { organisationId: string }
  /** Days pass: all stocks are looked at. */
  'watch-stocks': Record<string, never>
  /** A plan of the region that somebody asked for. */
  'make-plan': { planId: string }
  /** Scenarios that somebody asked to run on the region's plan. */
  'run-scenarios': { runId: string }
  /** The demonstration’s plan, which is made, proposed and refused by one firm. */
  'play-plan': { planId: string }
  /** Days pass: proposals that nobody answered, or that were kept long enough, come to nothing. */
  'lapse-proposals': Record<string, never>
}

/**
 * How often a job that failed is tried again, and with what pauses, which double up to the longest. Rankings follow
 * the next change anyway; a mail has nothing after it, so it outlasts a mail server that is away for two days.
 */
const patience: Record<
  keyof Jobs,
  { retryLimit: number; retryDelay: number; retryDelayMax: number; policy?: 'short' }
> = {
  'match-need': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60 },
  'match-firm': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60 },
  // One that waits will do for all that have asked.
  'rank-with-words': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60, policy: 'short' },
  'rank-again': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60, policy: 'short' },
  'turn-regimes': { retryLimit: 5, retryDelay: 60, retryDelayMax: 3600 },
  'send-digests': { retryLimit: 5, retryDelay: 10, retryDelayMax: 600 },
  'tell-searches': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60 },
  'send-search-digests': { retryLimit: 5, retryDelay: 10, retryDelayMax: 600 },
  'gather-mail': { retryLimit: 5, retryDelay: 10, retryDelayMax: 600 },
  'count-record': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60 },
  'count-records': { retryLimit: 5, retryDelay: 60, retryDelayMax: 3600 },
  'foresee-lateness': { retryLimit: 5, retryDelay: 10, retryDelayMax: 600 },
  'watch-stock': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60 },
  'watch-stocks': { retryLimit: 5, retryDelay: 60, retryDelayMax: 3600 },
  // What fails is stored with the plan; only a server that stops has it made again.
  'make-plan': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60 },
  'run-scenarios': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60 },
  'play-plan': { retryLimit: 5, retryDelay: 1, retryDelayMax: 60 },
  'lapse-proposals': { retryLimit: 5, retryDelay: 10, retryDelayMax: 600 },
  'lapse-contracts': { retryLimit: 5, retryDelay: 10, retryDelayMax: 600 },
  'lapse-holds': { retryLimit: 5, retryDelay: 10, retryDelayMax: 600 },
  'check-search': { retryLimit: 5, retryDelay: 60, retryDelayMax: 3600 },
  'sweep-documents': { retryLimit: 5, retryDelay: 60, retryDelayMax: 3600 },
  'watch-certificates': { retryLimit: 5, retryDelay: 60, retryDelayMax: 3600 },
  'sweep-webhooks': { retryLimit: 5, retryDelay: 60, retryDelayMax: 3600 },
  'send-mail': { retryLimit: 60, retryDelay: 1, retryDelayMax: 3600 },
}

/** A server that dies with jobs in hand is missed after this long, and another one, or its next start, takes them. */
const MISSED_SECONDS = 20
const LOOK_FOR_MISSED_SECONDS = 10

/**
 * A ring wakes a worker once, however many jobs were sent before it looked. So it takes several at a time, and looks
 * again at once while its hands are full: with one at a time, a second job sent in the same instant would wait for the
 * next look. That look also finds jobs that are due to be tried again.
 */
const pace = {
  batchSize: 20,
  burstWhenBatchFull: true,
  notifyPollingIntervalSeconds: 5,
  perJobResults: true,
} as const

/** Jobs that carry nothing: they find their work themselves. */
type Scheduled = {
  [Queue in keyof Jobs]: Jobs[Queue] extends Record<string, never> ? Queue : never
}[keyof Jobs]

declare module 'fastify' {
  interface FastifyInstance {
    /** Sends a job inside a transaction: a rollback drops it, a commit wakes its handler, now or so many seconds after. */
    sendJob<Queue extends keyof Jobs>(
      trx: Transaction<DB>,
      queue: Queue,
      data: Jobs[Queue],
      afterSeconds?: number,
    ): Promise<void>
    /** Handles a queue on this server, one job at a time; a handler that throws is tried again later. */
    handleJobs<Queue extends keyof Jobs>(
      queue: Queue,
      handler: (data: Jobs[Queue]) => Promise<void>,
    ): Promise<void>
    /**
     * Sends a job at each time of a cron expression, in Paris; once for all servers. Times that passed while none ran
     * are made up for by a single job.
     */
    scheduleJob(queue: Scheduled, cron: string): Promise<void>
  }
}

/** Background work on pg-boss, in the same database as the changes that ask for it. */
export const jobs = fp(
  async app => {
    const { pglite, databaseUrl } = app.connection
    const options = {
      useListenNotify: true,
      superviseIntervalSeconds: LOOK_FOR_MISSED_SECONDS,
      monitorIntervalSeconds: LOOK_FOR_MISSED_SECONDS,
    }
    const boss = pglite
      ? new PgBoss({ ...options, db: fromPglite(pglite), backend: 'pglite' })
      : new PgBoss({ ...options, connectionString: databaseUrl ?? '' })
    const ended = new Counter({
      name: 'maillage_jobs_total',
      help: 'Jobs ended on this server, by queue and outcome; a failed one is tried again',
      labelNames: ['queue', 'outcome'],
      registers: [app.metrics],
    })
    let stopping = false
    app.addHook('preClose', async () => {
      stopping = true
    })
    boss.on('error', error => app.log.error({ err: error }, 'the job queue met an error'))
    await boss.start()
    for (const [queue, tries] of Object.entries(patience)) {
      await boss.createQueue(queue, {
        notify: true,
        retryBackoff: true,
        heartbeatSeconds: MISSED_SECONDS,
        ...tries,
      })
    }

    app.decorate('sendJob', async (trx, queue, data, afterSeconds = 0) => {
      await boss.send(queue, data, { db: fromKysely(trx), startAfter: afterSeconds })
    })
    app.decorate('handleJobs', async (queue, handler) => {
      await boss.work<Jobs[typeof queue], JobResult, typeof pace>(queue, pace, async batch => {
        const results: JobResult[] = []
        for (const { id, data } of batch) {
          try {
            await handler(data)
            results.push({ id, status: 'completed' })
            ended.inc({ queue, outcome: 'done' })
          } catch (error) {
            // What a job needs is closed under it: no failure, and the next server that looks does it.
            if (stopping)
              app.log.info({ queue, job: id }, 'a job was cut short by the stop; it is done later')
            else app.log.error({ err: error, queue, job: id }, 'a job failed; it is tried again later')
            results.push({ id, status: 'failed', output: { message: String(error) } })
            ended.inc({ queue, outcome: 'failed' })
          }
        }
        return results
      })
    })
    app.decorate('scheduleJob', (queue, cron) =>
      boss.schedule(queue, cron, {}, { tz: 'Europe/Paris', missed: 'once' }),
    )
    app.addHook('onClose', async () => boss.stop({ graceful: true, timeout: 5000, close: true }))
  },
  { name: 'jobs', dependencies: ['database', 'metrics'] },
)
