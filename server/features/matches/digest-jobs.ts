import fp from 'fastify-plugin'
import { writeToMembers } from '../mail/write.ts'
import { digestMail } from './digest-mail.ts'
import { firmsWaiting, tellRest } from './suggestions.ts'

/** Minute, hour: at the end of the working day, in Paris. */
const EVERY_DAY_AT_SIX = '0 18 * * *'

/**
 * Once a day, tells each firm in one notification and one mail of the needs beyond those it was sent one by one.
 */
export const digestJobs = fp(
  async app => {
    await app.handleJobs('send-digests', async () => {
      for (const firm of await firmsWaiting(app.db)) {
        await app.db.transaction().execute(async trx => {
          const digest = await tellRest(trx, firm)
          if (digest === null) return
          const { name } = await trx
            .selectFrom('organisation')
            .select('name')
            .where('id', '=', firm)
            .executeTakeFirstOrThrow()
          const link = `${app.environment.publicUrl}/firm/needs`
          const mail = digestMail(digest, app.catalogue, { organisation: name, link })
          await writeToMembers(trx, app.sendJob, { organisations: [firm], kind: 'needs', mail })
        })
      }
    })
    await app.scheduleJob('send-digests', EVERY_DAY_AT_SIX)
  },
  { name: 'digest-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
