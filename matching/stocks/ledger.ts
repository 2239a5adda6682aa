/**
 * The ledger of stocks: every movement takes a whole quantity of one lot from one account and puts it into another, so that
 * the sum of a lot over all accounts is always nothing. Movements are never changed: a contrary one takes back.
 */

/** Where goods are, or what they came from or became. A depot, and the road to it, are places: nothing there is below 0. */
export type Account =
  | { kind: 'depot' | 'transit'; depot: string }
  | { kind: 'supplier' | 'consumed' | 'lost' | 'adjustment'; depot: null }

/** What is moved between two accounts: `quantity` is whole and above 0. */
export interface Movement {
  lot: string
  quantity: number
  from: Account
  to: Account
}

const outside = (kind: 'supplier' | 'consumed' | 'lost' | 'adjustment'): Account => ({ kind, depot: null })
const inDepot = (depot: string): Account => ({ kind: 'depot', depot })
const onTheRoadTo = (depot: string): Account => ({ kind: 'transit', depot })

/** What a person does in a depot, and between which accounts it moves goods. `to` is the depot that a transfer goes to. */
export const accountsOf = {
  in: (depot: string) => ({ from: outside('supplier'), to: inDepot(depot) }),
  out: (depot: string) => ({ from: inDepot(depot), to: outside('consumed') }),
  loss: (depot: string) => ({ from: inDepot(depot), to: outside('lost') }),
  transfer: (depot: string, to: string) => ({ from: inDepot(depot), to: onTheRoadTo(to) }),
  arrival: (depot: string) => ({ from: onTheRoadTo(depot), to: inDepot(depot) }),
  'road-loss': (depot: string) => ({ from: onTheRoadTo(depot), to: outside('lost') }),
} satisfies Record<string, (depot: string, to: string) => Pick<Movement, 'from' | 'to'>>

/** The movement that makes the book of a lot in a depot what was counted; null where it is that already. */
export function adjustmentFor(lot: string, depot: string, book: number, counted: number): Movement | null {
  if (book === counted) return null
  const [from, to] =
    counted > book ? [outside('adjustment'), inDepot(depot)] : [inDepot(depot), outside('adjustment')]
  return { lot, quantity: Math.abs(counted - book), from, to }
}

/** The movement that takes another back. */
export const contraryOf = ({ lot, quantity, from, to }: Movement): Movement => ({
  lot,
  quantity,
  from: to,
  to: from,
})

/** What each account holds of each lot, by `keyOf`. */
export type Balances = ReadonlyMap<string, number>

export const keyOf = (lot: string, { kind, depot }: Account): string => `${lot} ${kind} ${depot ?? ''}`

/** What an account holds of a lot. */
export const balanceOf = (balances: Balances, lot: string, account: Account): number =>
  balances.get(keyOf(lot, account)) ?? 0

const isPlace = ({ kind }: Account) => kind === 'depot' || kind === 'transit'

/** Why a movement cannot be: its quantity is not whole and above 0, it goes nowhere, or there is less than that. */
export type MovementFault = { fault: 'quantity' | 'nowhere' } | { fault: 'short'; there: number }

export function movementFault(balances: Balances, movement: Movement): MovementFault | null {
  const { lot, quantity, from, to } = movement
  if (!Number.isSafeInteger(quantity) || quantity <= 0) return { fault: 'quantity' }
  if (keyOf(lot, from) === keyOf(lot, to)) return { fault: 'nowhere' }
  const there = balanceOf(balances, lot, from)
  return isPlace(from) && there < quantity ? { fault: 'short', there } : null
}

/** The balances after a movement. Throws on one that `movementFault` finds fault with. */
export function afterMovement(balances: Balances, movement: Movement): Balances {
  const fault = movementFault(balances, movement)
  if (fault !== null) throw new RangeError(`a movement cannot be: ${JSON.stringify(fault)}`)
  const { lot, quantity, from, to } = movement
  return new Map([
    ...balances,
    [keyOf(lot, from), balanceOf(balances, lot, from) - quantity],
    [keyOf(lot, to), balanceOf(balances, lot, to) + quantity],
  ])
}
