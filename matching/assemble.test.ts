import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { candidatesOf } from './candidates.ts'
import type { Catalogue } from './catalogue.ts'
import { scoreOf } from './criteria/criteria.ts'
import { lightChange } from './defaults.ts'
import type { Need } from './demand.ts'
import { keuro } from './estimate.ts'
import { lineOf, type Line } from './line.ts'
import { bestOutcome } from './best-outcome.ts'
import type { Outcome } from './outcome.ts'
import { isFeasible } from './partnership.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import type { Firm } from './supply.ts'
import { laws, needs, regions } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { engineWith, firm, leatherShop, maskNeed, mill, sewingShop, site, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

function ask(region: Firm[], need: Need, catalogue = smallCatalogue) {
  const reference = compileReference(catalogue)
  const question = compileQuestion(
    reference,
    need,
    today,
    new Set(['09', '31']),
    { kind: 'other' },
    weightsFor(need.buyerKind),
  )
  const index = new FirmIndex(reference)
  for (const each of region) index.add(each)
  const chains = unfold(reference, need, question.lastDue - question.today)
  const candidates = candidatesOf(question, chains, index, (each, chain) => lineOf(reference, each, chain))
  return { question, candidates }
}

function subsets<T>(list: T[]): T[][] {
  return list.reduce<T[][]>((sets, each) => [...sets, ...sets.map(set => [...set, each])], [[]])
}

/** Needs nobody more: everything in time, nothing bought that was wished made, at most a light change. */
const isEnough = (outcome: Outcome) =>
  isFeasible(outcome) &&
  outcome.work.boughtInstead.length === 0 &&
  keuro(outcome) <= lightChange.keuro &&
  outcome.work.worked.every(({ route }) => route.line.route.effort.days <= lightChange.days)

/** The best score of all sets of firms on all chains, the plain way: no set that only adds to one that is enough. */
function bestByTryingAll(region: Firm[], need: Need, law: Catalogue): number | null {
  const { question, candidates } = ask(region, need, law)
  const scores: number[] = []
  for (const { chain, lines } of candidates.chains) {
    const judged = (set: Line[]) => {
      const found = bestOutcome(question, chain, set)
      if (found === 'spoilt') throw new Error('Nothing can be said of a set')
      return found
    }
    const sets = subsets(lines).filter(set => set.length > 0 && set.length <= need.maximumPartners)
    const enough = sets.filter(set => {
      const found = judged(set)
      return found !== null && isEnough(found)
    })
    for (const set of sets) {
      if (enough.some(part => part.length < set.length && part.every(line => set.includes(line)))) continue
      const found = judged(set)
      // No more of an input is made than is taken.
      const whole = (found?.work.coveredWeight ?? 0) + (found?.work.missingWeight ?? 0)
      expect(whole).toBeLessThanOrEqual(1 + 1e-6)
      if (found !== null && found.work.missing.length === 0) scores.push(scoreOf(found, question.weights))
    }
  }
  return scores.length === 0 ? null : Math.max(...scores)
}

describe('partnerships', () => {
  test('are never beaten by trying every set of firms', () => {
    fc.assert(
      fc.property(regions(4), needs('need'), laws, (region, need, law) => {
        const { question, candidates } = ask(region, need, law)
        const { found, exact } = assemble(question, candidates)
        const best = bestByTryingAll(region, need, law)
        expect(exact).toBe(true)
        const complete = found.filter(each => each.outcome.work.missing.length === 0)
        expect(complete[0]?.score ?? -1).toBeCloseTo(best ?? -1, 9)
      }),
      { numRuns: 200 },
    )
  })

  const keys = (need: Need, ...region: Firm[]) =>
    engineWith(...region)
      .rank(need, { viewer: { kind: 'other' } })
      .partnerships.map(({ key }) => key)

  test('put a cutter and sewers together where neither can do both', () => {
    const cutter = firm('cutter', [site({ cutter: 1 }, { cutter: 2 })])
    const sewers = firm('sewers', [site({ lockstitch: 5 }, { sewer: 5 })])
    expect(keys(maskNeed(1000), cutter, sewers)).toEqual(['cutter+sewers'])
  })

  test('add hands where one firm is too small, up to the partners the buyer allows', () => {
    const shops = ['a', 'b', 'c'].map(id => sewingShop(id))
    const need = maskNeed(130_000)
    expect(keys(need, ...shops)[0]).toBe('a+b+c')
    expect(keys({ ...need, maximumPartners: 2 }, ...shops).every(key => key.length <= 3)).toBe(true)
  })

  test('do not grow beyond a firm that does everything in time', () => {
    expect(keys(maskNeed(1000), sewingShop('a'), sewingShop('b'))).toEqual(['a', 'b'])
  })

  test('are listed with what they lack where none is complete', () => {
    const { partnerships } = engineWith(firm('cutter', [site({ cutter: 1 }, { cutter: 2 })])).rank(
      maskNeed(1000),
      { viewer: { kind: 'other' } },
    )
    expect(partnerships.map(({ key, missing, feasible }) => [key, missing, feasible])).toEqual([
      ['cutter', [{ item: 'mask', recipe: 'mask-sewn', operation: 'sew', processes: ['sew'] }], false],
    ])
  })

  test('equal in everything come in the order of their ids', () => {
    expect(keys(maskNeed(1000), sewingShop('b'), sewingShop('a'), sewingShop('c'))).toEqual(['a', 'b', 'c'])
  })

  test('name the supplier of the materials as one, and the maker as the manufacturer', () => {
    const need = maskNeed(1000, {
      wishes: { regionalDepth: 'all', minimumWashes: null, recyclable: false },
      weights: { coverage: 9 },
    })
    const [best] = engineWith(mill('mill'), leatherShop('leather')).rank(need, {
      viewer: { kind: 'other' },
    }).partnerships
    expect(best?.members).toEqual([
      { firm: 'leather', role: 'partner' },
      { firm: 'mill', role: 'supplier' },
    ])
    expect([best?.lead, best?.manufacturer]).toEqual(['leather', 'leather'])
  })
})
