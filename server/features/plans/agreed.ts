import type { DB } from '@maillage/db/tables/database.ts'
import type { Agreed, Refused } from '@maillage/matching/planning/region.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { type Kysely, sql } from 'kysely'
import { orderedIn, withoutOrdered } from './ordered.ts'
import { planMondays } from './weeks.ts'

/** What a plan is made around: what firms have agreed to, what they do not want, and the proposals that already took hours. */
export interface MadeAround {
  agreed: Agreed[]
  refused: Refused[]
  proposals: string[]
}

/** An agreed line is one of a week to the engine: its id says which line, and which week. */
export const agreedId = (lineId: string, week: string): string => `${lineId} ${week}`
export const lineOfAgreed = (id: string): string => id.slice(0, id.indexOf(' '))

/**
 * Reads what an operator's proposals have come to; what contracts have ordered of it is theirs, and no part of a plan. What was refused counts as long as what is agreed would be kept.
 */
export async function madeAround(db: Kysely<DB>, operatorId: string, today: string): Promise<MadeAround> {
  const rows = await db
    .selectFrom('planLine')
    .innerJoin('planProposal', 'planProposal.id', 'planLine.proposalId')
    .innerJoin('plan', 'plan.id', 'planLine.planId')
    .selectAll('planLine')
    .select(['planProposal.state', 'plan.asOf', 'plan.asked'])
    .where('plan.operatorId', '=', operatorId)
    .where('planProposal.keptUntil', '>=', today)
    .where('planProposal.state', 'in', ['accepted', 'adjusted', 'refused', 'left'])
    .orderBy('planLine.id')
    .execute()
  const ordered = await orderedIn(
    db,
    rows.flatMap(({ proposalId }) => proposalId ?? []),
  )
  const agreed: Agreed[] = []
  const refused: Refused[] = []
  for (const { id, proposalId, firmId: firm, siteId: site, state, ...row } of rows) {
    const { asOf, asked, units, agreed: kept, ...line } = row
    const { item, claim, recipe, operation, process, machine, reorientations } = line
    const what = { firm, item, claim, recipe, operation }
    const mondays = planMondays(asOf, asked.weeks)
    if (kept === null || state === 'refused' || state === 'left') {
      refused.push({ ...what, week: null })
      continue
    }
    const left = withoutOrdered(kept, ordered.get(proposalId ?? '') ?? 0)
    mondays.forEach((week, at) => {
      const amount = left[at] ?? 0
      if (amount > 0)
        agreed.push({
          id: agreedId(id, week),
          site,
          process,
          machine,
          reorientations,
          week,
          units: amount,
          ...what,
        })
      // Less than was proposed is all that the firm wants of that week.
      if ((kept[at] ?? 0) < (units[at] ?? 0)) refused.push({ ...what, week })
    })
  }
  const proposals = new Set(
    rows.flatMap(({ proposalId, state }) =>
      proposalId !== null && (state === 'accepted' || state === 'adjusted') ? [proposalId] : [],
    ),
  )
  return { agreed, refused, proposals: [...proposals] }
}

/** Firms without the hours that these proposals have taken: a plan takes them again, with what is agreed. */
export async function withoutProposals(
  db: Kysely<DB>,
  firms: readonly Firm[],
  proposals: readonly string[],
): Promise<Firm[]> {
  if (proposals.length === 0) return [...firms]
  const { rows } = await sql<{ siteId: string; kind: string; of: string; week: string; minutes: number }>`
    select site_id as "siteId", kind, resource as of, week, sum(minutes)::integer as minutes
    from capacity_ledger where cause = 'plan-line' and state = 'committed' and cause_id = any(${proposals}::uuid[])
    group by site_id, kind, resource, week`.execute(db)
  const key = (siteId: string, one: { kind: string; of: string; week: string }) =>
    [siteId, one.kind, one.of, one.week].join(' ')
  const left = new Map(rows.map(row => [key(row.siteId, row), row.minutes]))
  return firms.map(firm => ({
    ...firm,
    sites: firm.sites.map(site =>
      site.commitments === undefined
        ? site
        : {
            ...site,
            commitments: site.commitments.flatMap(commitment => {
              const at = key(site.id, commitment)
              const taken =
                commitment.state === 'committed' ? Math.min(left.get(at) ?? 0, commitment.minutes) : 0
              left.set(at, (left.get(at) ?? 0) - taken)
              return taken === commitment.minutes
                ? []
                : [{ ...commitment, minutes: commitment.minutes - taken }]
            }),
          },
    ),
  }))
}
