import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from './allocation.ts'
import { spread, weeksBetween } from './hours.ts'
import { contractLifeCycle } from './life-cycle.ts'
import { totalCents } from './totals.ts'

describe('what a line costs', () => {
  test('is rounded half up once, to the cent', () => {
    expect(totalCents(1, 1_500, 1000)).toBe(2)
    expect(totalCents(1, 1_499, 1000)).toBe(1)
    expect(totalCents(20_000, 84_950, 1000)).toBe(1_699_000)
    // Beyond what plain numbers multiply exactly.
    expect(totalCents(999_999_999, 99_999_999, 1000)).toBe(99_999_998_900_000)
  })

  test('never differs from the exact amount by more than half a cent', () => {
    const cases = [fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1e6 })] as const
    fc.assert(
      fc.property(...cases, fc.integer({ min: 1, max: 5000 }), (quantity, cents, per) => {
        const off = totalCents(quantity, cents, per) * per - quantity * cents
        expect(2 * off).toBeGreaterThan(-per)
        expect(2 * off).toBeLessThanOrEqual(per)
      }),
    )
  })
})

describe('whose turn a call-off is', () => {
  const holders = [1, 2, 3]
  const none = new Set<number>()

  test('is the first holder’s by cascade, and the next one’s once it has declined', () => {
    expect(allocate('cascade', holders, [{ holder: 1 }, { holder: 1 }], none)).toBe(1)
    expect(allocate('cascade', holders, [{ holder: 1 }], new Set([1]))).toBe(2)
    expect(allocate('cascade', holders, [], new Set([1, 2, 3]))).toBeNull()
  })

  test('goes round in turn: nobody is asked twice before everybody was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 30 }), (count, calls) => {
        const all = Array.from({ length: count }, (_, at) => at + 1)
        const asked: { holder: number }[] = []
        for (let call = 0; call < calls; call++) {
          const holder = allocate('rota', all, asked, none)
          if (holder === null) throw new Error('nobody was asked')
          asked.push({ holder })
        }
        const times = all.map(holder => asked.filter(one => one.holder === holder).length)
        expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('passes over whoever has declined it, and begins anew after the last', () => {
    expect(allocate('rota', holders, [{ holder: 3 }], none)).toBe(1)
    expect(allocate('rota', holders, [{ holder: 1 }, { holder: 2 }], new Set([2, 3]))).toBe(1)
    expect(allocate(null, [1], [{ holder: 1 }], none)).toBe(1)
  })
})

describe('hours of an order', () => {
  test('are spread over its weeks as they are worked, none lost and none in a closed one', () => {
    const weeks = fc.array(fc.constantFrom<number[]>(0, 0.5, 1, 1.5), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), weeks, (minutes, shares) => {
        const parts = spread(minutes, shares)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(minutes)
        const whole = shares.reduce((sum, share) => sum + share, 0)
        for (const [week, share] of shares.entries()) {
          const due = whole === 0 ? minutes / shares.length : (minutes * share) / whole
          expect(Math.abs((parts[week] ?? 0) - due)).toBeLessThanOrEqual(1 + 1e-6)
        }
      }),
    )
    expect(weeksBetween('2027-01-06', '2027-01-19')).toEqual(['2027-01-04', '2027-01-11', '2027-01-18'])
    expect(weeksBetween('2027-02-06', '2027-01-19')).toEqual(['2027-01-18'])
  })
})

test('A contract that has ended stays so', () => {
  for (const state of ['completed', 'declined', 'withdrawn', 'terminated'] as const)
    expect(contractLifeCycle[state]).toEqual({})
})
