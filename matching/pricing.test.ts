import { describe, expect, it } from 'vitest'
import { maximise, SpoiltByRounding, unspoilt } from './linear.ts'
import { listsOf, type Offer } from './offer.ts'
import { valueAtMost, valueOf } from './pricing.ts'

/** Two columns of a firm, 10 and 100 at most, that both draw on what it has none of: `drawn` for a unit of each. */
function firm(drawn: [number, number]): Offer {
  const rows = listsOf([
    [1, drawn[0], 2, drawn[1]],
    [1, 1, 0, -10],
    [2, 1, 0, -100],
  ])
  return {
    member: 0,
    gains: [0, 10, 1],
    costs: [0, 0, 0],
    most: [1, 10, 100],
    sharesOf: [-1, -1, -1],
    entries: listsOf([[], [], []]),
    rows: () => rows,
  }
}

const pricing = { prices: new Float64Array(0), ofCost: 1 }

describe('the value of a firm', () => {
  it('is that of its own programme, below what it is at a glance', () => {
    expect(valueAtMost(firm([1, 1]), pricing)).toBe(200)
    expect(valueOf(firm([1, 1]), pricing)).toBeCloseTo(0, 9)
  })

  it('is what it is at a glance where rounding spoils its programme, so that no bound is too low', () => {
    const spoilt = firm([100, 1e-7])
    expect(valueOf(spoilt, pricing)).toBe(valueAtMost(spoilt, pricing))
  })
})

it('a programme that rounding spoils is told from one without a limit, which is a mistake of whoever wrote it', () => {
  const limits = [10, 100].map((limit, at) => ({ terms: [[at, 1] as const], limit }))
  const drawn = {
    terms: [
      [0, 100],
      [1, 1e-7],
    ] as const,
    limit: 0,
  }
  const spoilt = () => maximise([10, 1], [drawn, ...limits])
  expect(spoilt).toThrow(SpoiltByRounding)
  expect(unspoilt(spoilt)).toBe(null)
  expect(() => unspoilt(() => maximise([1], []))).toThrow('Unbounded')
})
