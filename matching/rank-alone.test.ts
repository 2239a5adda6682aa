import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { Bound, perTier } from './bound.ts'
import { candidatesOf, lineOfCandidate } from './candidates.ts'
import { scoreOf } from './criteria/criteria.ts'
import type { Need } from './demand.ts'
import { lineOf } from './line.ts'
import type { Viewer } from './match.ts'
import { outcome } from './outcome.ts'
import { compileQuestion } from './question.ts'
import { rankAlone } from './rank-alone.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import type { Firm } from './supply.ts'
import { candidateAt, survey } from './survey.ts'
import { needs, regions } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { engineWith, maskNeed, sewingShop, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)
const viewers = fc.constantFrom<Viewer>({ kind: 'other' }, { kind: 'operator' }, { kind: 'self', firm: 'f0' })

function ask(firms: Firm[], need: Need, viewer: Viewer) {
  const index = new FirmIndex(reference)
  for (const firm of firms) index.add(firm)
  const weights = weightsFor(need.buyerKind, need.weights, undefined)
  const question = compileQuestion(
    reference,
    need,
    today,
    new Set(['09', '31']),
    viewer,
    weights,
    new Map(),
    1,
  )
  const chains = unfold(reference, need, question.lastDue - question.today)
  return { question, supply: { index, chains, firms: firms.length, lineOf: lineOf.bind(null, reference) } }
}

test('firms ranked alone are those, and in the order, that judging every one of them gives', () => {
  fc.assert(
    fc.property(
      regions(8),
      needs('need'),
      viewers,
      fc.integer({ min: 1, max: 4 }),
      (firms, need, viewer, limit) => {
        const { question, supply } = ask(firms, need, viewer)
        const all = assemble(question, candidatesOf(question, supply.chains, supply.index, supply.lineOf))
        const listed = all.found.map(({ key, score }) => ({ key, score }))
        const { found } = rankAlone(question, supply, limit)
        expect(found.map(({ key, score }) => ({ key, score }))).toEqual(listed.slice(0, limit))
      },
    ),
    { numRuns: 1000 },
  )
})

test('no firm alone is worth more than its bound', () => {
  fc.assert(
    fc.property(regions(5), needs('need'), viewers, (firms, need, viewer) => {
      const { question, supply } = ask(firms, need, viewer)
      for (const of of survey(question, supply.chains, supply.index).chains) {
        const { chain } = of
        const bound = new Bound(supply.index, question, chain)
        for (let place = 0; place < of.size; place++) {
          const { slot, candidacy } = candidateAt(of, place)
          const line = lineOfCandidate(question, chain, supply.index, supply.lineOf, slot, candidacy)
          const whole = outcome(question, chain, [line])
          const alone = whole ?? outcome(question, chain, [line], true)
          if (alone === null) continue
          const tier = whole === null ? 0 : alone.work.missing.length > 0 ? 1 : 2
          const value = perTier * tier + scoreOf(alone, question.weights)
          expect(bound.of(slot, candidacy)).toBeGreaterThanOrEqual(value - 1e-9)
          expect(bound.of(slot, candidacy, line)).toBeGreaterThanOrEqual(value - 1e-9)
        }
      }
    }),
    { numRuns: 1000 },
  )
})

test('a least order leaves out every one of many firms', () => {
  const shops = Array.from({ length: 150 }, (_, number) => sewingShop(`f${number}`, { minimumOrder: 5000 }))
  const { candidates, knockedOut } = engineWith(...shops).rank(maskNeed(500), {
    viewer: { kind: 'other' },
    partners: 1,
  })
  expect(candidates).toBe(0)
  expect(knockedOut.byReason).toEqual({ 'firm.minimum-order': 150 })
})
