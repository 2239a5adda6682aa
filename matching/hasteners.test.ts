import { expect, test } from 'vitest'
import { bestOutcome } from './best-outcome.ts'
import { candidatesOf } from './candidates.ts'
import { crowdOf } from './crowd.ts'
import { type Field, fieldOf, quickerThan } from './field.ts'
import { scoreOf } from './criteria/criteria.ts'
import { hasteners } from './hasteners.ts'
import { type Line, lineOf } from './line.ts'
import { everySet } from './master.ts'
import { compileQuestion } from './question.ts'
import { compileReference } from './reference.ts'
import { FirmIndex } from './retrieve.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { firm, maskNeed, site, today } from './testing/examples.ts'
import { unfold } from './unfold.ts'
import { weightsFor } from './weights.ts'
import { createHighsHere } from '../server/solver/highs-here.ts'

const solver = createHighsHere()
const reference = compileReference(smallCatalogue)
const cutters = (id: string, cutter: number, usualLeadDays: number) =>
  firm(id, [site({ cutter }, { cutter })], { usualLeadDays })
const quick = cutters('quick', 1, 2)
const region = [
  cutters('busy', 6, 40),
  quick,
  firm('sewers', [site({ lockstitch: 10 }, { sewer: 10 })], { usualLeadDays: 2 }),
]

function candidates() {
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
  return { question, weights, crowd, ...first }
}

test('a set is tried with whoever lets the others begin sooner, and that makes it better', () => {
  const { question, weights, crowd, chain, lines } = candidates()
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

test('who lets others begin sooner is told from those who cannot, and without them nothing is promised in their name', async () => {
  const { question, chain, lines } = candidates()
  const ground = { question, chain, resilient: false }
  const named = (members: Line[]) => members.map(line => line.firm.firm.id)
  const without = (...ids: string[]) => lines.filter(line => !ids.includes(line.firm.firm.id))
  const everybody = fieldOf(ground, lines)
  if (everybody === null) throw new Error('Nobody can make it')
  expect(named(quickerThan(everybody, without('quick')))).toEqual(['quick'])
  expect(quickerThan(everybody, lines)).toEqual([])
  const most = async (field: Field | null) => {
    if (field === null) return null
    const { master } = field
    const found = await master.relax(everySet(master.frame), null, {
      solver,
      isCosted: true,
      cut: -Infinity,
    })
    return typeof found === 'string' ? null : found.bound
  }
  const slow = await most(fieldOf(ground, without('quick')))
  expect(slow).toBeLessThan(((await most(everybody)) ?? 0) - 0.05)
  // A group of which every set has somebody: here of the slow cutters alone.
  const group = without('quick', 'sewers')
  expect(await most(fieldOf(ground, lines, [group]))).toBeLessThanOrEqual((await most(everybody)) ?? 0)
  expect(await most(fieldOf(ground, without('busy'), [group]))).toBeNull()
})
