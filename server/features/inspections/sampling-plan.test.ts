import { describe, expect, test } from 'vitest'
import { acceptOneStepStricter, codeLetter, planAt, samplingPlan } from './sampling-plan.ts'
import { aqls, inspectionLevels, letters, sampleSizes, type Severity, severities } from './sampling-tables.ts'
import { publishedPlans } from './testing/published-plans.ts'

const seriesLetters = letters.filter(letter => letter !== 'S')
/** Limits in per cent; higher ones are of nonconformities per 100 items. */
const percentages = aqls.filter(aql => aql <= 10)

describe('the letter of a lot', () => {
  // Rows of table 1 as in https://base.garant.ru/71446952/53f89421bbdaf741eb2d1ecc4ddb4c33, from 151 items on, where that
  // page has the letters of ISO 2859-1; below, as in https://pdfcoffee.com/aql-sampling-chart-pdf-free.html.
  test.each([
    [2, 8, 'AAAAAAB'],
    [9, 15, 'AAAAABC'],
    [16, 25, 'AABBBCD'],
    [26, 50, 'ABBCCDE'],
    [51, 90, 'BBCCCEF'],
    [91, 150, 'BBCDDFG'],
    [151, 280, 'BCDEEGH'],
    [281, 500, 'BCDEFHJ'],
    [501, 1200, 'CCEFGJK'],
    [1201, 3200, 'CDEGHKL'],
    [3201, 10_000, 'CDFGJLM'],
    [10_001, 35_000, 'CDFHKMN'],
    [35_001, 150_000, 'DEGJLNP'],
    [150_001, 500_000, 'DEGJMPQ'],
    [500_001, 40_000_000, 'DEHKNQR'],
  ])('%i to %i items: %s', (from, to, expected) => {
    for (const lotSize of [from, to])
      expect(inspectionLevels.map(level => codeLetter(lotSize, level)).join('')).toBe(expected)
  })

  test('there is none for fewer than two items, or a part of one', () => {
    for (const lotSize of [1, 0, -5, 2.5, NaN])
      expect(() => codeLetter(lotSize, 'II')).toThrow('is not sampled')
  })
})

describe('a single sampling plan', () => {
  test.each(severities)('is the published one at every letter and limit: %s', severity => {
    for (const letter of seriesLetters) {
      const plans = aqls.map(aql => planAt(letter, severity, aql))
      const written = plans.map(plan => `${plan.letter}${plan.accept}`).join(' ')
      expect(`${letter}: ${written}`).toBe(`${letter}: ${publishedPlans[severity][letter]}`)
      for (const plan of plans)
        expect(plan.sampleSize).toBe(sampleSizes[severity][letters.indexOf(plan.letter)])
    }
  })

  const plan = (lotSize: number, severity: (typeof severities)[number], aql: (typeof aqls)[number]) =>
    samplingPlan({ lotSize, level: 'II', severity, aql })

  test('of 2,000 items at level II', () => {
    expect(plan(2000, 'normal', 1.5)).toEqual({ letter: 'K', sampleSize: 125, accept: 5, reject: 6 })
    expect(plan(2000, 'normal', 2.5)).toEqual({ letter: 'K', sampleSize: 125, accept: 7, reject: 8 })
    expect(plan(2000, 'tightened', 1.5)).toEqual({ letter: 'K', sampleSize: 125, accept: 3, reject: 4 })
    expect(plan(2000, 'reduced', 1.5)).toEqual({ letter: 'K', sampleSize: 50, accept: 3, reject: 4 })
  })

  test('of 120 items follows the arrow from F to the sample of G', () => {
    expect(plan(120, 'normal', 1.5)).toEqual({ letter: 'G', sampleSize: 32, accept: 1, reject: 2 })
    expect(plan(120, 'normal', 1)).toEqual({ letter: 'E', sampleSize: 13, accept: 0, reject: 1 })
  })

  test('is all of a lot that is smaller than its sample', () => {
    expect(plan(20, 'normal', 0.65)).toEqual({ letter: 'F', sampleSize: 20, accept: 0, reject: 1 })
    expect(plan(8, 'normal', 0.65)).toEqual({ letter: 'F', sampleSize: 8, accept: 0, reject: 1 })
  })

  test('refuses from one more than it accepts, and is never milder when tightened, nor larger when reduced', () => {
    for (const lotSize of [2, 10, 60, 300, 1500, 9000, 100_000, 700_000])
      for (const level of inspectionLevels)
        for (const aql of percentages) {
          const of = (severity: Severity) => samplingPlan({ lotSize, level, severity, aql })
          const [normal, tightened, reduced] = [of('normal'), of('tightened'), of('reduced')]
          expect([normal, tightened, reduced].map(({ reject, accept }) => reject - accept)).toEqual([1, 1, 1])
          const twice = (2 * aql) / 100
          expect(acceptance(tightened, twice)).toBeLessThanOrEqual(acceptance(normal, twice) + 1e-9)
          expect(reduced.sampleSize).toBeLessThanOrEqual(normal.sampleSize)
        }
  })

  test('accepts a lot at its limit mostly, and worse ones ever less', () => {
    for (const letter of seriesLetters)
      for (const aql of percentages) {
        const here = planAt(letter, 'normal', aql)
        expect(acceptance(here, aql / 100)).toBeGreaterThan(0.85)
        const curve = [0, 0.001, 0.01, 0.05, 0.1, 0.2, 0.4, 0.8, 1].map(share => acceptance(here, share))
        expect(curve[0]).toBe(1)
        for (const [at, value] of curve.entries())
          expect(value).toBeLessThanOrEqual((curve[at - 1] ?? 1) + 1e-12)
        expect(curve.at(-1)).toBe(0)
      }
  })
})

test('one limit stricter, the same sample may have fewer', () => {
  // K at 1.0 accepts 3, at 0.65 two; a plan that accepts one or none is not asked.
  expect(acceptOneStepStricter({ letter: 'K', accept: 3 }, 1)).toBe(2)
  expect(acceptOneStepStricter({ letter: 'J', accept: 1 }, 0.65)).toBeNull()
  for (const letter of seriesLetters)
    for (const aql of aqls) {
      const plan = planAt(letter, 'normal', aql)
      const stricter = acceptOneStepStricter(plan, aql)
      expect(stricter === null ? plan.accept < 2 : stricter < plan.accept).toBe(true)
    }
})

/** Chance that a plan accepts what has a share of nonconforming items, by the binomial distribution. */
function acceptance({ sampleSize, accept }: { sampleSize: number; accept: number }, share: number): number {
  if (share === 0) return 1
  if (share === 1) return accept >= sampleSize ? 1 : 0
  let term = sampleSize * Math.log1p(-share)
  let sum = Math.exp(term)
  for (let count = 1; count <= Math.min(accept, sampleSize); count++) {
    term += Math.log((sampleSize - count + 1) / count) + Math.log(share) - Math.log1p(-share)
    sum += Math.exp(term)
  }
  return Math.min(1, sum)
}
