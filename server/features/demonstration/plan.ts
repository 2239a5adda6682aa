import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { answerProposal } from '../plans/answer.ts'
import { askPlan } from '../plans/ask.ts'
import { makePlan } from '../plans/make.ts'
import { publishPlan } from '../plans/publish.ts'

const REPLY_DAYS = 10
/** The plan is made once the server is there for everybody, and most needs are ranked. */
const AFTER_SECONDS = 8

const REFUSAL = 'Carnet plein jusqu’en février.'

/** Has the operator of the demonstration ask for a plan, which is made, proposed and refused by one firm behind. */
export async function askDemonstrationPlan(
  { catalogue, sendJob }: FastifyInstance,
  trx: Transaction<DB>,
  { operatorId, actor }: { operatorId: string; actor: string },
): Promise<void> {
  const today = parisDate(new Date())
  // Its own job makes it: it is not over once it is made.
  const asking = { actor, operatorId, catalogue, today, sendJob: async () => {} }
  const planId = await askPlan(trx, asking, {
    // A quarter is enough to look around in, and is there sooner.
    weeks: 13,
    scenario: 'calm',
    keuro: null,
    lateness: { 1: 30, 2: 10, 3: 3 },
    bounds: {
      dependence: null,
      regional: null,
      recyclable: null,
      difficultyHours: null,
      // On many firms, so that the one with a seat is among those that are asked.
      items: [{ item: 'gown-washable', kind: 'dependence', share: 0.1 }],
    },
    seconds: 120,
  })
  await sendJob(trx, 'play-plan', { planId }, AFTER_SECONDS)
}

/** Makes, proposes and answers the demonstration's plan, each by the same functions as anybody's. */
export const demonstrationPlan = fp(
  async app => {
    const stopping = new AbortController()
    app.addHook('preClose', async () => stopping.abort())
    await app.handleJobs('play-plan', async ({ planId }) => {
      const { catalogue, db } = app
      const today = parisDate(new Date())
      await makePlan(db, { catalogue, today, signal: stopping.signal }, planId, error =>
        app.log.error({ err: error, plan: planId }, 'the demonstration’s plan could not be made'),
      )
      await propose(app, planId, today)
      await refuse(app, planId, today)
    })
  },
  { name: 'demonstration-plan', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)

async function propose(app: FastifyInstance, planId: string, today: string): Promise<void> {
  const { db, catalogue, environment, sendJob } = app
  const plan = await db
    .selectFrom('plan')
    .select(['operatorId', 'createdBy', 'state', 'publishedAt'])
    .where('id', '=', planId)
    .executeTakeFirst()
  if (plan?.state !== 'made' || plan.publishedAt !== null) return
  const { operatorId, createdBy: actor } = plan
  const by = { operatorId, actor, catalogue, publicUrl: environment.publicUrl, sendJob, today }
  const replyBy = dateOf(dayOf(today) + REPLY_DAYS)
  isWell(await db.transaction().execute(trx => publishPlan(trx, by, planId, { replyBy, after: null })))
}

/**
 * One firm refuses; the others have not answered, so that the one with a seat may, and nothing is ranked again: what is agreed to
 * takes hours, which every need that calls the firm is ranked by.
 */
async function refuse({ db, sendJob }: FastifyInstance, planId: string, today: string): Promise<void> {
  const proposal = await db
    .selectFrom('planProposal')
    .innerJoin('organisation', 'organisation.id', 'planProposal.firmId')
    .select(['planProposal.id', 'firmId', 'planProposal.version', 'planProposal.state'])
    .where('planId', '=', planId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('member').select('userId').whereRef('organisationId', '=', 'firmId'))),
    )
    .orderBy('organisation.name')
    .orderBy('item')
    .orderBy('planProposal.id')
    .limit(1)
    .executeTakeFirst()
  if (proposal?.state !== 'proposed') return
  const { id, firmId, version } = proposal
  const by = { firmId, actor: null, sendJob, today }
  const body = { version, answer: 'refuse' as const, reason: REFUSAL, lines: [] }
  isWell(await db.transaction().execute(trx => answerProposal(trx, by, id, body)))
}

/** What invented people do has to go well: the region is shipped with it. */
function isWell(result: Refusal | null): void {
  if (isRefusal(result)) throw new Error(`the demonstration is refused: ${JSON.stringify(result)}`)
}
