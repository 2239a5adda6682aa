import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Fact,
  firmKinds,
  leastFacts,
  leastOthers,
  medianDays,
  recordOf,
  tallyOf,
  toldOf,
  windowStart,
} from './tally.ts'

let numbers = 0
const fact = (differs: Partial<Fact> = {}, buyer = 'a'): Fact => ({
  key: `fact ${numbers++}`,
  kind: 'on-time',
  day: '2026-11-01',
  kept: true,
  with: { id: buyer, name: buyer },
  about: { kind: 'contract', id: 'c', title: '', item: null, family: null },
  days: null,
  ...differs,
})
const facts = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...firmKinds),
      kept: fc.boolean(),
      buyer: fc.constantFrom('a', 'b', 'c', 'd'),
    })
    .map(({ buyer, ...differs }) => fact(differs, buyer)),
  { maxLength: 40 },
)

describe('what a firm has kept', () => {
  test('is told once five facts with three buyers stand behind it, and as counts', () => {
    const of = (buyers: string[]) =>
      toldOf(
        buyers.map((buyer, at) => fact({ kept: at > 0 }, buyer)),
        'on-time',
      )
    expect(of(['a', 'b', 'c', 'a'])).toBeNull()
    expect(of(['a', 'b', 'a', 'b', 'a'])).toBeNull()
    expect(of(['a', 'b', 'c', 'a', 'b'])).toEqual({ kept: 4, of: 5 })
    expect(recordOf([])).toBeNull()
  })

  test('needs no other side where all of it is published', () => {
    const tenders = Array.from({ length: leastFacts }, () => fact({ kind: 'awarded', with: null }))
    expect(toldOf(tenders, 'awarded')).toEqual({ kept: 5, of: 5 })
  })

  test('is the same in whatever order its facts come', () => {
    fc.assert(
      fc.property(
        facts.chain(list =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(recordOf(shuffled)).toEqual(recordOf(list))
        },
      ),
    )
  })

  test('never falls by one more promise kept, and tells nothing less', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...firmKinds), fc.constantFrom('a', 'e'), (list, kind, buyer) => {
        const more = [...list, fact({ kind }, buyer)]
        const [before, after] = [tallyOf(list, kind), tallyOf(more, kind)]
        expect(after).toEqual({ kept: before.kept + 1, of: before.of + 1 })
        const told = toldOf(list, kind) !== null
        expect(told ? toldOf(more, kind) : after).toEqual(after)
      }),
    )
  })

  test('never lets one buyer be told from the others: of what is told, no buyer stands alone beside the reader', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...firmKinds), fc.constantFrom('a', 'b'), (list, kind, reader) => {
        if (toldOf(list, kind) === null) return
        const others = new Set(
          list.filter(one => one.kind === kind && one.with?.id !== reader).map(one => one.with?.id),
        )
        expect(others.size).toBeGreaterThanOrEqual(leastOthers - 1)
      }),
    )
  })
})

test('the window is two years, and half of the answers took no longer than the median', () => {
  expect(windowStart('2026-11-29')).toBe('2024-11-29')
  expect(windowStart('2028-02-29')).toBe('2026-02-28')
  const days = (...all: (number | null)[]) => all.map(one => fact({ kind: 'answered', days: one }))
  expect(medianDays(days(9, 0, 2, null), 'answered')).toBe(2)
  expect(medianDays(days(4, 1), 'answered')).toBe(1)
  expect(medianDays(days(null), 'answered')).toBeNull()
})
