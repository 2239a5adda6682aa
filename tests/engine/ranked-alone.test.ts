/** Firms ranked alone on the real catalogue, against judging every one of them. */
import { candidatesOf } from '@maillage/matching/candidates.ts'
import { scoreOf } from '@maillage/matching/criteria/criteria.ts'
import { lineOf } from '@maillage/matching/line.ts'
import { outcome } from '@maillage/matching/outcome.ts'
import { compileQuestion } from '@maillage/matching/question.ts'
import { rankAlone } from '@maillage/matching/rank-alone.ts'
import { compileReference } from '@maillage/matching/reference.ts'
import { FirmIndex } from '@maillage/matching/retrieve.ts'
import { unfold } from '@maillage/matching/unfold.ts'
import { weightsFor } from '@maillage/matching/weights.ts'
import { expect, test } from 'vitest'
import { departments, drawRegion, today } from '../bench/region.ts'

const region = drawRegion({ firms: 300, needs: 79, seed: 1, seconds: 1 })
const reference = compileReference(region.catalogue)
const index = new FirmIndex(reference)
for (const firm of region.firms) index.add(firm)

test.each([
  { why: 'whose fifty best all miss two operations', number: 35 },
  { why: 'wished regional to its end, some of which nobody makes', number: 78 },
])('a need $why lists the best of all', ({ number }) => {
  const need = region.needs[number]
  if (need === undefined) throw new Error('Not drawn')
  const weights = weightsFor(need.buyerKind, need.weights, undefined)
  const viewer = { kind: 'other' } as const
  const inRegion = new Set(departments)
  const question = compileQuestion(reference, need, today, inRegion, viewer, weights, new Map(), 1)
  const chains = unfold(reference, need, question.lastDue - question.today)
  const supply = { index, chains, firms: index.size, lineOf: lineOf.bind(null, reference) }
  const best = new Map<string, number>()
  for (const { chain, lines } of candidatesOf(question, chains, index, supply.lineOf).chains)
    for (const line of lines) {
      expect(outcome(question, chain, [line])).toBeNull()
      const alone = outcome(question, chain, [line], true)
      const { id } = line.firm.firm
      if (alone !== null) best.set(id, Math.max(best.get(id) ?? 0, scoreOf(alone, weights)))
    }
  const all = [...best].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, 20)
  const { found } = rankAlone(question, supply, 20)
  expect(found.map(({ key, score }) => [key, score])).toEqual(all)
})
