import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CriterionId, Partnership, Viewer } from '../match.ts'
import { byScore, rescore, weightedMean } from '../score.ts'
import { needs, regions } from '../testing/arbitraries.ts'
import { engineWith } from '../testing/examples.ts'
import { criterionIds, type Weights } from '../weights.ts'
import { stability } from './stability.ts'

const other: Viewer = { kind: 'other' }

type Scored = Pick<Partnership, 'key' | 'criteria' | 'score'>

/** What a partnership scores with each weight multiplied. */
function score({ criteria }: Pick<Scored, 'criteria'>, factors: Partial<Record<CriterionId, number>>) {
  return weightedMean(criteria.map(each => ({ ...each, weight: each.weight * (factors[each.id] ?? 1) })))
}

/** How far one partnership stands before another, or before the best of the others. */
function ahead(
  partnerships: readonly Scored[],
  factors: Partial<Record<CriterionId, number>>,
  key: string | undefined,
  before?: string,
): number {
  const best = (some: readonly Scored[]) => Math.max(0, ...some.map(one => score(one, factors)))
  const others = before === undefined ? partnerships : partnerships.filter(one => one.key === before)
  return best(partnerships.filter(one => one.key === key)) - best(others)
}

/** Scores that differ by less are equal. */
const hair = 1e-12

/** Partnerships of invented criteria, best first. */
const lists: fc.Arbitrary<Scored[]> = fc
  .tuple(
    fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 10, maxLength: 10 }), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 }),
  )
  .filter(([, weights]) => weights.some(weight => weight > 0))
  .map(([rows, weights]) => {
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return rows
      .map((values, at) => {
        const criteria = criterionIds.map((id, position) => ({
          id,
          value: (values[position] ?? 0) / 20,
          weight: (weights[position] ?? 0) / sum,
          reason: { code: 'coverage.whole' as const, figures: { operations: 1 } },
        }))
        return { key: `p${at}`, criteria, score: weightedMean(criteria) }
      })
      .sort(byScore)
  })

const step = 1e-6

