import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { Value } from 'typebox/value'
import { AwardNoticeContent, type PublishedNotice } from './content.ts'

/** The notice of a tender as it was published; null where none was. */
export async function publishedNotice(db: Kysely<DB>, tenderId: string): Promise<PublishedNotice | null> {
  const row = await db
    .selectFrom('awardNotice')
    .select(['content', 'publishedAt'])
    .where('tenderId', '=', tenderId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    publishedAt: row.publishedAt.toISOString(),
    content: Value.Parse(AwardNoticeContent, row.content),
  }
}
