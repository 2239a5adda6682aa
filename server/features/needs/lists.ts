import type { DB } from '@maillage/db/tables/database.ts'
import type { NeedState } from '@maillage/db/tables/demand.ts'
import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import { selectLines, selectOpenLines, toLine } from './lines.ts'
import type { NeedLine, OwnNeedLine } from './schemas.ts'

/** Items and families of the catalogue. */
export interface Subjects {
  items: string[]
  families: string[]
}

/** Words of a search: in the text of needs, or in the names of these items and families. */
export interface Search {
  words: string
  named: Subjects
}

export interface Page<Line> {
  needs: Line[]
  next: string | null
}

/** A page of rows that were asked for one more than its limit: whether that one came tells if there is a next page. */
export function pageOf<Row, Line>(
  rows: Row[],
  limit: number,
  show: (row: Row) => Line,
  cursorOf: (row: Row) => string,
): Page<Line> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    needs: shown.map(show),
    next: rows.length > limit && last !== undefined ? cursorOf(last) : null,
  }
}

/** Needs about one of these items or families. */
export const about = ({ items, families }: Subjects) =>
  sql<boolean>`(need.item = any(${items}::text[]) or need.family = any(${families}::text[]))`

/** Needs that hold the words of a search. */
export const holding = ({ words, named }: Search) =>
  sql<boolean>`(need.search @@ websearch_to_tsquery('french_unaccent', ${words}) or ${about(named)})`

/** All the conditions that were asked for. */
export function all(...conditions: (RawBuilder<boolean> | undefined)[]): RawBuilder<boolean> {
  const asked = conditions.filter(condition => condition !== undefined)
  return asked.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(asked, sql` and `)}`
}

/** How many partnerships of a need its buyer may see: those where nobody else keeps its profile to the operator. */
const matchesSeenBy = (buyer: string) => (eb: ExpressionBuilder<DB, 'need'>) =>
  eb
    .selectFrom('match')
    .select(match => [
      match.fn.countAll<number>().as('count'),
      sql<number>`count(*) filter (where feasible)`.as('feasible'),
      match.fn.max('match.score').as('bestScore'),
    ])
    .whereRef('match.needId', '=', 'need.id')
    .where(among =>
      among.not(
        among.exists(
          among
            .selectFrom('matchMember')
            .innerJoin('profile', 'profile.organisationId', 'matchMember.organisationId')
            .select('matchMember.needId')
            .whereRef('matchMember.needId', '=', 'match.needId')
            .whereRef('matchMember.partnershipKey', '=', 'match.partnershipKey')
            .where('matchMember.organisationId', '!=', buyer)
            .where('profile.audience', '=', 'operator'),
        ),
      ),
    )
    .as('found')

/** An organisation's own needs, the last written first; those that it withdrew come after all others. */
export async function listOwnNeeds(
  db: Kysely<DB>,
  asked: {
    organisationId: string
    today: string
    states: NeedState[] | undefined
    search: Search | undefined
    after: string | undefined
    limit: number
  },
): Promise<Page<OwnNeedLine>> {
  const { organisationId, today, states, search, after, limit } = asked
  const rows = await selectLines(db, today)
    .leftJoin('ranking', 'ranking.needId', 'need.id')
    .leftJoinLateral(matchesSeenBy(organisationId), join => join.onTrue())
    .select(['need.state', 'need.visibility', 'need.updatedAt', 'ranking.needId as rankedNeed'])
    .select(['found.count', 'found.feasible', 'found.bestScore'])
    .where('need.organisationId', '=', organisationId)
    .where(
      all(
        states && sql`need.state = any(${states}::text[])`,
        search && holding(search),
        after === undefined
          ? undefined
          : sql`(need.state <> 'withdrawn', need.id) <
              (select one.state <> 'withdrawn', one.id from need as one where one.id = ${after})`,
      ),
    )
    .orderBy(sql`need.state <> 'withdrawn'`, 'desc')
    .orderBy('need.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    row => ({
      ...toLine(row),
      state: row.state,
      visibility: row.visibility,
      updatedAt: row.updatedAt.toISOString(),
      matches:
        row.rankedNeed === null
          ? null
          : { count: row.count ?? 0, feasible: row.feasible ?? 0, bestScore: row.bestScore },
    }),
    row => row.id,
  )
}

/** Open needs that anyone may see, the last published first. */
export async function listPublicNeeds(
  db: Kysely<DB>,
  asked: {
    today: string
    department: string | undefined
    subjects: Subjects | undefined
    search: Search | undefined
    after: string | undefined
    limit: number
  },
): Promise<Page<NeedLine>> {
  const { today, department, subjects, search, after, limit } = asked
  const rows = await selectOpenLines(db, today)
    .where('need.visibility', '=', 'public')
    .where(
      all(
        department === undefined ? undefined : sql`need.department = ${department}`,
        subjects && about(subjects),
        search && holding(search),
        after === undefined
          ? undefined
          : sql`(need.published_at, need.id) < (select published_at, id from need where id = ${after})`,
      ),
    )
    .orderBy('need.publishedAt', 'desc')
    .orderBy('need.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, toLine, row => row.id)
}
