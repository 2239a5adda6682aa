import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { catalogueVersion, readCatalogue } from '../engine/catalogue-records.ts'
import { type Follower, followEvents } from '../engine/follower.ts'
import type { Ranker } from '../engine/ranker.ts'
import { emptyRevision, reviseWith } from '../engine/revise.ts'
import { createRevisions, type Hold, type Revisions } from '../engine/revisions.ts'
import { parisDate } from '../paris-date.ts'

/** The region this server is run for, and the codes of its departments. */
export interface Region {
  name: string
  departments: string[]
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * The catalogue, the engine and its ranker of the revision that the request began with, or of the one in force outside
     * of requests. Read them where they are used: kept beyond a request they grow old. What is made from them once belongs
     * into `revisions.derive`; a job that reads several of them runs in `revisions.during`.
     */
    catalogue: Catalogue
    engine: Engine
    ranker: Ranker
    revisions: Revisions
    follower: Follower
    region: Region
  }
  interface FastifyRequest {
    /** Of the revision that it is answered with. */
    hold: Hold | null
  }
}

const HOUR_MILLISECONDS = 3_600_000

/** This server's engine, kept current with the database. Ready only once every firm and open need is loaded. */
export const engine = fp<{ region: string }>(
  async (app, { region }) => {
    const catalogue = await readCatalogue(app.db)
    const departments = loadDepartments()
      .filter(department => department.region === region)
      .map(department => department.code)
    const revisions = createRevisions(
      emptyRevision(catalogue, { asOf: parisDate(new Date()), departments }),
      error => app.log.error({ err: error }, 'what belonged to an older catalogue could not be closed'),
    )
    let listening = false
    const followed = {
      upsertNeed: (need: Need) => revisions.current.engine.upsertNeed(need),
      removeNeed: (id: string) => revisions.current.engine.removeNeed(id),
      upsertFirm(firm: Firm) {
        const { engine, ranker } = revisions.current
        engine.upsertFirm(firm)
        ranker.changed({ firm })
      },
      removeFirm(id: string) {
        const { engine, ranker } = revisions.current
        engine.removeFirm(id)
        ranker.changed({ without: id })
      },
      async revise() {
        if ((await catalogueVersion(app.db)) === revisions.current.catalogue.version) return
        const next = await reviseWith(await readCatalogue(app.db), revisions.current, departments)
        if (listening) next.ranker.start()
        revisions.replace(next)
      },
    }
    const follower = await followEvents(app.connection, followed, error =>
      app.log.error({ err: error }, 'the engine could not follow the event log; trying again'),
    )
    // The day moves at midnight in Paris; an hour's delay changes no answer by more than a day.
    const day = setInterval(() => {
      const today = parisDate(new Date())
      const { engine, ranker } = revisions.current
      if (today === engine.asOf) return
      engine.setAsOf(today)
      ranker.changed({ asOf: engine.asOf })
    }, HOUR_MILLISECONDS)
    app.addHook('onListen', async () => {
      listening = true
      revisions.current.ranker.start()
    })

    app.decorate('revisions', revisions)
    app.decorate('catalogue', { getter: () => revisions.here.catalogue })
    app.decorate('engine', { getter: () => revisions.here.engine })
    app.decorate('ranker', { getter: () => revisions.here.ranker })
    app.decorate('follower', follower)
    app.decorate('region', { name: region, departments })

    app.decorateRequest('hold', null)
    // After the body is read, whose events come outside of this context; a socket stays open and holds nothing.
    app.addHook('preHandler', (request, _reply, done) => {
      if (request.ws) return done()
      request.hold = revisions.hold()
      request.hold.run(done)
    })
    app.addHook('onResponse', async request => request.hold?.release())
    // A page that has another one reads the catalogue again.
    app.addHook('onSend', async (request, reply, payload) => {
      if (request.hold !== null) reply.header('catalogue-version', revisions.here.catalogue.version)
      return payload
    })

    const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
      new Gauge({
        name: `maillage_engine_${name}`,
        help,
        registers: [app.metrics],
        async collect() {
          this.set(await value())
        },
      })
    gauge('firms', 'Firms this engine ranks', () => [...revisions.current.engine.firms()].length)
    gauge('needs', 'Open needs this engine ranks for', () => follower.needs())
    gauge('events_behind', 'Events written that this engine has not seen yet', () => follower.behind())

    app.addHook('onClose', async () => {
      clearInterval(day)
      await follower.stop()
      await revisions.close()
    })
  },
  { name: 'engine', dependencies: ['database', 'metrics'] },
)
