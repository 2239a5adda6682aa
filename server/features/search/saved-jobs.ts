import fp from 'fastify-plugin'
import { parisDate } from '../../paris-date.ts'
import { searchDigest } from '../mail/words.ts'
import { writeToMembers } from '../mail/write.ts'
import { audiencesOf } from '../../search/reader.ts'
import { tellSearches } from './saved.ts'

/** Minute, hour: after the digest of needs, in Paris. */
const EVERY_DAY_AT_SIX = '10 18 * * *'
/** Most things that a mail names; it counts the others. */
const mostNamed = 10

/** Tells of what is new in saved searches: at once where one looks, and once a day by mail to whoever saved them. */
export const savedSearchJobs = fp(
  async app => {
    await app.handleJobs('tell-searches', async ({ keys }) => {
      const today = parisDate(new Date())
      await app.db.transaction().execute(trx => tellSearches(trx, app.documents, keys, today))
    })

    await app.handleJobs('send-search-digests', async () => {
      const waiting = await app.db
        .selectFrom('savedSearchTold')
        .select('savedSearchId')
        .distinct()
        .where('mailed', '=', false)
        .execute()
      for (const { savedSearchId } of waiting) {
        await app.db.transaction().execute(async trx => {
          const told = await trx
            .updateTable('savedSearchTold')
            .set({ mailed: true })
            .where('savedSearchId', '=', savedSearchId)
            .where('mailed', '=', false)
            .returning(['kind', 'id'])
            .execute()
          const search = await trx
            .selectFrom('savedSearch')
            .innerJoin('organisation', 'organisation.id', 'savedSearch.organisationId')
            .select(['savedSearch.userId', 'savedSearch.organisationId'])
            .select(['savedSearch.name', 'savedSearch.query', 'organisation.roles'])
            .where('savedSearch.id', '=', savedSearchId)
            .executeTakeFirst()
          if (search === undefined || told.length === 0) return
          const { organisationId, userId, name, query, roles } = search
          const operator = roles.includes('operator')
          const titles = await trx
            .selectFrom('searchDocument')
            .select(['document'])
            // What has hidden itself since is named to nobody.
            .where('audience', 'in', audiencesOf({ member: true, operator, organisations: [] }))
            .where(({ eb, or }) =>
              or(told.slice(0, mostNamed).map(({ kind, id }) => eb('kind', '=', kind).and('id', '=', id))),
            )
            .execute()
          const inLanguage = (language: 'fr' | 'en') =>
            searchDigest({
              name,
              link: `${app.environment.publicUrl}/search?${query}`,
              total: told.length,
              lines: titles.flatMap(({ document }) => titleIn(document, language)),
            })[language]
          const mail = { fr: inLanguage('fr'), en: inLanguage('en') }
          await writeToMembers(trx, app.sendJob, {
            organisations: [organisationId],
            kind: 'searches',
            only: userId,
            mail,
          })
        })
      }
    })
    await app.scheduleJob('send-search-digests', EVERY_DAY_AT_SIX)
  },
  { name: 'saved-search-jobs', dependencies: ['environment', 'database', 'jobs', 'search'] },
)

/** The title of a document as the index keeps it; none where it has another shape. */
function titleIn(document: object, language: 'fr' | 'en'): string[] {
  if (!('title' in document) || typeof document.title !== 'object' || document.title === null) return []
  const title: unknown = Reflect.get(document.title, language)
  return typeof title === 'string' ? [title] : []
}
