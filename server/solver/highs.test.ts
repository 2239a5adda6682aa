import type { Answer, Programme } from '@maillage/matching/solver.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { createHighsHere } from './highs-here.ts'
import { createHighsSolver } from './highs.ts'

const solver = createHighsSolver()
afterAll(() => solver.close())

interface Given {
  cost: number[]
  upper?: number[]
  integer?: boolean
  /** Each row: its coefficients, and what they may add up to at most. */
  rows: { terms: number[]; least?: number; most?: number }[]
}

function programme({ cost, upper, integer = false, rows }: Given): Programme {
  const terms = rows.map(row =>
    row.terms.flatMap((value, column) => (value === 0 ? [] : [{ value, column }])),
  )
  return {
    cost: Float64Array.from(cost),
    lower: new Float64Array(cost.length),
    upper: Float64Array.from(upper ?? cost.map(() => Infinity)),
    integer: new Uint8Array(cost.length).fill(integer ? 1 : 0),
    rows: {
      lower: Float64Array.from(rows, ({ least }) => least ?? -Infinity),
      upper: Float64Array.from(rows, ({ most }) => most ?? Infinity),
      starts: Int32Array.from([0, ...terms.map((_, row) => terms.slice(0, row + 1).flat().length)]),
      columns: Int32Array.from(terms.flat(), ({ column }) => column),
      values: Float64Array.from(terms.flat(), ({ value }) => value),
    },
  }
}

/** A multi-dimensional knapsack: nothing that solvers see through before they branch. */
function knapsack(items: number, sacks: number): Programme {
  // Knuth's multiplicative generator: any fixed, scattered numbers do.
  const drawn = (at: number) => ((at * 2654435761) % 2 ** 32) / 2 ** 32
  const weights = Array.from({ length: sacks }, (_, sack) =>
    Array.from({ length: items }, (_, item) => 20 + Math.floor(80 * drawn(1 + sack * items + item))),
  )
  const cost = Array.from(
    { length: items },
    (_, item) => weights.reduce((sum, weight) => sum + (weight[item] ?? 0), 0) / sacks + 10 * drawn(7 + item),
  )
  const rows = weights.map(terms => ({ terms, most: terms.reduce((sum, weight) => sum + weight, 0) / 2 }))
  return programme({ cost, upper: cost.map(() => 1), integer: true, rows })
}

const hard = knapsack(40, 5)
/** Minutes of work, should nobody stop it. */
const endless = knapsack(80, 12)
const bakery = programme({
  cost: [3, 2],
  rows: [
    { terms: [1, 1], most: 4 },
    { terms: [1, 3], most: 8 },
    { terms: [1, 0], most: 3 },
  ],
})

function optimal(answer: Answer) {
  if (answer.status !== 'optimal') throw new Error(`Ended ${answer.status}`)
  return answer
}

