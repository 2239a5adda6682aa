import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { createEngine, type Engine } from '@maillage/matching/engine.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { readCatalogue } from '../engine/catalogue-records.ts'
import { type Follower, followEvents } from '../engine/follower.ts'
import { createRanker, type Ranker } from '../engine/ranker.ts'
import { parisDate } from '../paris-date.ts'

/** The region this server is run for, and the codes of its departments. */
export interface Region {
  name: string
  departments: string[]
}

declare module 'fastify' {
  interface FastifyInstance {
    catalogue: Catalogue
    engine: Engine
    follower: Follower
    ranker: Ranker
    region: Region
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
    const created = createEngine(catalogue, { asOf: parisDate(new Date()), departments })
    const ranker = createRanker(catalogue, { departments }, created)
    const followed = {
      upsertNeed: created.upsertNeed,
      removeNeed: created.removeNeed,
      upsertFirm(firm: Firm) {
        created.upsertFirm(firm)
        ranker.changed({ firm })
      },
      removeFirm(id: string) {
        created.removeFirm(id)
        ranker.changed({ without: id })
      },
    }
    const follower = await followEvents(app.connection, followed, error =>
      app.log.error({ err: error }, 'the engine could not follow the event log; trying again'),
    )
    // The day moves at midnight in Paris; an hour's delay changes no answer by more than a day.
    const day = setInterval(() => {
      const today = parisDate(new Date())
      if (today === created.asOf) return
      created.setAsOf(today)
      ranker.changed({ asOf: created.asOf })
    }, HOUR_MILLISECONDS)
    app.addHook('onListen', async () => ranker.start())

    app.decorate('catalogue', catalogue)
    app.decorate('engine', created)
    app.decorate('follower', follower)
    app.decorate('ranker', ranker)
    app.decorate('region', { name: region, departments })

    const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
      new Gauge({
        name: `maillage_engine_${name}`,
        help,
        registers: [app.metrics],
        async collect() {
          this.set(await value())
        },
      })
    gauge('firms', 'Firms this engine ranks', () => [...created.firms()].length)
    gauge('needs', 'Open needs this engine ranks for', () => follower.needs())
    gauge('events_behind', 'Events written that this engine has not seen yet', () => follower.behind())

    app.addHook('onClose', async () => {
      clearInterval(day)
      await follower.stop()
      await ranker.close()
    })
  },
  { name: 'engine', dependencies: ['database', 'metrics'] },
)
