import type { DB } from '@maillage/db/tables/database.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import type { Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { FitSchema } from './schemas.ts'
import { cardsOf } from './show.ts'

type Fit = Static<typeof FitSchema>

/** A partnership without what is its buyer's alone: how much each criterion counts. */
function withoutWeights({ criteria, ...partnership }: Partnership): NonNullable<Fit['match']>['partnership'] {
  return { ...partnership, criteria: criteria.map(({ id, value, reason }) => ({ id, value, reason })) }
}

/**
 * How a firm stands in the stored ranking of a need: its best place, the best partnership it is part of whose other
 * firms let members see them, or the reason it was left out where that is known.
 */
export async function readFit(
  db: Kysely<DB>,
  engine: Engine,
  { needId, firm }: { needId: string; firm: string },
): Promise<Fit> {
  const matches = await db
    .selectFrom('match')
    .innerJoin('matchMember', join =>
      join
        .onRef('match.needId', '=', 'matchMember.needId')
        .onRef('match.partnershipKey', '=', 'matchMember.partnershipKey'),
    )
    .select(['match.rank', 'match.score', 'match.feasible', 'match.partnership'])
    .where('match.needId', '=', needId)
    .where('matchMember.organisationId', '=', firm)
    .orderBy('match.rank')
    .execute()
  const [best] = matches
  if (!best) {
    const ranking = await db
      .selectFrom('ranking')
      .select('knockedOut')
      .where('needId', '=', needId)
      .executeTakeFirst()
    const left = ranking?.knockedOut.nearest.find(one => one.firm === firm)
    return { match: null, leftOut: left?.reason ?? null, firms: {} }
  }
  const mayShow = (id: string) => id === firm || engine.firm(id)?.audience !== 'operator'
  const shown = matches.find(({ partnership }) => partnership.members.every(member => mayShow(member.firm)))
  return {
    match: {
      rank: shown?.rank ?? best.rank,
      score: shown?.score ?? best.score,
      feasible: shown?.feasible ?? best.feasible,
      partnership: shown ? withoutWeights(shown.partnership) : null,
    },
    leftOut: null,
    firms: cardsOf(engine, shown?.partnership.members.map(member => member.firm) ?? []),
  }
}
