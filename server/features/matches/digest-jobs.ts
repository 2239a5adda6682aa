import fp from 'fastify-plugin'
import { languageNamed } from '../../languages.ts'
import { queueMail } from '../mail/queue.ts'
import { inLanguageOf } from '../organisations/members.ts'
import { digestMail } from './digest-mail.ts'
import { firmsWaiting, tellRest } from './suggestions.ts'

/** Minute, hour: at the end of the working day, in Paris. */
const EVERY_DAY_AT_SIX = '0 18 * * *'

/**
 * Once a day, tells each firm in one notification and one mail of the needs beyond those it was sent one by one. Owners
 * and editors are written to, each in their language.
 */
export const digestJobs = fp(
  async app => {
    await app.handleJobs('send-digests', async () => {
      for (const firm of await firmsWaiting(app.db)) {
        await app.db.transaction().execute(async trx => {
          const digest = await tellRest(trx, firm)
          if (digest === null) return
          const readers = await trx
            .selectFrom('member')
            .innerJoin('user', 'user.id', 'member.userId')
            .innerJoin('organisation', 'organisation.id', 'member.organisationId')
            .select(['user.email', 'user.language', 'organisation.name'])
            .where('member.organisationId', '=', firm)
            .where('member.state', '=', 'active')
            .where('member.role', 'in', ['owner', 'editor'])
            .where('organisation.status', '!=', 'suspended')
            .orderBy('user.id')
            .execute()
          for (const { email, language, name } of readers) {
            const mail = digestMail(digest, app.catalogue, {
              organisation: name,
              link: `${app.environment.publicUrl}/firm/needs`,
            })
            const reader = { email, language: languageNamed(language) }
            await queueMail(trx, app.sendJob, inLanguageOf(reader, mail))
          }
        })
      }
    })
    await app.scheduleJob('send-digests', EVERY_DAY_AT_SIX)
  },
  { name: 'digest-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
