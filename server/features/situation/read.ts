import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Kysely } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import type { autonomyReader } from '../autonomy/read.ts'
import { openNeedsWithBest } from '../overview/queries.ts'
import { readQueues } from '../queues/read.ts'
import { standingOf } from '../stocks/standing.ts'
import { readDelivered } from '../territory/delivered.ts'
import { type Looking, readTerritory } from '../territory/read.ts'
import type { Situation } from './schemas.ts'

const DAYS_A_WEEK = 7
/** A paper stays short: what is longer has its own page, and its table. */
const MOST_LINES = 15

export type Reading = Looking & {
  personId: string
  region: string
  autonomy: ReturnType<typeof autonomyReader>
}

async function planOf(db: Kysely<DB>, operatorId: string): Promise<Situation['plan']> {
  const plan = await db
    .selectFrom('plan')
    .select(['id', 'number', 'publishedAt'])
    .where('operatorId', '=', operatorId)
    .where('publishedAt', 'is not', null)
    .orderBy('publishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (plan === undefined || plan.publishedAt === null) return null
  const proposals = await db
    .selectFrom('planProposal')
    .select('state')
    .where('planId', '=', plan.id)
    .orderBy('id')
    .execute()
  const count = (...states: string[]) => proposals.filter(({ state }) => states.includes(state)).length
  return {
    number: plan.number,
    publishedOn: parisDate(plan.publishedAt),
    proposals: {
      waiting: count('proposed'),
      accepted: count('accepted', 'adjusted'),
      refused: count('refused', 'left', 'lapsed'),
    },
  }
}

/** Where the region stands this week, gathered from where each figure is kept. */
export async function readSituation(db: Kysely<DB>, reading: Reading): Promise<Situation> {
  const { operatorId, personId, catalogue, engine, today, departments, region } = reading
  const since = dateOf(dayOf(today) - DAYS_A_WEEK)
  const needs = await openNeedsWithBest(db, today)
  const unmet = needs.filter(({ feasible }) => !feasible)
  const stocks = await standingOf(db, operatorId, today)
  const asking = { organisationId: operatorId, personId, catalogue, today, scenario: 'calm' as const }
  const autonomy = await reading.autonomy.all(db, asking)
  const queues = await readQueues({ db, engine, catalogue, operatorId, today })
  const territory = await readTerritory(db, reading)
  const delivered = await readDelivered(db, catalogue, { from: since, to: today, departments })
  return {
    asOf: today,
    since,
    region,
    needs: {
      open: needs.length,
      unmet: unmet.length,
      list: unmet
        .slice(0, MOST_LINES)
        .map(({ id, item, family, quantity, buyer }) => ({ id, item, family, quantity, buyer: buyer.name })),
    },
    stocks: stocks
      .map(({ item, there, days, target, stockOutOn, state }) => ({
        item,
        there,
        days,
        target,
        stockOutOn,
        state,
      }))
      .toSorted((one, other) => (one.days ?? Infinity) - (other.days ?? Infinity)),
    autonomy: autonomy.items.slice(0, MOST_LINES).map(({ item, withMarket, alone, missing }) => ({
      item,
      today: withMarket.today,
      after: withMarket.after,
      alone: alone.after,
      missing,
    })),
    plan: await planOf(db, operatorId),
    deliveries: {
      accepted: delivered.deliveries,
      cents: delivered.cents,
      late: queues.deliveries.slice(0, MOST_LINES).map(({ contract, item, quantity, due, firm }) => ({
        contract: contract.title,
        item,
        quantity,
        due,
        firm: firm?.name ?? null,
      })),
    },
    work: {
      jobsAhead: territory.total.jobsAhead,
      hoursAhead: territory.total.ahead,
      firms: territory.firms.length,
      thin: territory.firms.filter(({ thinFrom }) => thinFrom !== null && thinFrom <= today).length,
      difficulty: territory.difficulty.length,
      withoutWork: territory.difficulty.filter(({ inPlan }) => !inPlan).length,
    },
    waiting: {
      organisations: queues.organisations.length,
      joiners: queues.joiners.length,
      certificates: queues.certificates.waiting,
      reports: queues.reports.waiting,
      profiles: queues.profiles.length,
    },
  }
}
