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
  { why: 'that nobody can make in time from what is for sale', number: 35, first: 1 } as const,
  { why: 'wished regional to its end, some of which nobody makes', number: 78, first: 0 } as const,
])('a need $why lists the best of all', ({ number, first }) => {
  const need = region.needs[number]
  if (need === undefined) throw new Error('Not drawn')
  const weights = weightsFor(need.buyerKind, need.weights, undefined)
  const viewer = { kind: 'other' } as const
  const inRegion = new Set(departments)
  const question = compileQuestion(reference, need, today, inRegion, viewer, weights, new Map(), 1)
  const chains = unfold(reference, need, question.lastDue - question.today)
  const supply = { index, chains, firms: index.size, lineOf: lineOf.bind(null, reference) }
  // Whoever lacks nothing comes alone, then whoever makes it from something that comes too late, then those who make part of it.
  const tiers = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()] as const
  for (const { chain, lines } of candidatesOf(question, chains, index, supply.lineOf).chains)
    for (const line of lines) {
      const { id } = line.firm.firm
      const whole = outcome(question, chain, [line])
      const alone = whole ?? outcome(question, chain, [line], true)
      if (alone === null) continue
      const tier = tiers[whole === null ? 2 : whole.work.missing.length > 0 ? 1 : 0]
      tier.set(id, Math.max(tier.get(id) ?? 0, scoreOf(alone, weights)))
    }
  expect(tiers.findIndex(({ size }) => size > 0)).toBe(first)
  const best = tiers[first]
  const all = [...best].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, 20)
  const { found } = rankAlone(question, supply, 20)
  expect(found.map(({ key, score }) => [key, score])).toEqual(all)
})
