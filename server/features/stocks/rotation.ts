import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import { rotationOf, type User } from '@maillage/matching/stocks/rotation.ts'
import type { Kysely } from 'kysely'
import type { StocksShown } from './schemas.ts'
import { lotThere, type Standing, type Stored, storedIn } from './standing.ts'
import { useOf } from './use.ts'

/** Where nobody knows what is used of an item, all of a lot is taken to be left if it expires within so many days. */
const SOON_DAYS = 180

/** What of an organisation's lots would expire unused, on what day. */
function atRisk(stored: readonly Stored[], standing: readonly Standing[], today: string) {
  const soon = dateOf(dayOf(today) + SOON_DAYS)
  return stored.flatMap(lot => {
    const item = standing.find(one => one.item === lot.item)
    const { usableUntil } = lot
    if (item === undefined || usableUntil === null || lot.quantity === 0) return []
    const wasted = item.wasted.find(({ id }) => id === lot.id)?.quantity ?? 0
    const unknown = !item.leaves && usableUntil >= today && usableUntil <= soon
    const quantity = unknown ? lot.quantity : wasted
    return quantity > 0 ? [{ lot, quantity, expiresOn: usableUntil }] : []
  })
}

/** Buyers that use something, with what they use a day and have themselves of each item. */
async function usersByItem(
  db: Kysely<DB>,
  except: string,
  today: string,
): Promise<Map<string, (User & { name: string })[]>> {
  const buyers = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', '!=', except)
    .where('status', '=', 'verified')
    .where(eb => eb(eb.val('buyer'), '=', eb.fn.any('roles')))
    .orderBy('id')
    .execute()
  const stored = await storedIn(db, { organisations: buyers.map(({ id }) => id) })
  const byItem = new Map<string, (User & { name: string })[]>()
  for (const { id, name } of buyers)
    for (const [item, { perDay }] of await useOf(db, id, today)) {
      const own = stored.filter(row => row.owner === id && row.item === item).map(lotThere)
      byItem.set(item, [...(byItem.get(item) ?? []), { id, name, perDay, own }])
    }
  return byItem
}

/**
 * What would expire unused in an organisation's depots; for an operator with who could use it up, and how much each. Those of
 * one item share what they have room for, lot by lot in the order in which they expire.
 */
export async function expiringOf(
  db: Kysely<DB>,
  {
    organisationId,
    isOperator,
    standing,
    today,
  }: { organisationId: string; isOperator: boolean; standing: readonly Standing[]; today: string },
): Promise<StocksShown['expiring']> {
  const stored = await storedIn(db, { organisations: [organisationId] })
  const risks = atRisk(stored, standing, today).toSorted((one, other) =>
    one.expiresOn < other.expiresOn ? -1 : Number(one.expiresOn > other.expiresOn),
  )
  if (risks.length === 0) return []
  const users = isOperator
    ? await usersByItem(db, organisationId, today)
    : new Map<string, (User & { name: string })[]>()
  return risks.map(({ lot, quantity, expiresOn }) => {
    const using = users.get(lot.item) ?? []
    const rotation = rotationOf({ quantity, expiresOn }, using, today)
    for (const taking of rotation.users) {
      const at = using.findIndex(({ id }) => id === taking.id)
      const user = using[at]
      // What a user is to take of this lot, it has no room for in the next.
      if (user !== undefined)
        using[at] = { ...user, own: [...user.own, { id: lot.id, quantity: taking.quantity, expiresOn }] }
    }
    const { id, item, size, number, maker, regime, certificate, usableUntil } = lot
    return {
      id,
      item,
      size,
      number,
      maker,
      expiresOn: lot.expiresOn,
      regime,
      certificate,
      usableUntil,
      quantity,
      users: rotation.users.map(user => ({
        ...user,
        name: using.find(one => one.id === user.id)?.name ?? '',
      })),
      left: rotation.left,
    }
  })
}
