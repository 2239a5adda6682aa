import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Kysely, Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { knownIn } from '../catalogue/known.ts'
import { stockRunsOut } from '../mail/stock-words.ts'
import { writeToMembers } from '../mail/write.ts'
import { notify } from '../notifications/notify.ts'
import { standingOf } from './standing.ts'

/** Minute, hour, in Paris: before people come to work. */
const EVERY_MORNING = '30 6 * * *'

interface Watching {
  catalogue: Catalogue
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
  today: string
}

async function isOperator(trx: Transaction<DB>, organisationId: string): Promise<boolean> {
  const { roles } = await trx
    .selectFrom('organisation')
    .select('roles')
    .where('id', '=', organisationId)
    // One look at an organisation's stocks after the other: each tells what the one before has not.
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  return roles.includes('operator')
}

/** Tells an organisation of items that came to run low or out since they were last looked at: once each time it is so. */
export async function watchStock(
  trx: Transaction<DB>,
  { catalogue, publicUrl, sendJob, today }: Watching,
  organisationId: string,
): Promise<void> {
  const side = (await isOperator(trx, organisationId)) ? 'operator' : 'buyer'
  const told = new Map(
    (
      await trx
        .selectFrom('stockTold')
        .select(['item', 'state'])
        .where('organisationId', '=', organisationId)
        .execute()
    ).map(({ item, state }) => [item, state]),
  )
  for (const { item, state, days, stockOutOn, there } of await standingOf(trx, organisationId, today)) {
    if (state === 'unknown' || told.get(item) === state) continue
    await trx
      .insertInto('stockTold')
      .values({ organisationId, item, state })
      .onConflict(conflict => conflict.columns(['organisationId', 'item']).doUpdateSet({ state }))
      .execute()
    // From nothing to a little is better news; nobody is woken for that.
    if (state === 'enough' || (state === 'low' && told.get(item) === 'out')) continue
    const data = { side, item, state, days: days ?? 0, stockOutOn, there } as const
    await notify(trx, { organisationId, kind: 'stock-low', needId: null, eventId: null, data })
    const name = knownIn(catalogue).items.get(item)?.name ?? { fr: item, en: item }
    const mail = stockRunsOut({ name, ...data, link: `${publicUrl}/${side}/stocks` })
    await writeToMembers(trx, sendJob, { organisations: [organisationId], kind: 'stocks', mail })
  }
}

/** Organisations that keep stocks, in the order of their ids. */
const keepers = (db: Kysely<DB>) =>
  db
    .selectFrom('depot')
    .innerJoin('organisation', 'organisation.id', 'depot.organisationId')
    .select('organisation.id')
    .distinct()
    .where('organisation.status', '!=', 'suspended')
    .orderBy('organisation.id')
    .execute()

/** Looks at stocks after each movement, and at all of them every morning: days pass, and lots expire. */
export const stockJobs = fp(
  async app => {
    const { environment, sendJob } = app
    const watch = (organisationId: string) =>
      app.db.transaction().execute(trx =>
        watchStock(
          trx,
          {
            catalogue: app.catalogue,
            publicUrl: environment.publicUrl,
            sendJob,
            today: parisDate(new Date()),
          },
          organisationId,
        ),
      )
    await app.handleJobs('watch-stock', ({ organisationId }) => watch(organisationId))
    await app.handleJobs('watch-stocks', async () => {
      for (const { id } of await keepers(app.db)) await watch(id)
    })
    await app.scheduleJob('watch-stocks', EVERY_MORNING)
  },
  { name: 'stock-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
