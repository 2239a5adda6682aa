import fc from 'fast-check'
import { expect, test } from 'vitest'
import { candidatesOf } from './candidates.ts'
import { planBy, readyBy } from './division.ts'
import { lineOf } from './line.ts'
import { dividing } from './programme.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import { planSingle } from './single-handed.ts'
import { gather } from './team.ts'
import { needs, regions } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)

test('what a firm is said at once to do alone is what its programme says, and it delivers so much', () => {
  let said = 0
  let all = 0
  let slowed = 0
  fc.assert(
    fc.property(regions(6), needs('need'), (firms, need) => {
      const index = new FirmIndex(reference)
      for (const firm of firms) index.add(firm)
      const weights = weightsFor(need.buyerKind, need.weights, undefined)
      const region = new Set(['09', '31'])
      const question = compileQuestion(reference, need, today, region, { kind: 'other' }, weights)
      const chains = unfold(reference, need, question.lastDue - question.today)
      const { chains: found } = candidatesOf(question, chains, index, lineOf.bind(null, reference))
      for (const { chain, lines } of found) {
        for (const line of lines) {
          const team = gather(question, chain, [line], false) ?? gather(question, chain, [line], true)
          if (team === null) continue
          all += 1
          const plan = planSingle(team, dividing)
          if (plan === null) continue
          said += 1
          const solved = planBy(team)
          plan.delivered.forEach((own, at) => expect(own).toBeCloseTo(solved.delivered[at] ?? 0, 6))
          plan.share.forEach((own, at) => expect(own).toBeCloseTo(solved.share[at] ?? 0, 6))
          for (const kind of ['stands', 'bought'] as const)
            for (const [of, own] of plan[kind]) expect(own).toBeCloseTo(solved[kind].get(of) ?? 0, 6)
          for (const [recipe, own] of plan.made) expect(own).toBeCloseTo(solved.made.get(recipe) ?? 0, 6)
          expect(plan.scarce?.resource).toBe(solved.scarce?.resource)
          if (plan.scarce !== null) slowed += 1
          // Its paces keep what it says.
          question.checkpoints.forEach(({ day }, at) =>
            expect(readyBy(team, plan, day)).toBeGreaterThanOrEqual((plan.delivered[at] ?? 0) - 1e-6),
          )
        }
      }
    }),
    { numRuns: 1000 },
  )
  // Most are, and some of those that cannot keep all dates.
  expect(said / all).toBeGreaterThan(0.5)
  expect(slowed).toBeGreaterThan(0)
})
