import { dayOf } from '../dates.ts'
import type { LotThere } from './pick.ts'

/** Somebody who uses an item: so many units a day, and what of its own it would use up first. */
export interface User {
  id: string
  perDay: number
  own: readonly LotThere[]
}

/** What a user could take of a lot and still use up before it expires, what it has itself included first. */
export function roomOf(
  { perDay, own }: Pick<User, 'perDay' | 'own'>,
  expiresOn: string,
  today: string,
): number {
  const days = dayOf(expiresOn) - dayOf(today) + 1
  if (days <= 0) return 0
  const inStock = own
    .filter(lot => lot.expiresOn === null || lot.expiresOn >= today)
    .reduce((sum, { quantity }) => sum + quantity, 0)
  return Math.max(0, Math.floor(perDay * days) - inStock)
}

/** Who could use up what would otherwise expire: those with most room first, never more than each has room for. */
export function rotationOf(
  lot: { quantity: number; expiresOn: string },
  users: readonly User[],
  today: string,
): { users: { id: string; room: number; quantity: number }[]; left: number } {
  let left = lot.quantity
  const withRoom = users
    .map(user => ({ id: user.id, room: roomOf(user, lot.expiresOn, today) }))
    .filter(({ room }) => room > 0)
    .toSorted((one, other) => other.room - one.room || (one.id < other.id ? -1 : 1))
  const taking = withRoom.map(user => {
    const quantity = Math.min(user.room, left)
    left -= quantity
    return { ...user, quantity }
  })
  return { users: taking, left }
}
