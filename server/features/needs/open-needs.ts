import type { DB } from '@maillage/db/tables/database.ts'
import type { Effort, Member } from '@maillage/matching/match.ts'
import { type Kysely, sql } from 'kysely'
import { selectOpenLines, toLine } from './lines.ts'
import { about, all, holding, type Page, pageOf, type Search, type Subjects } from './lists.ts'
import type { OpenNeedLine } from './schemas.ts'

/** Needs in which a firm has no match come after every rank there is. */
const NO_RANK = 1_000_000

/** Place in the list: bucket, next due date, id. */
export const openNeedCursor =
  '^\\d{1,7}_\\d{4}-\\d{2}-\\d{2}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'

interface Asked {
  firm: string
  today: string
  /** What the firm could make by itself. */
  makeable: Subjects
  department: string | undefined
  subjects: Subjects | undefined
  search: Search | undefined
  onlyMatching: boolean
  sort: 'match' | 'due'
  after: string | undefined
  limit: number
}

interface BestMatch {
  rank: number | null
  score: number | null
  feasible: boolean | null
  members: Member[] | null
  effort: Effort | null
}

function matchOf({ rank, score, feasible, members, effort }: BestMatch, firm: string): OpenNeedLine['match'] {
  const own = members?.find(member => member.firm === firm)
  if (rank === null || score === null || feasible === null || !members || !effort || !own) return null
  return { rank, score, feasible, role: own.role, partners: members.length - 1, effort }
}

/**
 * Open needs that a firm may see, other than its own, with the best partnership it is part of. By match: those in which
 * it has one first, the best rank before; then by due date.
 */
export async function listOpenNeeds(db: Kysely<DB>, asked: Asked): Promise<Page<OpenNeedLine>> {
  const { firm, today, makeable, department, subjects, search, onlyMatching, sort, after, limit } = asked
  const [bucket, due, id] = after?.split('_') ?? []
  const rows = await db
    .with('line', () =>
      selectOpenLines(db, today)
        .leftJoinLateral(
          eb =>
            eb
              .selectFrom('matchMember')
              .innerJoin('match', join =>
                join
                  .onRef('match.needId', '=', 'matchMember.needId')
                  .onRef('match.partnershipKey', '=', 'matchMember.partnershipKey'),
              )
              .select(['match.rank', 'match.score', 'match.feasible'])
              .select(sql<Member[]>`match.partnership -> 'members'`.as('members'))
              .select(sql<Effort>`match.partnership -> 'effort'`.as('effort'))
              .whereRef('matchMember.needId', '=', 'need.id')
              .where('matchMember.organisationId', '=', firm)
              .orderBy('match.rank')
              .limit(1)
              .as('best'),
          join => join.onTrue(),
        )
        .select(['best.rank', 'best.score', 'best.feasible', 'best.members'])
        .select('best.effort')
        .select(about(makeable).as('couldMake'))
        .select(
          sort === 'match'
            ? sql<number>`coalesce(best.rank, ${NO_RANK})`.as('bucket')
            : sql<number>`0`.as('bucket'),
        )
        .where('need.visibility', 'in', ['public', 'members'])
        .where('need.organisationId', '!=', firm)
        .where(
          all(
            department === undefined ? undefined : sql`need.department = ${department}`,
            subjects && about(subjects),
            search && holding(search),
            onlyMatching ? sql`(best.rank is not null or ${about(makeable)})` : undefined,
          ),
        ),
    )
    .selectFrom('line')
    .selectAll()
    .where(
      all(
        after === undefined
          ? undefined
          : sql`(bucket, next_due::text, id) > (${Number(bucket)}::integer, ${due}, ${id}::uuid)`,
      ),
    )
    .orderBy('bucket')
    .orderBy('nextDue')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    row => ({
      ...toLine(row),
      couldMake: row.couldMake,
      match: matchOf(row, firm),
    }),
    row => `${row.bucket}_${row.nextDue}_${row.id}`,
  )
}
