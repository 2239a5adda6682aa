import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { audiencesOf } from '../../search/reader.ts'
import type { Reader } from '../../search/text-search.ts'
import { selectOpenLines, toLine } from '../needs/lines.ts'
import { about, type Subjects } from '../needs/lists.ts'

const mostTold = 10

/** Open needs about one of these subjects that a reader may read: how many, how much, and the next ones due. */
export async function demandFor(db: Kysely<DB>, subjects: Subjects, reader: Reader, today: string) {
  const seen = [...audiencesOf(reader), ...(reader.operator ? ['invited'] : [])]
  const lines = selectOpenLines(db, today)
    .where(about(subjects))
    .where(
      sql<boolean>`(need.visibility = any(${seen}::text[]) or need.organisation_id = any(${reader.organisations}::uuid[]))`,
    )
  const all = await db
    .selectFrom(lines.as('line'))
    .select([
      sql<number>`count(*)::integer`.as('needs'),
      sql<number>`coalesce(sum(quantity), 0)::bigint`.as('quantity'),
    ])
    .executeTakeFirstOrThrow()
  const first = await lines.orderBy('nextDue').orderBy('need.id').limit(mostTold).execute()
  return { needs: all.needs, quantity: all.quantity, first: first.map(toLine) }
}
