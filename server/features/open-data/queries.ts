import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import { number } from '@maillage/matching/words/typography.ts'
import { type Kysely, sql } from 'kysely'
import { Value } from 'typebox/value'
import { communeName } from '../../places.ts'
import { AwardNoticeContent } from '../notices/content.ts'
import type { OpenNeed, OpenTender } from './schemas.ts'

/** What everybody may read is bounded, so that an answer is: more than the region has ever asked for at once. */
export const MOST_OPEN = 5000

/** Published needs that anyone may read, the last published first. */
export async function readOpenNeeds(
  db: Kysely<DB>,
  { catalogue, publicUrl, limit }: { catalogue: Catalogue; publicUrl: string; limit: number },
): Promise<OpenNeed[]> {
  const rows = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select(['need.id', 'need.item', 'need.family', 'need.quantity', 'need.commune', 'need.department'])
    .select(['need.publishedAt', 'need.updatedAt', 'organisation.name as buyer', 'organisation.siren'])
    .select(
      sql<{ due: string; quantity: number }[]>`coalesce((
        select json_agg(json_build_object('due', due, 'quantity', quantity) order by due)
        from need_tranche where need_id = need.id), '[]')`.as('deliveries'),
    )
    .where('need.state', '=', 'published')
    .where('need.visibility', '=', 'public')
    .where('organisation.status', '!=', 'suspended')
    .where('need.publishedAt', 'is not', null)
    .orderBy('need.publishedAt', 'desc')
    .orderBy('need.id', 'desc')
    .limit(limit)
    .execute()
  const names = new Map([...catalogue.items, ...catalogue.families].map(({ id, name }) => [id, name]))
  return rows.map(({ publishedAt, updatedAt, ...need }) => {
    const asked = need.item ?? need.family ?? ''
    const name = names.get(asked)
    const town = communeName(need.commune)
    const title = (language: keyof Text) =>
      `${number(need.quantity, language)} × ${name?.[language] ?? asked}, ${town}`
    return {
      ...need,
      title: { fr: title('fr'), en: title('en') },
      communeName: town,
      url: `${publicUrl}/needs/${need.id}`,
      publishedAt: (publishedAt ?? updatedAt).toISOString(),
      updatedAt: updatedAt.toISOString(),
    }
  })
}

/** Published tenders that anyone may answer, the last published first. Of what was answered nothing is known here. */
export async function readOpenTenders(
  db: Kysely<DB>,
  { publicUrl, limit }: { publicUrl: string; limit: number },
): Promise<OpenTender[]> {
  const rows = await db
    .selectFrom('tender')
    .innerJoin('organisation', 'organisation.id', 'tender.organisationId')
    .select(['tender.id', 'tender.title', 'tender.state', 'tender.procedure', 'tender.questionsUntil'])
    .select(['tender.deadline', 'tender.publishedAt', 'tender.updatedAt', 'tender.revision'])
    .select(['organisation.name as buyer', 'organisation.siren'])
    .where('tender.state', '!=', 'draft')
    .where('tender.access', '=', 'open')
    .where('organisation.status', '!=', 'suspended')
    .where('tender.publishedAt', 'is not', null)
    .orderBy('tender.publishedAt', 'desc')
    .orderBy('tender.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ questionsUntil, deadline, publishedAt, updatedAt, ...tender }) => ({
    ...tender,
    url: `${publicUrl}/tenders/${tender.id}`,
    questionsUntil: questionsUntil?.toISOString() ?? null,
    deadline: deadline?.toISOString() ?? null,
    publishedAt: (publishedAt ?? updatedAt).toISOString(),
  }))
}

/** An award notice, and where it is read. */
export interface PublishedAward {
  id: string
  title: string
  buyer: string
  url: string
  publishedAt: string
  content: AwardNoticeContent
}

/** Award notices, the last published first. */
export async function readAwardNotices(
  db: Kysely<DB>,
  { publicUrl, limit }: { publicUrl: string; limit: number },
): Promise<PublishedAward[]> {
  const rows = await db
    .selectFrom('awardNotice')
    .innerJoin('tender', 'tender.id', 'awardNotice.tenderId')
    .innerJoin('organisation', 'organisation.id', 'tender.organisationId')
    .select(['awardNotice.id', 'tenderId', 'content', 'awardNotice.publishedAt', 'title'])
    .select('organisation.name as buyer')
    .where('organisation.status', '!=', 'suspended')
    .orderBy('awardNotice.publishedAt', 'desc')
    .orderBy('awardNotice.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ tenderId, content, publishedAt, ...notice }) => ({
    ...notice,
    url: `${publicUrl}/tenders/${tenderId}`,
    publishedAt: publishedAt.toISOString(),
    content: Value.Parse(AwardNoticeContent, content),
  }))
}
