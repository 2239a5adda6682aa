import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestOutcome } from './best-outcome.ts'
import { candidatesOf } from './candidates.ts'
import { visitSets } from './combinations.ts'
import { scoreOf } from './criteria/criteria.ts'
import type { Need } from './demand.ts'
import { fieldOf } from './field.ts'
import { lineOf } from './line.ts'
import { mostOfChain } from './most-of-chain.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import type { Firm } from './supply.ts'
import { needs, regions } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { firm, leatherShop, maskNeed, sewingShop, site, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)

/** By chain that somebody can make whole: the most at a glance, and the scores of all sets that make it. */
function ask(region: Firm[], need: Need): { most: number; scores: number[] }[] {
  const weights = weightsFor(need.buyerKind, need.weights)
  const question = compileQuestion(reference, need, today, new Set(['09', '31']), { kind: 'other' }, weights)
  const index = new FirmIndex(reference)
  for (const each of region) index.add(each)
  const chains = unfold(reference, need, question.lastDue - question.today)
  const found = candidatesOf(question, chains, index, (each, chain) => lineOf(reference, each, chain))
  return found.chains.flatMap(({ chain, lines }) => {
    const field = fieldOf({ question, chain, resilient: false }, lines)
    if (field === null) return []
    const most = mostOfChain(field.master.frame)
    const scores: number[] = []
    visitSets(lines.length, question.most, set => {
      const members = set.flatMap(at => lines[at] ?? [])
      const outcome = bestOutcome(question, chain, members)
      if (outcome !== null && outcome !== 'spoilt' && outcome.work.missing.length === 0)
        scores.push(scoreOf(outcome, question.weights))
      return 'open'
    })
    return [{ most: Math.max(most(true), most(false)), scores }]
  })
}

describe('the most of a chain', () => {
  it('is passed by no set of firms', () => {
    let sets = 0
    fc.assert(
      fc.property(regions(5), needs('need'), (region, need) => {
        for (const { most, scores } of ask(region, need)) {
          sets += scores.length
          for (const score of scores) expect(score).toBeLessThanOrEqual(most + 1e-9)
        }
      }),
      { numRuns: 600 },
    )
    expect(sets).toBeGreaterThan(400)
  })

  it('is hardly more than what a workshop is worth that does all in time, next door', () => {
    const [whole] = ask([sewingShop('shop')], maskNeed(2_000))
    expect(whole?.scores).toHaveLength(1)
    expect((whole?.most ?? Infinity) - (whole?.scores[0] ?? 0)).toBeLessThan(0.03)
  })

  it('counts everybody whom it takes, where nobody does two of its operations', () => {
    const cutter = firm('cutter', [site({ cutter: 1 }, { cutter: 1 })], { workedMaterials: ['woven'] })
    const sewers = firm('sewers', [site({ lockstitch: 10 }, { sewer: 10 })], { workedMaterials: ['woven'] })
    const [whole] = ask([cutter, sewers], maskNeed(500))
    expect(whole?.scores).toHaveLength(1)
    expect((whole?.most ?? Infinity) - (whole?.scores[0] ?? 0)).toBeLessThan(0.001)
  })

  it('counts what it costs to change, where nobody can do an operation as it stands', () => {
    const [whole] = ask([leatherShop('shop', { workedMaterials: ['woven'] })], maskNeed(2_000))
    expect(whole?.scores).toHaveLength(1)
    expect((whole?.most ?? Infinity) - (whole?.scores[0] ?? 0)).toBeLessThan(0.001)
  })

  it('counts nothing for a date by which nobody can have begun', () => {
    const schedule = [
      { due: '2026-11-26', quantity: 1_000 },
      { due: '2027-02-28', quantity: 1_000 },
    ]
    const [whole] = ask([sewingShop('shop')], maskNeed(2_000, { schedule }))
    expect(whole?.scores).toHaveLength(1)
    expect((whole?.most ?? Infinity) - (whole?.scores[0] ?? 0)).toBeLessThan(0.03)
  })
})
