import { describe, expect, it } from 'vitest'
import { maximise, SpoiltByRounding, unspoilt } from './linear.ts'
import { type Offer, offerOf } from './offer.ts'
import { valueAtMost, valueOf } from './pricing.ts'

/** Two columns of a firm, 10 and 100 at most, that both draw on what it has none of: `drawn` for a unit of each. */
function firm(drawn: [number, number]): Offer {
  const own = { gain: 0, cost: 0, entries: [], most: 1, shareOf: -1 }
  const columns = [own, { ...own, gain: 10, most: 10 }, { ...own, gain: 1, most: 100 }]
  const rows = [
    [1, drawn[0], 2, drawn[1]],
    [1, 1, 0, -10],
    [2, 1, 0, -100],
  ]
  return offerOf(0, columns, rows)
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
