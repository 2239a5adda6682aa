/** Private figures of firms: no sequence of changes and questions tells anybody else that they differ. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Need } from './demand.ts'
import type { Engine } from './engine.ts'
import type { Viewer } from './match.ts'
import type { Distress, Firm } from './supply.ts'
import { firms, needs } from './testing/arbitraries.ts'
import { engineWith, maskNeed, sewingShop } from './testing/examples.ts'

/** What is a firm's own and the operator's: neither computed with nor shown for anybody else. */
type PrivateFigures = Pick<Firm, 'distress' | 'audience'>

interface Change {
  apply(engine: Engine, figures: Map<string, PrivateFigures>): void
}
interface Asked {
  ask(engine: Engine, figures: Map<string, PrivateFigures>): unknown
}

const distresses = fc.record<Distress>({
  activityLostPercent: fc.integer({ min: 0, max: 100 }),
  jobs: fc.integer({ min: 1, max: 500 }),
  jobsAtRisk: fc.integer({ min: 0, max: 500 }),
})

const figures = fc.record<PrivateFigures>({
  distress: fc.option(distresses),
  // Who sees a profile is for whoever shows an answer: it moves nothing in it.
  audience: fc.constantFrom('public', 'members', 'operator'),
})

const ids = ['a', 'b', 'c']
/** The one who may ask about itself: its own figures are the same on both sides. */
const asker = 'a'

const bothSides = fc.tuple(figures, ...ids.map(() => fc.tuple(figures, figures))).map(([own, ...others]) => {
  const side = (which: 0 | 1) =>
    new Map(ids.map((id, at) => [id, id === asker ? own : (others[at]?.[which] ?? own)]))
  return [side(0), side(1)] as const
})

const withFigures = (firm: Firm, side: Map<string, PrivateFigures>): Firm => ({
  ...firm,
  ...side.get(firm.id),
})

const someFirm = fc.constantFrom(...ids).chain(id => firms(id))
const someNeed = fc.constantFrom('n1', 'n2').chain(id => needs(id))
const askers = fc.constantFrom<Viewer>({ kind: 'other' }, { kind: 'self', firm: asker })
const weights = fc.constantFrom(undefined, { jobs: 9 }, { jobs: 0, cost: 3 })
const limits = fc.constantFrom(undefined, 1, 3, 1000)

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: someFirm.map(firm => upsertsFirm(firm)) },
  { weight: 2, arbitrary: someNeed.map(need => upsertsNeed(need)) },
  fc.constantFrom(...ids).map((id): Change => ({ apply: engine => engine.removeFirm(id) })),
  fc.constantFrom('n1', 'n2').map((id): Change => ({ apply: engine => engine.removeNeed(id) })),
  fc
    .constantFrom('2026-11-23', '2026-12-15')
    .map((day): Change => ({ apply: engine => engine.setAsOf(day) })),
  // The operator asks in between, and is told: what was worked out for it must not be kept for others.
  someNeed.map((need): Change => ({ apply: engine => engine.rank(need, { viewer: { kind: 'operator' } }) })),
  someFirm.map((firm): Change => ({
    apply: (engine, side) => engine.needsFor(withFigures(firm, side), { viewer: { kind: 'operator' } }),
  })),
)

function upsertsFirm(firm: Firm): Change {
  return { apply: (engine, side) => engine.upsertFirm(withFigures(firm, side)) }
}

function upsertsNeed(need: Need): Change {
  return { apply: engine => engine.upsertNeed(need) }
}

const question: fc.Arbitrary<Asked> = fc.oneof(
  fc.tuple(someNeed, askers, weights, limits).map(([need, viewer, weighed, limit]): Asked => ({
    ask: engine =>
      engine.rank(need, {
        viewer,
        ...(weighed !== undefined && { weights: weighed }),
        ...(limit !== undefined && { limit }),
      }),
  })),
  fc.tuple(someFirm, askers).map(([firm, viewer]): Asked => ({
    ask: (engine, side) => engine.needsFor(withFigures(firm, side), { viewer }),
  })),
  someFirm.map((firm): Asked => ({ ask: (engine, side) => engine.explore(withFigures(firm, side)) })),
  someFirm.map((firm): Asked => ({ ask: (engine, side) => engine.exploreProducts(withFigures(firm, side)) })),
  fc.constantFrom(...ids).map((id): Asked => ({ ask: engine => engine.needsCalling(id) })),
)

const steps = fc.array(fc.oneof(change, question), { minLength: 3, maxLength: 14 })

describe('two engines that differ in private figures alone', () => {
  test('give anybody else the same answers, to the letter, whatever is changed and asked, in whatever order', () => {
    fc.assert(
      fc.property(bothSides, someFirm, someFirm, someNeed, steps, (sides, first, second, need, taken) => {
        const told = sides.map(side => {
          const engine = engineWith()
          const start: (Change | Asked)[] = [upsertsFirm(first), upsertsFirm(second), upsertsNeed(need)]
          const answers: string[] = []
          for (const step of [...start, ...taken]) {
            if ('apply' in step) step.apply(engine, side)
            else answers.push(JSON.stringify(step.ask(engine, side)))
          }
          return answers
        })
        expect(told[1]).toEqual(told[0])
      }),
      { numRuns: 150 },
    )
  })

  test('and the operator the different ones: the figures do count for it', () => {
    const told = [null, { activityLostPercent: 60, jobs: 20, jobsAtRisk: 15 }].map(distress =>
      engineWith(sewingShop('a', { distress })).rank(maskNeed(1000), { viewer: { kind: 'operator' } }),
    )
    expect(told[1]).not.toEqual(told[0])
  })
})
