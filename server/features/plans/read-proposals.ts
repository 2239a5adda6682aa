import type { DB } from '@maillage/db/tables/database.ts'
import { isBelow } from '../../plugins/access.ts'
import type { Kysely } from 'kysely'
import { firmRoute } from './lawful.ts'
import type { FirmProposals, PlanProposals } from './schemas.ts'
import { planMondays, sumOf } from './weeks.ts'

const MINUTES_AN_HOUR = 60

const minutesOf = (labour: readonly { minutes: number }[]) => sumOf(labour.map(({ minutes }) => minutes))

/**
 * The last operation of an item that a proposal holds says how many of the item it is about: those before it make parts of the
 * same pieces. The largest quantity stands for it.
 */
const quantityOf = (lines: readonly number[][]) =>
  lines.reduce((most, units) => Math.max(most, sumOf(units)), 0)

/** What a plan proposes and what became of it, for its operator; those that changed last first. */
export async function readPlanProposals(db: Kysely<DB>, planId: string): Promise<PlanProposals> {
  const rows = await db
    .selectFrom('planProposal')
    .innerJoin('organisation', 'organisation.id', 'planProposal.firmId')
    .selectAll('planProposal')
    .select(['organisation.name as firm', 'organisation.status'])
    .where('planId', '=', planId)
    .orderBy('answeredAt', 'desc')
    .orderBy('organisation.name')
    .orderBy('item')
    .execute()
  const lines = await db
    .selectFrom('planLine')
    .select(['proposalId', 'units', 'agreed', 'labour'])
    .where('planId', '=', planId)
    .where('proposalId', 'is not', null)
    .execute()
  return rows.map(
    ({ id, firmId, firm, status, item, claim, state, reason, replyBy, keptUntil, answeredAt }) => {
      const own = lines.filter(({ proposalId }) => proposalId === id)
      return {
        id,
        firmId,
        firm,
        gone: status === 'suspended',
        item,
        claim,
        state,
        reason,
        replyBy,
        keptUntil,
        answeredAt: answeredAt?.toISOString() ?? null,
        proposed: quantityOf(own.map(({ units }) => units)),
        agreed: own.some(({ agreed }) => agreed !== null)
          ? quantityOf(own.map(({ agreed }) => agreed ?? []))
          : null,
        hours: sumOf(own.map(({ units, labour }) => (sumOf(units) * minutesOf(labour)) / MINUTES_AN_HOUR)),
      }
    },
  )
}

/** What plans propose to a firm: its own lines alone, those to answer first. No plan, cost or other firm is told. */
export async function readFirmProposals(
  db: Kysely<DB>,
  firmId: string,
  { today, role }: { today: string; role: 'owner' | 'editor' | 'viewer' },
): Promise<FirmProposals> {
  const rows = await db
    .selectFrom('planProposal')
    .innerJoin('plan', 'plan.id', 'planProposal.planId')
    .innerJoin('organisation', 'organisation.id', 'plan.operatorId')
    .selectAll('planProposal')
    .select(['plan.asOf', 'plan.asked', 'organisation.name as operator'])
    .where('planProposal.firmId', '=', firmId)
    .orderBy('planProposal.createdAt', 'desc')
    .orderBy('item')
    .limit(100)
    .execute()
  const lines = await db
    .selectFrom('planLine')
    .leftJoin('site', 'site.id', 'planLine.siteId')
    .selectAll('planLine')
    .select('site.name as site')
    .where('firmId', '=', firmId)
    .where('proposalId', 'is not', null)
    .orderBy('planLine.id')
    .execute()
  const shown = await Promise.all(
    rows.map(
      async ({ id, operator, item, claim, state, reason, replyBy, keptUntil, version, asOf, asked }) => {
        const isHeld = state === 'accepted' || state === 'adjusted'
        const inTime = today <= replyBy
        return {
          id,
          version,
          operator,
          item,
          claim,
          state,
          reason,
          replyBy,
          keptUntil,
          mayAnswer: (state === 'proposed' || state === 'refused' || isHeld) && inTime,
          mayGiveBack: isHeld && today <= keptUntil,
          weeks: planMondays(asOf, asked.weeks),
          route: await firmRoute(db, firmId, item),
          lines: lines
            .filter(({ proposalId }) => proposalId === id)
            .map(
              ({
                id: lineId,
                site,
                recipe,
                operation,
                process,
                machine,
                reorientations,
                units,
                agreed,
                labour,
              }) => ({
                id: lineId,
                site,
                recipe,
                operation,
                process,
                machine,
                reorientations,
                units,
                agreed,
                minutes: minutesOf(labour),
              }),
            ),
        }
      },
    ),
  )
  const waits = (one: (typeof shown)[number]) => (one.state === 'proposed' && one.mayAnswer ? 0 : 1)
  return {
    mayAnswer: !isBelow(role, 'editor'),
    proposals: shown.sort((one, other) => waits(one) - waits(other)),
  }
}
