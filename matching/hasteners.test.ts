import { expect, test } from 'vitest'
import { bestOutcome } from './best-outcome.ts'
import { candidatesOf } from './candidates.ts'
import { crowdOf } from './crowd.ts'
import { scoreOf } from './criteria/criteria.ts'
import { hasteners } from './hasteners.ts'
import { lineOf } from './line.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { firm, maskNeed, site, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'

const reference = compileReference(smallCatalogue)
const cutters = (id: string, cutter: number, usualLeadDays: number) =>
  firm(id, [site({ cutter }, { cutter })], { usualLeadDays })
const quick = cutters('quick', 1, 2)
const region = [
  cutters('busy', 6, 40),
  quick,
  firm('sewers', [site({ lockstitch: 10 }, { sewer: 10 })], { usualLeadDays: 2 }),
]

test('a set is tried with whoever lets the others begin sooner, and that makes it better', () => {
  const need = maskNeed(20_000, { schedule: [{ due: '2027-01-20', quantity: 20_000 }] })
  const weights = weightsFor(need.buyerKind)
  const question = compileQuestion(reference, need, today, new Set(['09']), { kind: 'other' }, weights)
  const index = new FirmIndex(reference)
  for (const each of region) index.add(each)
  const chains = unfold(reference, need, question.lastDue - question.today)
  const { chains: found } = candidatesOf(question, chains, index, (each, chain) =>
    lineOf(reference, each, chain),
  )
  const [first] = found
  const crowd = first === undefined ? null : crowdOf(question, first.chain, first.lines)
  if (first === undefined || crowd === null) throw new Error('Nobody can make it')
  const { chain, lines } = first
  expect(lines.map(line => line.firm.firm.id)).toEqual(['busy', 'quick', 'sewers'])
  const [slow, hastened] = [
    [0, 2],
    [0, 1, 2],
  ]
  expect(hasteners(crowd, 3)(slow)).toEqual([hastened])
  // With no place left, it takes that of the cutters: that of the sewers nobody can.
  expect(hasteners(crowd, 2)(slow)).toEqual([[1, 2]])
  expect(hasteners(crowd, 3)(hastened)).toEqual([])
  const score = (set: number[]) => {
    const judged = bestOutcome(
      question,
      chain,
      set.flatMap(at => lines[at] ?? []),
    )
    return judged === null || judged === 'spoilt' ? 0 : scoreOf(judged, weights)
  }
  expect(score(hastened)).toBeGreaterThan(score(slow) + 0.05)
})
