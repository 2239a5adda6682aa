import type { DB } from '@maillage/db/tables/database.ts'
import { isBelow } from '../../plugins/access.ts'
import type { Reason } from '@maillage/matching/planning/explanation.ts'
import { type OwnReason, ownReasons } from '@maillage/matching/planning/own-view.ts'
import { type Kysely, sql } from 'kysely'
import { firmRoute } from './lawful.ts'
import { orderedIn } from './ordered.ts'
import type { FirmProposals, PlanProposals } from './proposal-schemas.ts'
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
    .orderBy('answeredAt', order => order.desc().nullsLast())
    .orderBy('organisation.name')
    .orderBy('item')
    .execute()
  const lines = await db
    .selectFrom('planLine')
    .select(['proposalId', 'units', 'agreed', 'labour'])
    .where('planId', '=', planId)
    .where('proposalId', 'is not', null)
    .execute()
  const ordered = await orderedIn(
    db,
    rows.map(({ id }) => id),
  )
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
        ordered: ordered.get(id) ?? 0,
        proposed: quantityOf(own.map(({ units }) => units)),
        agreed: own.some(({ agreed }) => agreed !== null)
          ? quantityOf(own.map(({ agreed }) => agreed ?? []))
          : null,
        hours: sumOf(own.map(({ units, labour }) => (sumOf(units) * minutesOf(labour)) / MINUTES_AN_HOUR)),
      }
    },
  )
}

/** Of each plan, why a firm is asked: what is reckoned of any other stays in the database. */
async function ownReasonsIn(
  db: Kysely<DB>,
  planIds: readonly string[],
  firmId: string,
): Promise<Map<string, OwnReason[]>> {
  if (planIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; reasons: Reason[] | null }>`
    select id, jsonb_path_query_array(explanation, '$.reasons[*] ? (@.firm == $firm)',
      jsonb_build_object('firm', ${firmId}::text)) as reasons
    from plan where id = any(${[...new Set(planIds)]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, reasons }) => [id, ownReasons(reasons ?? [], firmId)]))
}

type Way = Pick<OwnReason, 'site' | 'item' | 'claim' | 'recipe' | 'operation' | 'machine' | 'reorientations'>
const keyOf = ({ site, item, claim, recipe, operation, machine, reorientations }: Way) =>
  [site, item, claim, recipe, operation, machine, reorientations].join('|')

function whyOf(
  reasons: readonly OwnReason[],
  way: Way,
): FirmProposals['proposals'][number]['lines'][number]['why'] {
  const own = reasons.find(reason => keyOf(reason) === keyOf(way))
  if (own === undefined) return null
  const { hoursFree, hoursTaken, kilometres } = own
  return { hoursFree, hoursTaken, kilometres }
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
  const ordered = await orderedIn(
    db,
    rows.map(({ id }) => id),
  )
  const reasons = await ownReasonsIn(
    db,
    rows.map(({ planId }) => planId),
    firmId,
  )
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
          ordered: ordered.get(id) ?? 0,
          mayAnswer: (state === 'proposed' || state === 'refused' || isHeld) && inTime,
          mayGiveBack: isHeld && today <= keptUntil,
          weeks: planMondays(asOf, asked.weeks),
          route: await firmRoute(db, firmId, item),
          lines: lines
            .filter(({ proposalId }) => proposalId === id)
            .map(
              ({
                id: lineId,
                planId,
                siteId,
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
                why: whyOf(reasons.get(planId) ?? [], {
                  site: siteId,
                  item,
                  claim,
                  recipe,
                  operation,
                  machine,
                  reorientations,
                }),
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
