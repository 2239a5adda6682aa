import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTurn, maximise, type Row } from './linear.ts'

test('the best of two products on two machines', () => {
  // 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: the textbook's 36 at (2, 6).
  const rows: Row[] = [
    { terms: [[0, 1]], limit: 4 },
    { terms: [[1, 2]], limit: 12 },
    {
      terms: [
        [0, 3],
        [1, 2],
      ],
      limit: 18,
    },
  ]
  const { values, objective, prices } = maximise([3, 5], rows)
  expect([...values]).toEqual([2, 6])
  expect(objective).toBe(36)
  expect([...prices].map(price => Math.round(price * 1e9) / 1e9)).toEqual([0, 1.5, 1])
})

test('a programme without a limit is refused', () => {
  expect(() => maximise([1], [{ terms: [[0, -1]], limit: 0 }])).toThrow('Unbounded programme')
})

test('the same variable named twice in a row counts twice', () => {
  const terms: Row['terms'] = [
    [0, 1],
    [0, 1],
  ]
  expect(maximise([1], [{ terms, limit: 6 }]).objective).toBe(3)
})

const variables = 4
const programme = fc.record({
  objective: fc.array(fc.integer({ min: -5, max: 9 }), { minLength: variables, maxLength: variables }),
  rows: fc.array(
    fc.record({
      terms: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: variables, maxLength: variables }),
      limit: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 5 },
  ),
})

test('one objective after the other comes to what each does alone', () => {
  fc.assert(
    fc.property(programme, programme, ({ objective, rows }, { objective: other }) => {
      const bounded: Row[] = [
        { terms: objective.map((value, at) => [at, value]), limit: 0, isEven: true },
        ...rows.map(({ terms, limit }): Row => ({ terms: terms.map((value, at) => [at, value]), limit })),
        ...objective.map((_, at): Row => ({ terms: [[at, 1]], limit: 10 })),
      ]
      const objectives = [objective, other, objective]
      const alone = objectives.map(each => maximise(each, bounded).objective)
      const solve = inTurn(variables, bounded)
      objectives.forEach((each, turn) => {
        const { values, objective: best } = solve(each)
        expect(best).toBeCloseTo(alone[turn] ?? NaN, 9)
        expect(each.reduce((sum, value, at) => sum + value * (values[at] ?? 0), 0)).toBeCloseTo(best, 9)
      })
    }),
  )
})

test('what is solved in turn is not mixed up with another programme', () => {
  const rows: Row[] = [{ terms: [[0, 1]], limit: 1 }]
  const solve = inTurn(1, rows)
  maximise([1], rows)
  expect(() => solve([1])).toThrow('Another programme was solved meanwhile')
})

test('no solution breaks a row, and its prices prove that none is better', () => {
  fc.assert(
    fc.property(programme, ({ objective, rows }) => {
      const bounded: Row[] = [
        ...rows.map(({ terms, limit }): Row => ({ terms: terms.map((value, at) => [at, value]), limit })),
        ...objective.map((_, at): Row => ({ terms: [[at, 1]], limit: 10 })),
      ]
      const { values, objective: best, prices } = maximise(objective, bounded)
      const used = bounded.map(({ terms }) =>
        terms.reduce((sum, [at, coefficient]) => sum + coefficient * (values[at] ?? 0), 0),
      )
      bounded.forEach(({ limit }, row) => expect(used[row]).toBeLessThanOrEqual(limit + 1e-7))
      for (const value of values) expect(value).toBeGreaterThanOrEqual(0)
      // Duality: prices from 0 up that cover every variable's worth, and cost what the solution is worth.
      for (const price of prices) expect(price).toBeGreaterThanOrEqual(-1e-9)
      objective.forEach((worth, at) => {
        const cost = bounded.reduce(
          (sum, { terms }, row) =>
            sum +
            terms.reduce((own, [each, value]) => own + (each === at ? value : 0), 0) * (prices[row] ?? 0),
          0,
        )
        expect(cost).toBeGreaterThanOrEqual(worth - 1e-7)
      })
      const dual = bounded.reduce((sum, { limit }, row) => sum + limit * (prices[row] ?? 0), 0)
      expect(dual).toBeCloseTo(best, 6)
    }),
  )
})

/** Amounts a thousand times larger than others, and rows that are even: as the work of a long chain is. */
const long = fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(seed => {
  let state = seed
  const drawn = () => (state = (state * 48271) % 2147483647) / 2147483647
  const size = () => 10 ** (5 * drawn() - 3)
  const among = (count: number) => Math.floor(drawn() * count)
  const stages = 100
  // Each stage is worked by some routes; what one makes is what the next takes.
  const objective: number[] = []
  const rows: Row[] = []
  const variable = (worth: number) => objective.push(worth) - 1
  const made = Array.from({ length: stages }, (_, at) => variable(at === 0 ? 10_000 : 0))
  rows.push({ terms: [[made[0] ?? 0, 1]], limit: 1 })
  made.forEach((own, at) => {
    const shares = Array.from({ length: 1 + among(3) }, () => variable((drawn() - 0.3) * size()))
    rows.push({ terms: [[own, -1], ...shares.map(share => [share, 1] as const)], limit: 0, isEven: true })
    for (const share of shares) {
      const pace = variable(0)
      rows.push({
        terms: [
          [share, 1],
          [pace, -size()],
        ],
        limit: 0,
      })
      rows.push({ terms: [[pace, size()]], limit: drawn() })
    }
    const next = made[at + 1]
    if (next !== undefined)
      rows.push({
        terms: [
          [own, size()],
          [next, -1],
          [variable(-drawn()), -1],
        ],
        limit: 0,
        isEven: true,
      })
  })
  return { objective, rows }
})

test('what is made of little and of much adds up, and rows that are even stay so', () => {
  fc.assert(
    fc.property(long, ({ objective, rows }) => {
      const { values, objective: best } = maximise(objective, rows)
      for (const { terms, limit, isEven } of rows) {
        const parts = terms.map(([at, coefficient]) => coefficient * (values[at] ?? 0))
        const left =
          (limit - parts.reduce((sum, part) => sum + part, 0)) / Math.max(1, ...parts.map(Math.abs))
        expect(isEven === true ? -Math.abs(left) : left).toBeGreaterThan(-1e-5)
      }
      const worth = objective.reduce((sum, own, at) => sum + own * (values[at] ?? 0), 0)
      expect(Math.abs(best - worth)).toBeLessThan(1e-6 * Math.max(1, worth))
    }),
    { numRuns: 25 },
  )
})