describe('a linear programme', () => {
  it('is solved, with what each row and column is worth', async () => {
    const { values, objective, bound, gap, prices } = optimal(await solver.solve(bakery))
    expect([...values]).toEqual([3, 1])
    expect(objective).toBe(11)
    expect([bound, gap]).toEqual([11, 0])
    expect([...(prices?.rows ?? [])].map(price => price.toFixed(12))).toEqual(
      [2, 0, 1].map(price => price.toFixed(12)),
    )
    expect([...(prices?.columns ?? [])].map(Math.abs)).toEqual([0, 0])
  })

  it('tells what a column left out would cost', async () => {
    const { prices } = optimal(
      await solver.solve(programme({ cost: [3, 2], rows: [{ terms: [1, 1], most: 4 }] })),
    )
    expect([...(prices?.columns ?? [])].map(Math.abs)).toEqual([0, 1])
    expect(prices?.columns[1]).toBe(-1)
  })

  it('tells those who watch how far it is', async () => {
    const relaxed = { ...knapsack(300, 80), integer: new Uint8Array(300) }
    const steps: number[] = []
    expect(await solver.solve(relaxed, { watch: taken => steps.push(taken) })).toEqual(
      await solver.solve(relaxed),
    )
    expect(steps.length).toBeGreaterThan(0)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  })

  it('is solved where a price is larger than solvers reckon with', async () => {
    // One more of what the first row asks for costs 10^19.
    const dear = programme({
      cost: [-1e12, -1],
      upper: [Infinity, 1],
      rows: [{ terms: [1e-7, 1], least: 5 }],
    })
    expect([...optimal(await solver.solve(dear)).values].map(Math.round)).toEqual([4e7, 1])
    expect((await solver.solve(bakery)).status).toBe('optimal')
  })

  it('is found to have no solution where the simplex comes round to where it was', async () => {
    // By the first four rows nothing is made, and what the last asks for cannot be given either.
    const none = programme({
      cost: [0, 0, -300, 0, 0],
      upper: [Infinity, Infinity, Infinity, Infinity, 0],
      rows: [
        { terms: [0.2, 0, 0, -1, 0], least: 0, most: 0 },
        { terms: [0.1, 0, -1, 0, 0], least: 0, most: 0 },
        { terms: [0, -1, 0, 0, 0], least: 0, most: 0 },
        { terms: [0.8857142857142866, 0.1, -1e5, 0, 0], least: 0 },
        { terms: [0, 0, 0, 1, 42_000], least: 42_000 },
      ],
    })
    expect(await solver.solve(none)).toEqual({ status: 'infeasible' })
  })

  it('is found to have no solution though little is amiss where a like one ended', async () => {
    // 1,400 of the first column and 140 of the third leave the last row 140 short: the last column has to make up for that.
    const withSome = (most: number) =>
      programme({
        cost: [0, 0, 0, -1],
        upper: [Infinity, Infinity, Infinity, most],
        rows: [
          { terms: [3, -1, 0, 0], least: 0, most: 0 },
          { terms: [0, 1, 0, 0], least: 4200 },
          { terms: [0.1, 0, -1, 0], least: 0, most: 0 },
          { terms: [13.1, 0, -132, 4e7], least: 0 },
        ],
      })
    const { values, basis } = optimal(await solver.solve(withSome(Infinity)))
    expect(values[3]).toBeCloseTo(140 / 4e7, 12)
    const none = { ...withSome(0), cost: new Float64Array(4) }
    expect(await solver.solve(none, basis === null ? {} : { basis })).toEqual({ status: 'infeasible' })
  })

  it('ends without a solution where its steps are limited', async () => {
    const relaxed = { ...hard, integer: new Uint8Array(hard.cost.length) }
    const answer = await solver.solve(relaxed, { iterations: 1 })
    expect(answer).toEqual({
      status: 'limit',
      values: null,
      objective: -Infinity,
      bound: Infinity,
      gap: Infinity,
    })
  })
})

describe('a programme in whole numbers', () => {
  it('is solved to the optimum, and proven', async () => {
    const { values, objective, bound, gap, prices } = optimal(
      await solver.solve(
        programme({
          cost: [8, 11, 6, 4],
          upper: [1, 1, 1, 1],
          integer: true,
          rows: [{ terms: [5, 7, 4, 3], most: 14 }],
        }),
      ),
    )
    expect([...values]).toEqual([0, 1, 1, 1])
    expect([objective, bound, gap, prices]).toEqual([21, 21, 0, null])
  })

  it('may stop at a gap, and then tells a bound that no solution passes', async () => {
    const best = optimal(await solver.solve(hard, { gap: 0.001 }))
    const quick = optimal(await solver.solve(hard, { gap: 0.05 }))
    expect(quick.gap).toBeLessThanOrEqual(0.05)
    expect(quick.gap).toBeGreaterThan(0)
    expect(quick.bound).toBeGreaterThanOrEqual(best.objective)
    expect((quick.bound - quick.objective) / quick.objective).toBeCloseTo(quick.gap, 12)
  })

  it('stops at a limit of work with what it has found, the same each time', async () => {
    const first = await solver.solve(hard, { iterations: 300 })
    const second = await solver.solve(hard, { iterations: 300 })
    expect(first.status).toBe('limit')
    expect(second).toEqual(first)
    expect(await solver.solve(hard, { nodes: 1 })).toMatchObject({ status: 'limit' })
  })

  it('is never worse than the solution it starts from', async () => {
    const { values: start, objective } = optimal(await solver.solve(hard, { gap: 0.001 }))
    const answer = await solver.solve(hard, { start, nodes: 1 })
    expect('objective' in answer ? answer.objective : -Infinity).toBeGreaterThanOrEqual(objective - 1e-9)
  })
})

