import { describe, expect, test } from 'vitest'
import { isolatedLotPlan, isolatedRows, limitingQualities } from './isolated-lot.ts'
import { publishedIsolated, publishedLimits } from './testing/published-isolated.ts'

/** Chance that a lot is accepted with so many nonconforming items in it: draws without putting back. */
function acceptance(lotSize: number, nonconforming: number, sampleSize: number, accept: number): number {
  let sum = 0
  for (let found = 0; found <= accept; found++) {
    // C(nonconforming, found) C(conforming, sampleSize - found) / C(lotSize, sampleSize), factor by factor.
    if (found > nonconforming || sampleSize - found > lotSize - nonconforming) continue
    let log = choose(nonconforming, found) + choose(lotSize - nonconforming, sampleSize - found)
    log -= choose(lotSize, sampleSize)
    sum += Math.exp(log)
  }
  return sum
}

function choose(from: number, taken: number): number {
  let log = 0
  for (let at = 1; at <= Math.min(taken, from - taken); at++)
    log += Math.log(from - Math.min(taken, from - taken) + at) - Math.log(at)
  return log
}

describe('a lot that is alone of its kind', () => {
  test('is accepted at its limiting quality with less than 13 % in all cells but two, mostly with less than 10 %', () => {
    const risks: { cell: string; risk: number }[] = []
    for (const [at, { upTo }] of isolatedRows.entries()) {
      const from = (isolatedRows[at - 1]?.upTo ?? 1) + 1
      const to = Number.isFinite(upTo) ? upTo : 2_000_000
      for (const quality of limitingQualities) {
        const sizes = [from, Math.round((from + to) / 2), to]
        const of = (lotSize: number) => {
          const { sampleSize, accept } = isolatedLotPlan(lotSize, quality)
          return acceptance(
            lotSize,
            Math.ceil((lotSize * quality) / 100 - 1e-9),
            Math.min(sampleSize, lotSize),
            accept,
          )
        }
        risks.push({ cell: `${from} to ${upTo} at ${quality}`, risk: Math.max(...sizes.map(of)) })
      }
    }
    const above = risks.filter(({ risk }) => risk >= 0.13).map(({ cell }) => cell)
    expect(above).toEqual(['51 to 90 at 2', '91 to 150 at 1.25'])
    const below10 = risks.filter(({ risk }) => risk <= 0.1).length
    expect(below10 / risks.length).toBeGreaterThan(0.85)
  })

  test('is sampled as a published program has it, in all 91 cells that it holds', () => {
    for (const { upTo, sizes, accept } of publishedIsolated)
      for (const [at, limit] of publishedLimits.entries()) {
        const published = { sampleSize: Math.min(sizes[at] ?? 0, upTo), accept: accept[at] }
        expect({ upTo, limit, ...isolatedLotPlan(upTo, limit) }).toMatchObject({ upTo, limit, ...published })
      }
  })

  test('is sampled ever less the worse it may be, and all of it where the table has no plan', () => {
    for (const lotSize of [
      16, 40, 80, 140, 250, 450, 1000, 3000, 9000, 30_000, 100_000, 400_000, 1_000_000,
    ]) {
      const sizes = limitingQualities.map(quality => isolatedLotPlan(lotSize, quality).sampleSize)
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    }
    expect(isolatedLotPlan(10, 5)).toEqual({ sampleSize: 10, accept: 0, reject: 1 })
    expect(isolatedLotPlan(16, 8)).toEqual({ sampleSize: 16, accept: 0, reject: 1 })
    expect(isolatedLotPlan(2000, 5)).toEqual({ sampleSize: 125, accept: 3, reject: 4 })
    expect(() => isolatedLotPlan(1, 5)).toThrow('is not sampled')
  })
})
