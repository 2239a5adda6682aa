import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Need } from '../demand.ts'
import { createEngine } from '../engine.ts'
import type { Viewer } from '../match.ts'
import type { Firm } from '../supply.ts'
import { firms, needs, regions } from '../testing/arbitraries.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import {
  certificate,
  engineWith,
  firm,
  leatherShop,
  maskNeed,
  mill,
  sewingShop,
  site,
  today,
} from '../testing/examples.ts'
import { names } from '../testing/names.ts'
import { type Language, sentence } from '../words/sentence.ts'
import { type Change, changed } from './change.ts'
import { effortOf } from './effort.ts'
import { raise, raising, type Raise, type RaiseOptions } from './raise.ts'

const other: Viewer = { kind: 'other' }

/** What would raise the first of some firms. */
const raiseOf = (
  need: Need,
  [asked, ...others]: [Firm, ...Firm[]],
  more: Partial<RaiseOptions> = {},
): Raise =>
  raise(engineWith(asked, ...others), smallCatalogue, need, asked, { viewer: other, limit: 100, ...more })

const codes = ({ changes }: Raise) => changes.map(({ change }) => change.code)
const changeOf = <Code extends Change['code']>({ changes }: Raise, code: Code) =>
  changes.find(
    (one): one is typeof one & { change: Extract<Change, { code: Code }> } => one.change.code === code,
  )

/** The place of a firm in an engine that never knew it otherwise. */
function placeIn(region: Firm[], need: Need, id: string) {
  const engine = createEngine(smallCatalogue, { asOf: today, departments: ['09', '31'] })
  for (const each of region) engine.upsertFirm(each)
  const { partnerships } = engine.rank(need, { viewer: other, limit: 10_000 })
  const at = partnerships.findIndex(({ members }) => members.some(member => member.firm === id))
  const found = partnerships[at]
  return found === undefined ? null : { rank: at + 1, score: found.score, feasible: found.feasible }
}

const asked = fc.tuple(firms('a'), regions(4), needs('need')).map(([first, region, need]) => ({
  first,
  region: [first, ...region.filter(({ id }) => id !== 'a')],
  need,
}))