it('says that nothing is a solution', async () => {
  const rows = [
    { terms: [1, 1], most: 1 },
    { terms: [1, 1], least: 2 },
  ]
  expect(await solver.solve(programme({ cost: [1, 1], rows }))).toEqual({ status: 'infeasible' })
  expect(await solver.solve(programme({ cost: [1, 1], integer: true, rows }))).toEqual({
    status: 'infeasible',
  })
})

it('refuses a programme without a bound, and one whose parts do not fit, and goes on', async () => {
  await expect(solver.solve(programme({ cost: [1], rows: [] }))).rejects.toThrow('model status 10')
  await expect(solver.solve({ ...bakery, upper: new Float64Array(1) })).rejects.toThrow('colUpper')
  expect(optimal(await solver.solve(bakery)).objective).toBe(11)
})

describe('several requests', () => {
  it('are answered in the order they came', async () => {
    const order: string[] = []
    const ask = async (name: string) => {
      await solver.solve(bakery)
      order.push(name)
    }
    await Promise.all([ask('first'), ask('second'), ask('third')])
    expect(order).toEqual(['first', 'second', 'third'])
  })

  it('are given up one by one, under way or waiting, and the others are answered', async () => {
    const underWay = new AbortController()
    const waiting = new AbortController()
    const long = solver.solve(endless, { signal: underWay.signal })
    const never = solver.solve(hard, { signal: waiting.signal })
    const other = solver.solve(bakery)
    waiting.abort()
    expect(await never).toEqual({ status: 'interrupted' })
    underWay.abort()
    expect(await long).toEqual({ status: 'interrupted' })
    expect(optimal(await other).objective).toBe(11)
    expect(await solver.solve(bakery, { signal: underWay.signal })).toEqual({ status: 'interrupted' })
  })

  it('end with the solver', async () => {
    const closing = createHighsSolver()
    const answers = [closing.solve(endless), closing.solve(bakery)]
    await closing.close()
    expect(await Promise.all(answers)).toEqual([{ status: 'interrupted' }, { status: 'interrupted' }])
    expect(await closing.solve(bakery)).toEqual({ status: 'interrupted' })
  })
})

describe('the solver in the thread that asks', () => {
  it('answers as the other does, and begins nothing for whoever has given up', async () => {
    const here = createHighsHere()
    expect(await here.solve(bakery)).toEqual(await solver.solve(bakery))
    expect(await here.solve(hard, { gap: 0.001 })).toEqual(await solver.solve(hard, { gap: 0.001 }))
    const giving = new AbortController()
    const given = [here.solve(bakery), here.solve(bakery, { signal: giving.signal })]
    giving.abort()
    const [first, second] = await Promise.all(given)
    expect([first?.status, second?.status]).toEqual(['optimal', 'interrupted'])
  })

  it('leaves nothing of one programme to the next', async () => {
    const here = createHighsHere()
    const boundless = programme({ cost: [1], rows: [{ terms: [1], least: 1 }] })
    const impossible = programme({ cost: [1], rows: [{ terms: [1], least: 2, most: 1 }] })
    expect((await here.solve(bakery, { iterations: 0 })).status).toBe('limit')
    await expect(here.solve(boundless)).rejects.toThrow('model status')
    expect((await here.solve(impossible, { smaller: true })).status).toBe('infeasible')
    expect((await here.solve(hard, { gap: 0.5, nodes: 1 })).status).not.toBe('infeasible')
    expect(await here.solve(bakery)).toEqual(await solver.solve(bakery))
  })
})
