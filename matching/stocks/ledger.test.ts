import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Account,
  accountsOf,
  adjustmentFor,
  afterMovement,
  balanceOf,
  type Balances,
  contraryOf,
  type Movement,
  movementFault,
} from './ledger.ts'

const depots = ['north', 'south'] as const
const lots = ['a', 'b'] as const
const inDepot = (depot: string): Account => ({ kind: 'depot', depot })

type Step =
  | { does: keyof typeof accountsOf; lot: string; depot: string; quantity: number }
  | { does: 'count'; lot: string; depot: string; counted: number }
  | { does: 'undo'; which: number }

const lot = fc.constantFrom(...lots)
const depot = fc.constantFrom(...depots)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      does: fc.constantFrom('in', 'out', 'loss', 'transfer', 'arrival', 'road-loss'),
      lot,
      depot,
      quantity: fc.integer({ min: -1, max: 40 }),
    }),
    fc.record({ does: fc.constant('count' as const), lot, depot, counted: fc.nat(60) }),
    fc.record({ does: fc.constant('undo' as const), which: fc.nat(30) }),
  ),
  { maxLength: 60 },
)

const movementOf = (step: Step, balances: Balances, done: Movement[]): Movement | null => {
  if (step.does === 'undo') {
    const before = done[step.which]
    return before === undefined ? null : contraryOf(before)
  }
  if (step.does === 'count')
    return adjustmentFor(
      step.lot,
      step.depot,
      balanceOf(balances, step.lot, inDepot(step.depot)),
      step.counted,
    )
  const other = step.depot === 'north' ? 'south' : 'north'
  return { lot: step.lot, quantity: step.quantity, ...accountsOf[step.does](step.depot, other) }
}

test('whatever is moved, counted and taken back: all sums up to nothing, no place is below nothing, and book is count', () => {
  fc.assert(
    fc.property(steps, sequence => {
      let balances: Balances = new Map()
      const done: Movement[] = []
      for (const step of sequence) {
        const movement = movementOf(step, balances, done)
        if (movement !== null && movementFault(balances, movement) === null) {
          balances = afterMovement(balances, movement)
          done.push(movement)
        }
        const counted = step.does === 'count' ? [step] : []
        expect(counted.map(({ lot: of, depot: there }) => balanceOf(balances, of, inDepot(there)))).toEqual(
          counted.map(one => one.counted),
        )
        const sum = (named: string) =>
          [...balances]
            .filter(([key]) => key.startsWith(named))
            .reduce((all, [, quantity]) => all + quantity, 0)
        for (const one of lots) expect(sum(`${one} `)).toBe(0)
        const below = [...balances].filter(([key, quantity]) => / (depot|transit) /.test(key) && quantity < 0)
        expect(below).toEqual([])
      }
    }),
  )
})

test('the opposite of a movement leaves everything as it was', () => {
  const received: Movement = { lot: 'a', quantity: 12, ...accountsOf.in('north') }
  const before = afterMovement(new Map(), received)
  const sent: Movement = { lot: 'a', quantity: 5, ...accountsOf.transfer('north', 'south') }
  const between = afterMovement(before, sent)
  expect(balanceOf(between, 'a', { kind: 'transit', depot: 'south' })).toBe(5)
  const after = afterMovement(between, contraryOf(sent))
  expect(balanceOf(after, 'a', inDepot('north'))).toBe(12)
  // What has left cannot be taken back where it no longer is, whoever tries.
  const used = afterMovement(between, { lot: 'a', quantity: 7, ...accountsOf.out('north') })
  expect(movementFault(used, contraryOf(received))).toEqual({ fault: 'short', there: 0 })
  expect(() => afterMovement(used, contraryOf(received))).toThrow(RangeError)
  const none: Movement = { lot: 'a', quantity: 0, ...accountsOf.in('north') }
  expect([movementFault(used, none), movementFault(used, { ...none, quantity: 0.5 })]).toEqual([
    { fault: 'quantity' },
    { fault: 'quantity' },
  ])
  const still = { ...none, quantity: 1, from: inDepot('north') }
  expect(movementFault(used, still)).toEqual({ fault: 'nowhere' })
})
