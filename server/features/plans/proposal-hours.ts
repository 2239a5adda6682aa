import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { merged } from '../contracts/hours.ts'
import { giveBackHours, takeHours, type Taken } from '../ledger/take-hours.ts'

export interface HoursLine {
  siteId: string
  machine: string | null
  machineMinutes: number
  labour: { trade: string; minutes: number }[]
  /** By week of the plan. */
  units: number[]
}

/** Who acts, and how the engine is told that a firm's hours have changed. */
export interface HoursActor {
  actor: string | null
  sendJob: FastifyInstance['sendJob']
}

const DAY_MILLISECONDS = 86_400_000

/** The instant at which a day is over, as far as holds go. */
export const endOf = (day: string): Date => new Date(Date.parse(day) + DAY_MILLISECONDS)

/** Minutes of machines and of people that lines take, whole minutes by resource and week. */
export function hoursTaken(lines: readonly HoursLine[], mondays: readonly string[]): Taken[] {
  return merged(
    lines.flatMap(({ siteId, machine, machineMinutes, labour, units }) =>
      units.flatMap((amount, at): Taken[] => {
        const week = mondays[at]
        if (week === undefined || amount <= 0) return []
        const of = (kind: Taken['kind'], resource: string, each: number): Taken[] => {
          const minutes = Math.ceil(amount * each)
          return minutes === 0 ? [] : [{ siteId, kind, resource, week, minutes }]
        }
        return [
          ...(machine === null ? [] : of('machines', machine, machineMinutes)),
          ...labour.flatMap(({ trade, minutes }) => of('people', trade, minutes)),
        ]
      }),
    ),
  )
}

/**
 * Has a proposal take these hours in place of those it took before: `held` while it waits, so that its firm alone counts them;
 * `committed` once it is accepted, for everybody; none where it has come to nothing. Sites that are gone take none.
 */
export async function takeForProposal(
  trx: Transaction<DB>,
  { actor, sendJob }: HoursActor,
  proposal: { id: string; firmId: string },
  taking: { state: 'held' | 'committed'; until: string; hours: readonly Taken[] } | null,
): Promise<void> {
  const by = { organisationId: proposal.firmId, actor }
  const of = { cause: 'plan-line' as const, causeId: proposal.id }
  await giveBackHours(trx, by, { state: 'held', ...of })
  let position = await giveBackHours(trx, by, { state: 'committed', ...of })
  if (taking !== null) {
    const sites = await trx
      .selectFrom('site')
      .select('id')
      .where('organisationId', '=', proposal.firmId)
      .execute()
    const own = new Set(sites.map(({ id }) => id))
    const hours = taking.hours.filter(({ siteId }) => own.has(siteId))
    const cause = { state: taking.state, ...of, expiresAt: endOf(taking.until) }
    const taken = hours.length === 0 ? null : await takeHours(trx, by, cause, hours)
    if (taking.state === 'committed') position = taken ?? position
  }
  // What is held counts for its own firm alone: nothing is ranked again for it.
  if (position !== null) await sendJob(trx, 'match-firm', { firmId: proposal.firmId, position })
}