describe('where the first place changes hands', () => {
  test('the first keeps it just before the crossing and has lost it just after, for every one told', () => {
    fc.assert(
      fc.property(lists, partnerships => {
        const found = stability(partnerships)
        for (const { criterion, direction, factor, key } of found?.crossings ?? []) {
          const towardsOne = direction === 'less' ? step : -step
          const before = Math.abs(factor - 1) > 2 * step ? factor + towardsOne : 1
          expect(ahead(partnerships, { [criterion]: before }, found?.first)).toBeGreaterThan(-hair)
          if (factor - towardsOne < 0) continue
          const after = { [criterion]: factor - towardsOne }
          expect(ahead(partnerships, after, key, found?.first)).toBeGreaterThan(hair)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('nothing is overlooked: with a weight moved anywhere short of its crossings the first stays', () => {
    fc.assert(
      fc.property(
        lists,
        fc.constantFrom(...criterionIds),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (partnerships, criterion, factor) => {
          const found = stability(partnerships)
          const [least = 0, most = Infinity] = [
            found?.crossings.find(one => one.criterion === criterion && one.direction === 'less')?.factor,
            found?.crossings.find(one => one.criterion === criterion && one.direction === 'more')?.factor,
          ]
          if (factor < least + step || factor > most - step) return
          expect(ahead(partnerships, { [criterion]: factor }, found?.first)).toBeGreaterThan(-hair)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('all weights together: at their worst somebody overtakes just beyond the movement told, nobody short of it', () => {
    fc.assert(
      fc.property(lists, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (partnerships, upward) => {
        const found = stability(partnerships)
        const reach = found?.together?.movement ?? 1
        const corner = (movement: number, rises: (id: CriterionId, at: number) => boolean) =>
          Object.fromEntries(criterionIds.map((id, at) => [id, 1 + (rises(id, at) ? movement : -movement)]))
        // No corner short of it overtakes, whichever way each weight goes.
        const short = corner(Math.max(0, reach - step), (_, at) => upward[at] ?? false)
        expect(ahead(partnerships, short, found?.first)).toBeGreaterThan(-hair)
        if (!found?.together || reach + step > 1) return
        const [first, rival] = [found.first, found.together.key].map(key =>
          partnerships.find(one => one.key === key),
        )
        const value = (one: Scored | undefined, id: CriterionId) =>
          one?.criteria.find(each => each.id === id)?.value ?? 0
        const worst = corner(reach + step, id => value(rival, id) > value(first, id))
        expect(ahead(partnerships, worst, rival?.key, first?.key)).toBeGreaterThan(hair)
      }),
      { numRuns: 500 },
    )
  })

  test('what is told of a ranking of the engine is what the sliders show', () => {
    fc.assert(
      fc.property(regions(4), needs('need'), (region, need) => {
        const { partnerships, weights } = engineWith(...region).rank(need, { viewer: other, limit: 1000 })
        const found = stability(partnerships)
        expect(found?.others ?? -1).toBe(partnerships.length - 1)
        for (const { criterion, direction, factor, key } of found?.crossings ?? []) {
          if (Math.abs(factor - 1) < 1e-2 || factor < 1e-2) continue
          const slid = (by: number) => {
            const moved: Weights = { ...weights }
            moved[criterion] *= by
            return rescore(partnerships, { buyerKind: need.buyerKind, weights: moved }, {})
          }
          const away = direction === 'less' ? -1e-3 : 1e-3
          expect(ahead(slid(factor - away), {}, found?.first)).toBeGreaterThan(-1e-8)
          expect(ahead(slid(factor + away), {}, key, found?.first)).toBeGreaterThan(0)
        }
      }),
      { numRuns: 100 },
    )
  })
})

const criteria = (coverage: number, cost: number, weight = 0.5) => [
  { id: 'coverage' as const, value: coverage, weight, reason: whole },
  { id: 'cost' as const, value: cost, weight: 1 - weight, reason: whole },
]
const whole = { code: 'coverage.whole' as const, figures: { operations: 1 } }

describe('the first place is', () => {
  test('fragile where one weight moved by 20 % is enough', () => {
    const found = stability([
      { key: 'a', criteria: criteria(1, 0) },
      { key: 'b', criteria: criteria(0, 0.9) },
    ])
    expect(found?.verdict).toBe('fragile')
    // Half of coverage against 0.45: it has to fall to 0.9 of its weight, or cost rise to 1.11 of its own.
    expect(found?.crossings[0]).toMatchObject({ criterion: 'coverage', key: 'b' })
    expect(found?.crossings[0]?.factor).toBeCloseTo(0.9, 12)
    expect(found?.crossings[1]?.factor).toBeCloseTo(10 / 9, 12)
  })

  test('sensitive where several weights have to move together', () => {
    const found = stability([
      { key: 'a', criteria: criteria(1, 0) },
      { key: 'b', criteria: criteria(0, 0.75) },
    ])
    expect(found?.verdict).toBe('sensitive')
    // 0.5 − 0.375 over 0.5 + 0.375.
    expect(found?.together?.movement).toBeCloseTo(1 / 7, 12)
  })

  test('solid where nobody is better in anything, or nobody else is there', () => {
    const alone = stability([{ key: 'a', criteria: criteria(1, 1) }])
    expect(alone).toMatchObject({ verdict: 'solid', others: 0, crossings: [], together: null })
    const before = stability([
      { key: 'a', criteria: criteria(1, 0.5) },
      { key: 'b', criteria: criteria(0.5, 0.4) },
    ])
    expect(before).toMatchObject({ verdict: 'solid', crossings: [] })
    expect(stability([])).toBeNull()
  })

  test('fragile between equals', () => {
    const found = stability([
      { key: 'a', criteria: criteria(1, 0) },
      { key: 'b', criteria: criteria(0, 1) },
    ])
    expect(found).toMatchObject({ verdict: 'fragile', together: { movement: 0, key: 'b' } })
  })
})
