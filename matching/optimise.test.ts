import { candidatesOf } from './candidates.ts'
import type { Need } from './demand.ts'
import { lineOf } from './line.ts'
import { optimise, type OptimiseOptions } from './optimise.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import type { Firm } from './supply.ts'
import { needs, regions } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createHighsSolver } from '../server/solver/highs.ts'

const solver = createHighsSolver()
afterAll(() => solver.close())

const reference = compileReference(smallCatalogue)

function ask(region: Firm[], need: Need) {
  const weights = weightsFor(need.buyerKind)
  const question = compileQuestion(reference, need, today, new Set(['09', '31']), { kind: 'other' }, weights)
  const index = new FirmIndex(reference)
  for (const each of region) index.add(each)
  const chains = unfold(reference, need, question.lastDue - question.today)
  return {
    question,
    candidates: candidatesOf(question, chains, index, (each, chain) => lineOf(reference, each, chain)),
  }
}

/** Every list is searched for by programmes here, however few its sets are. */
const options: OptimiseOptions = {
  solver,
  limit: 3,
  gap: 0,
  nodes: 1000,
  resilient: false,
  triedAll: 0,
}

it('is never beaten by trying every set of firms, and its bound holds', async () => {
  await fc.assert(
    fc.asyncProperty(regions(5), needs('need'), fc.boolean(), async (region, need, resilient) => {
      const { question, candidates } = ask(region, need)
      const proven = await optimise(question, candidates, { ...options, resilient })
      const tried = await optimise(question, candidates, { ...options, resilient, triedAll: Infinity })
      expect(tried.exact).toBe(true)
      expect(proven.status).toBe('optimal')
      const scores = (found: typeof tried.found) => found.map(({ score }) => score.toFixed(7))
      expect(scores(proven.found)).toEqual(scores(tried.found))
      expect(proven.bound).toBeGreaterThanOrEqual((tried.found[0]?.score ?? -Infinity) - 1e-7)
    }),
    { numRuns: 200 },
  )
})