describe('for any firm and need drawn at random', () => {
  test('every change told leads where it says, in an engine made anew with the changed profile', () => {
    fc.assert(
      fc.property(asked, ({ first, region, need }) => {
        const engine = engineWith(...region)
        const found = raise(engine, smallCatalogue, need, first, { viewer: other, limit: 100 })
        expect(found.now).toEqual(placeIn(region, need, 'a'))
        for (const { change, place } of found.changes) {
          const after = region.map(each => (each === first ? changed(first, change, today) : each))
          expect(placeIn(after, need, 'a')).toEqual(place)
          const { rank, feasible } = found.now ?? { rank: Infinity, feasible: false }
          expect(place.rank < rank || (place.rank === rank && place.feasible && !feasible)).toBe(true)
        }
      }),
      { numRuns: 120 },
    )
  })

  test('the engine answers afterwards, and between two trials, as if it had not been asked', () => {
    fc.assert(
      fc.property(asked, needs('stored'), fc.boolean(), ({ first, region, need }, stored, isStored) => {
        const engine = engineWith(...region)
        if (!isStored) engine.removeFirm('a')
        engine.upsertNeed(stored)
        const answers = () =>
          JSON.stringify([
            engine.rank(need, { viewer: other, limit: 100 }),
            engine.rank(stored, { viewer: other, limit: 100 }),
            region.map(({ id }) => engine.needsCalling(id)),
            [...engine.firms()].map(({ id }) => id).sort(),
          ])
        const before = answers()
        const kept = engine.firm('a')
        const steps = raising(engine, smallCatalogue, need, first, { viewer: other })
        let rankings = 0
        for (let step = steps.next(); step.done !== true; step = steps.next()) {
          rankings = step.value
          expect(engine.firm('a')).toEqual(kept)
        }
        expect(answers()).toBe(before)
        expect(rankings).toBeLessThanOrEqual(40)
      }),
      { numRuns: 60 },
    )
  })

  test('a smaller step of the same kind would not do, and the least effort for the points comes first', () => {
    fc.assert(
      fc.property(asked, ({ first, region, need }) => {
        const found = raise(engineWith(...region), smallCatalogue, need, first, { viewer: other, limit: 100 })
        const worth = found.changes.map(
          ({ change, place }) =>
            effortOf(change, first) / Math.max(0.1, 100 * (place.score - (found.now?.score ?? 0))),
        )
        expect(worth).toEqual(worth.toSorted((a, b) => a - b))
        for (const { change } of found.changes) {
          if (change.code !== 'change.people' || change.figures.people === 1) continue
          const smaller: Change = { ...change, figures: { ...change.figures, people: 1 } }
          const place = placeIn(
            region.map(each => (each === first ? changed(first, smaller, today) : each)),
            need,
            'a',
          )
          expect(place === null || (found.now !== null && place.rank >= found.now.rank)).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('others are told of proofs and of a fresh profile only, and nothing that its distress could move', () => {
    fc.assert(
      fc.property(asked, ({ first, region, need }) => {
        const told = (distress: Firm['distress']) => {
          const hit = { ...first, distress }
          const engine = engineWith(...region.map(each => (each === first ? hit : each)))
          return raise(engine, smallCatalogue, need, hit, { viewer: other, changes: 'public' })
        }
        const spared = told(null)
        expect(told({ activityLostPercent: 80, jobs: 100, jobsAtRisk: 90 })).toEqual(spared)
        for (const code of codes(spared))
          expect(['change.confirm', 'change.certificate', 'change.verification']).toContain(code)
      }),
      { numRuns: 60 },
    )
  })

  test('every change has its sentences', () => {
    fc.assert(
      fc.property(asked, fc.constantFrom<Language>('fr', 'en'), ({ first, region, need }, language) => {
        const found = raise(engineWith(...region), smallCatalogue, need, first, { viewer: other, limit: 100 })
        for (const { change } of found.changes) {
          const text = sentence(change, language, names)
          expect(text).toMatch(/\.$/)
          expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[\]/)
        }
        expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what would raise a firm:', () => {
  const need = maskNeed(3000)

  test('confirming a profile that has faded, before anything that costs', () => {
    const stale = sewingShop('a', { confirmedAt: '2025-01-01' })
    const found = raiseOf(need, [stale, sewingShop('b')])
    expect(found.now?.rank).toBe(2)
    expect(found.changes[0]).toMatchObject({ change: { code: 'change.confirm' }, place: { rank: 1 } })
  })

  const gowns = maskNeed(500, { subject: { item: 'gown' }, claim: 'protects-patient' })
  const holding = (status: 'declared' | 'verified') => ({
    certificates: [certificate('gown-norm', 'gown', { status })],
  })

  test('a proof that is asked for and another holds, with what it takes', () => {
    const found = raiseOf(gowns, [sewingShop('a'), sewingShop('b', holding('verified'))])
    const norm = smallCatalogue.norms.find(({ id }) => id === 'gown-norm')
    expect(changeOf(found, 'change.certificate')).toMatchObject({
      change: {
        figures: {
          norm: 'gown-norm',
          item: 'gown',
          edition: '2019',
          days: norm?.days.value,
          keuro: norm?.keuro.value,
        },
      },
      place: { rank: 1 },
    })
  })

  test('having a declared proof verified, and not obtaining it anew', () => {
    const found = raiseOf(gowns, [sewingShop('a', holding('declared')), sewingShop('b', holding('verified'))])
    expect(codes(found)).toEqual(['change.verification'])
  })

  test('the fewest people that are enough, where people are short', () => {
    const short = firm('a', [site({ cutter: 1, lockstitch: 10 }, { cutter: 1, sewer: 2 })], {
      workedMaterials: ['woven'],
    })
    const alone = maskNeed(20_000, { maximumPartners: 1 })
    const found = raiseOf(alone, [short, sewingShop('b')])
    expect(found.now?.feasible).toBe(false)
    const withSewers = (people: number) => {
      const figures = { site: 'main', trade: 'sewer', people, hoursPerWeek: 35 }
      const more = changed(short, { code: 'change.people', figures }, today)
      return placeIn([more, sewingShop('b')], alone, 'a')
    }
    const enough = [1, 2, 4].find(people => withSewers(people)?.feasible)
    expect(enough).toBeDefined()
    expect(changeOf(found, 'change.people')).toMatchObject({
      change: { figures: { trade: 'sewer', people: enough, hoursPerWeek: 35 } },
      place: withSewers(enough ?? 0),
    })
  })

  test('whom to call, where a partner makes the difference', () => {
    const regional = maskNeed(3000, {
      wishes: { regionalDepth: 'all', minimumWashes: null, recyclable: false },
    })
    const found = raiseOf(regional, [sewingShop('s'), mill('m')])
    expect(found.together).toMatchObject({ partners: ['m'], place: { rank: 1 }, alone: { rank: 2 } })
    expect(raiseOf(regional, [mill('m'), sewingShop('s')]).together).toMatchObject({
      partners: ['s'],
      alone: null,
    })
    expect(raiseOf(regional, [mill('m'), sewingShop('s')], { visible: () => false }).together).toBeNull()
  })

  test('nothing for the first of the list, without a trial', () => {
    const found = raiseOf(need, [sewingShop('a'), sewingShop('b', { confirmedAt: '2025-01-01' })])
    expect(found).toMatchObject({ now: { rank: 1, feasible: true }, changes: [], rankings: 1, whole: true })
  })
})

describe('what would bring a firm back that is left out:', () => {
  test('a smaller order', () => {
    const found = raiseOf(maskNeed(3000), [sewingShop('a', { minimumOrder: 5000 }), sewingShop('b')])
    expect(found).toMatchObject({ now: null, leftOut: { code: 'firm.minimum-order' } })
    expect(changeOf(found, 'change.minimum-order')?.change.figures).toMatchObject({
      from: 5000,
      minimum: 3000,
    })
  })

  test('a refusal taken back', () => {
    const found = raiseOf(maskNeed(3000), [sewingShop('a', { unwilling: ['masks'] })])
    expect(found).toMatchObject({ now: null, leftOut: { code: 'firm.unwilling' } })
    expect(changeOf(found, 'change.accept')?.change.figures.subject).toBe('masks')
  })

  test('an earlier start', () => {
    const found = raiseOf(maskNeed(3000), [sewingShop('a', { usualLeadDays: 120 })])
    expect(found).toMatchObject({ now: null, leftOut: { code: 'firm.too-late' } })
    expect(changeOf(found, 'change.lead-time')?.change.figures).toMatchObject({ from: 120, days: 90 })
  })

  test('a person for machines that stand there with nobody to run them', () => {
    const idle = firm('a', [site({ cutter: 1, lockstitch: 10 }, { seller: 3 })], {
      workedMaterials: ['woven'],
    })
    const found = raiseOf(maskNeed(300), [idle])
    expect(found.now).toBeNull()
    expect(codes(found)).toContain('change.people')
  })

  test('nothing, where the buyer has decided', () => {
    const found = raiseOf(maskNeed(3000, { excludedFirms: ['a'] }), [leatherShop('a'), sewingShop('b')])
    expect(found).toMatchObject({ now: null, leftOut: { code: 'firm.excluded' }, changes: [] })
  })
})

test('the work is bounded, and what was left untried is said', () => {
  const stale = sewingShop('a', { confirmedAt: '2025-01-01' })
  const found = raiseOf(maskNeed(3000), [stale, sewingShop('b')], { mostRankings: 4 })
  expect(found.rankings).toBeLessThanOrEqual(4)
  expect(found.whole).toBe(false)
})
