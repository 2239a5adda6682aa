import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { loadFirms } from '../../engine/load-firms.ts'
import { giveBackHours, takeHours } from '../ledger/take-hours.ts'
import { leaveToPlan, orderFromPlan, promisedOf } from '../plans/ordered.ts'
import { hoursFor, merged, shared } from './hours.ts'
import type { ContractPartyTable } from '@maillage/db/tables/contracts.ts'
import type { Insertable } from 'kysely'
import type { Trading } from './tell.ts'

/** What an order takes hours for. */
export interface Ordered {
  firmId: string
  item: string
  quantity: number
  due: string
}

type Party = Pick<Insertable<ContractPartyTable>, 'id' | 'holder' | 'role' | 'isLead' | 'share' | 'firmId'>

/**
 * Who of the platform makes what of order lines: whoever delivers a line, and what the lead of a group delivers its partners by
 * their shares, where they have any.
 */
export function madeBy(
  lines: readonly (Omit<Ordered, 'firmId'> & { partyId: string })[],
  parties: readonly Party[],
): Ordered[] {
  return lines.flatMap(({ partyId, item, quantity, due }) => {
    const party = parties.find(({ id }) => id === partyId)
    if (party === undefined) throw new RangeError(`${partyId} is no party of this contract`)
    const partners = parties.filter(({ holder, role }) => holder === party.holder && role === 'partner')
    const shares = partners.flatMap(({ share }) => share ?? [])
    const makers =
      party.isLead && shares.length > 0
        ? shared(quantity, shares).map((made, at) => ({ firmId: partners[at]?.firmId, quantity: made }))
        : [{ firmId: party.firmId, quantity }]
    return makers.flatMap(({ firmId, quantity: made }) =>
      firmId === null || firmId === undefined || made === 0 ? [] : [{ firmId, item, quantity: made, due }],
    )
  })
}

export interface HoursCause {
  cause: 'contract' | 'call-off'
  causeId: string
}

const DAY_MILLISECONDS = 86_400_000

/**
 * Takes the hours of every firm that delivers: `held` until the end of a day where the firm has yet to answer, `committed`
 * where the order stands. Work begins on `from`, never before today. The engine counts them once it has seen the event.
 *
 * What a firm had accepted from a plan has its hours already: an order that stands takes them over, and one that is asked holds only
 * what it asks beyond them.
 */
export async function takeFor(
  trx: Transaction<DB>,
  { catalogue, today, actor, sendJob }: Trading,
  { cause, causeId }: HoursCause,
  { ordered, from, heldUntil }: { ordered: readonly Ordered[]; from: string; heldUntil: string | null },
): Promise<void> {
  const asked = heldUntil === null ? ordered : await beyondPlan(trx, ordered)
  const byFirm = Map.groupBy(asked, ({ firmId }) => firmId)
  if (heldUntil === null)
    for (const own of byItem(ordered)) await orderFromPlan(trx, { actor, sendJob }, { cause, causeId }, own)
  // In the order of their ids: two orders of the same firms never wait for each other.
  for (const firm of await loadFirms(trx, [...byFirm.keys()])) {
    const hours = merged(
      (byFirm.get(firm.id) ?? []).flatMap(({ item, quantity, due }) =>
        hoursFor(catalogue, firm, { item, quantity, from: from < today ? today : from, to: due }),
      ),
    )
    if (hours.length === 0) continue
    const state = heldUntil === null ? ('committed' as const) : ('held' as const)
    const expiresAt = heldUntil === null ? null : new Date(Date.parse(heldUntil) + DAY_MILLISECONDS)
    const taken = { state, cause, causeId, expiresAt }
    const position = await takeHours(trx, { organisationId: firm.id, actor }, taken, hours)
    await sendJob(trx, 'match-firm', { firmId: firm.id, position })
  }
}

/** Quantities by firm and item, in their order: two orders of the same never wait for each other. */
function byItem(ordered: readonly Ordered[]): { firmId: string; item: string; quantity: number }[] {
  const groups = Map.groupBy(ordered, ({ firmId, item }) => `${firmId} ${item}`)
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, own]) =>
      own.slice(0, 1).map(({ firmId, item }) => ({
        firmId,
        item,
        quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
      })),
    )
}

/** What is ordered beyond what its firms accepted from a plan: that counts as what is due first. */
async function beyondPlan(trx: Transaction<DB>, ordered: readonly Ordered[]): Promise<Ordered[]> {
  const left: Ordered[] = []
  for (const own of byItem(ordered)) {
    let promised = await promisedOf(trx, own)
    const lines = ordered.filter(({ firmId, item }) => firmId === own.firmId && item === own.item)
    for (const line of lines.toSorted((a, b) => (a.due < b.due ? -1 : 1))) {
      const covered = Math.min(promised, line.quantity)
      promised -= covered
      if (covered < line.quantity) left.push({ ...line, quantity: line.quantity - covered })
    }
  }
  return left
}

/**
 * Gives back every hour that an order has taken, held or committed, of every firm. What it took over of a plan goes back to the plan,
 * unless the order is done (`isDone`).
 */
export async function giveBackFor(
  trx: Transaction<DB>,
  { actor, sendJob }: Trading,
  { cause, causeId }: HoursCause,
  { isDone = false } = {},
): Promise<void> {
  if (!isDone) await leaveToPlan(trx, { actor, sendJob }, { cause, causeId })
  const taken = await trx
    .selectFrom('capacityLedger')
    .innerJoin('site', 'site.id', 'capacityLedger.siteId')
    .select(['site.organisationId', 'capacityLedger.state'])
    .distinct()
    .where('cause', '=', cause)
    .where('causeId', '=', causeId)
    .orderBy('site.organisationId')
    .execute()
  for (const { organisationId, state } of taken) {
    const position = await giveBackHours(trx, { organisationId, actor }, { state, cause, causeId })
    if (position !== null) await sendJob(trx, 'match-firm', { firmId: organisationId, position })
  }
}
