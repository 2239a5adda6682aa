/** What holds for every region and every need, drawn at random over the small catalogue. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Catalogue } from './catalogue.ts'
import type { Need } from './demand.ts'
import { createEngine, type Engine } from './engine.ts'
import type { Partnership, Ranking, Viewer } from './match.ts'
import { rescore, weightedMean } from './score.ts'
import type { Firm } from './supply.ts'
import { certificates, firms, laws, machines, needs, regions, workforce } from './testing/arbitraries.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { engineOn, engineWith } from './testing/examples.ts'
import { names } from './testing/names.ts'
import { criterionIds } from './weights.ts'
import { type Language, sentence } from './words/sentence.ts'

const other: Viewer = { kind: 'other' }
const everything = { viewer: other, limit: 10_000 }
const valueOf = (partnership: Partnership | undefined, id: 'coverage' | 'capacity') =>
  partnership?.criteria.find(criterion => criterion.id === id)?.value ?? 0

/** The same firm with more at its first site, and people declared, so that none are assumed. */
const withMore = (
  firm: Firm,
  more: Partial<Pick<Firm['sites'][number], 'machines' | 'workforce'>>,
): Firm => ({
  ...firm,
  sites: firm.sites.map((site, position) =>
    position > 0
      ? site
      : {
          ...site,
          machines: [...site.machines, ...(more.machines ?? [])],
          workforce: [
            ...site.workforce,
            { trade: 'seller', people: 1, hoursPerWeek: 1 },
            ...(more.workforce ?? []),
          ],
        },
  ),
})

describe('more never makes it less:', () => {
  /** What one firm can do of a need, or why it is left out. */
  function standing(firm: Firm, need: Need, law: Catalogue) {
    const { partnerships } = engineOn(law, [firm]).rank(
      { ...need, excludedFirms: [], reservedFor: [], maximumPartners: 1 },
      everything,
    )
    const [found] = partnerships
    return {
      found: found !== undefined,
      capacity: valueOf(found, 'capacity'),
      // What the buyer wished made in the region is bought where that delivers more; what is missing cannot be bought.
      coverage: need.wishes.regionalDepth === 'item' ? valueOf(found, 'coverage') : 0,
      missing: found?.missing.length ?? Infinity,
      feasible: found?.feasible ?? false,
    }
  }

  const compare = (need: Need, before: Firm, after: Firm, law = smallCatalogue) => {
    const [less, more] = [standing(before, need, law), standing(after, need, law)]
    expect(more.found || !less.found).toBe(true)
    // Where nothing is missing any more, all that is made is made whole: the share of it is another measure.
    if (more.missing > 0 || less.missing === 0)
      expect(more.coverage).toBeGreaterThanOrEqual(less.coverage - 1e-9)
    expect(more.capacity).toBeGreaterThanOrEqual(less.capacity - 1e-6)
    expect(more.missing).toBeLessThanOrEqual(less.missing)
    expect(more.feasible || !less.feasible).toBe(true)
  }

  test('a machine', () => {
    fc.assert(
      fc.property(firms('a'), needs('need'), machines, (firm, need, machine) => {
        // What the ledger has taken of a type falls on all of it: one more is busy too, and what it joins has less of its week.
        const busy = firm.sites[0]?.commitments ?? []
        fc.pre(!busy.some(({ kind, of }) => kind === 'machines' && of === machine.type))
        compare(need, withMore(firm, {}), withMore(firm, { machines: [machine] }))
      }),
      { numRuns: 400 },
    )
  })

  test('a person', () => {
    fc.assert(
      fc.property(firms('a'), needs('need'), workforce, (firm, need, people) => {
        compare(need, withMore(firm, {}), withMore(firm, { workforce: [people] }))
      }),
      { numRuns: 400 },
    )
  })

  test('a certificate', () => {
    fc.assert(
      fc.property(firms('a'), needs('need'), certificates, laws, (firm, need, certificate, law) => {
        compare(need, firm, { ...firm, certificates: [...firm.certificates, certificate] }, law)
      }),
      { numRuns: 300 },
    )
  })

  test('a firm: no need loses a candidate', () => {
    fc.assert(
      fc.property(regions(4), firms('x'), needs('need'), (region, newcomer, need) => {
        const called = (firms: Firm[]) => engineWith(...firms).firmsCalled(need)
        expect(called([...region, newcomer])).toEqual(expect.arrayContaining(called(region)))
      }),
      { numRuns: 300 },
    )
  })

  test('a firm: no need loses its feasible partnership', () => {
    fc.assert(
      fc.property(regions(3), firms('x'), needs('need'), (region, newcomer, need) => {
        const feasible = (firms: Firm[]) =>
          engineWith(...firms)
            .rank(need, everything)
            .partnerships.some(each => each.feasible)
        expect(feasible([...region, newcomer]) || !feasible(region)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

/** All that an engine answers about some needs and firms. */
const answers = (engine: Engine, asked: Need[], region: Firm[]) =>
  JSON.stringify([
    asked.map(need => [engine.rank(need, everything), engine.firmsCalled(need)]),
    region.map(firm => [
      engine.needsFor(firm, { viewer: other }),
      engine.needsCalling(firm.id),
      engine.explore(firm),
    ]),
  ])

const twoNeeds = fc.tuple(needs('n1'), needs('n2'))

describe('the same answers, to the letter,', () => {
  test('whatever the order in which firms, needs, sites, machines and people came', () => {
    fc.assert(
      fc.property(regions(4), twoNeeds, (region, asked) => {
        const turned = region
          .map(firm => ({
            ...firm,
            sites: firm.sites
              .map(site => ({
                ...site,
                machines: [...site.machines].reverse(),
                workforce: [...site.workforce].reverse(),
              }))
              .reverse(),
            workedMaterials: [...firm.workedMaterials].reverse(),
          }))
          .reverse()
        const [one, two] = [engineWith(...region), engineWith(...turned)]
        for (const need of asked) one.upsertNeed(need)
        for (const need of [...asked].reverse()) two.upsertNeed(need)
        const ranked = (engine: Engine) => JSON.stringify(asked.map(need => engine.rank(need, everything)))
        expect(ranked(two)).toBe(ranked(one))
      }),
      { numRuns: 100 },
    )
  })

  test('after any sequence of changes as after a rebuild', () => {
    const change = fc.oneof(
      fc
        .constantFrom('a', 'b', 'c')
        .chain(id => firms(id))
        .map(firm => ({ firm })),
      fc.constantFrom('a', 'b', 'c').map(removedFirm => ({ removedFirm })),
      fc
        .constantFrom('n1', 'n2')
        .chain(id => needs(id))
        .map(need => ({ need })),
      fc.constantFrom('n1', 'n2').map(removedNeed => ({ removedNeed })),
      fc.constantFrom('2026-11-23', '2026-11-30', '2026-12-15').map(asOf => ({ asOf })),
    )
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 10 }),
        twoNeeds,
        regions(2),
        laws,
        (changes, asked, visitors, law) => {
          const engine = engineOn(law, [])
          const keptFirms = new Map<string, Firm>()
          const keptNeeds = new Map<string, Need>()
          for (const each of changes) {
            if ('firm' in each) {
              keptFirms.set(each.firm.id, each.firm)
              engine.upsertFirm(each.firm)
            } else if ('removedFirm' in each) {
              keptFirms.delete(each.removedFirm)
              engine.removeFirm(each.removedFirm)
            } else if ('need' in each) {
              keptNeeds.set(each.need.id, each.need)
              engine.upsertNeed(each.need)
            } else if ('removedNeed' in each) {
              keptNeeds.delete(each.removedNeed)
              engine.removeNeed(each.removedNeed)
            } else engine.setAsOf(each.asOf)
            // Asking changes nothing.
            engine.rank(asked[0], everything)
            for (const visitor of visitors) engine.needsFor(visitor, { viewer: other })
            for (const id of keptFirms.keys()) engine.needsCalling(id)
          }
          const rebuilt = createEngine(law, { asOf: engine.asOf, departments: ['09', '31'] })
          for (const firm of keptFirms.values()) rebuilt.upsertFirm(firm)
          for (const need of keptNeeds.values()) rebuilt.upsertNeed(need)
          const known = [...asked, ...keptNeeds.values()]
          const people = [...visitors, ...keptFirms.values()]
          expect(answers(engine, known, people)).toBe(answers(rebuilt, known, people))
        },
      ),
      { numRuns: 60 },
    )
  })
})

function checkPartnership(partnership: Partnership, ranking: Ranking): void {
  const { criteria, score, assignments, deliveries, members, key } = partnership
  expect(criteria.map(({ id }) => id)).toEqual([...criterionIds])
  for (const { id, value, weight } of criteria) {
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThanOrEqual(1)
    expect(weight).toBe(ranking.weights[id])
  }
  const sum = criteria.reduce((total, { value, weight }) => total + value * weight, 0)
  expect(score).toBeCloseTo(sum, 12)
  expect(
    members
      .map(({ firm }) => firm)
      .sort()
      .join('+'),
  ).toBe(key)
  const works = new Set(assignments.flatMap(({ firm, peopleFrom }) => [firm, peopleFrom ?? firm]))
  expect(members.every(({ firm }) => works.has(firm))).toBe(true)
  const shares = new Map<string, number>()
  for (const { item, recipe, operation, share, quantity, from, to } of assignments) {
    expect(share).toBeGreaterThan(0)
    expect(quantity).toBeGreaterThan(0)
    expect(from <= to).toBe(true)
    const id = [item, recipe, operation].join('/')
    shares.set(id, (shares.get(id) ?? 0) + share)
  }
  for (const share of shares.values()) expect(share).toBeLessThanOrEqual(1 + 1e-6)
  const delivered = deliveries.map(each => each.delivered)
  expect(delivered).toEqual(delivered.toSorted((a, b) => a - b))
  for (const each of deliveries) expect(each.delivered).toBeGreaterThanOrEqual(0)
}

const languages: Language[] = ['fr', 'en']

test('scores are the weighted sum of criteria in [0, 1], shares add up, and every reason has its sentences', () => {
  fc.assert(
    fc.property(
      regions(4),
      needs('need'),
      fc.constantFrom<Viewer>(other, { kind: 'operator' }),
      laws,
      (region, need, viewer, law) => {
        const ranking = engineOn(law, region).rank(need, { viewer, limit: 1000 })
        expect(Object.values(ranking.weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
        const scores = ranking.partnerships.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        expect(new Set(ranking.partnerships.map(({ key }) => key)).size).toBe(scores.length)
        for (const partnership of ranking.partnerships) checkPartnership(partnership, ranking)
        const reasons = [
          ...ranking.partnerships.flatMap(({ criteria }) => criteria.map(({ reason }) => reason)),
          ...ranking.knockedOut.nearest.map(({ reason }) => reason),
        ]
        for (const reason of reasons) {
          for (const language of languages) {
            const text = sentence(reason, language, names)
            expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[object|\[\]/)
            expect(text.length).toBeGreaterThan(8)
          }
        }
        // What travels as JSON comes back the same.
        expect(JSON.parse(JSON.stringify(ranking))).toEqual(ranking)
      },
    ),
    { numRuns: 250 },
  )
})

test('every firm is a candidate, or left out for one reason', () => {
  fc.assert(
    fc.property(regions(5), needs('need'), (region, need) => {
      const { knockedOut, candidates, partnerships } = engineWith(...region).rank(need, everything)
      expect(candidates + knockedOut.count).toBe(region.length)
      const left = Object.entries(knockedOut.byReason)
        .filter(([code]) => code.startsWith('firm.'))
        .reduce((sum, [, count]) => sum + count, 0)
      expect(left).toBe(knockedOut.count)
      const out = new Set(
        knockedOut.nearest.filter(({ reason }) => reason.code.startsWith('firm.')).map(({ firm }) => firm),
      )
      for (const { members } of partnerships)
        for (const { firm } of members) expect(out.has(firm)).toBe(false)
    }),
    { numRuns: 200 },
  )
})

test('a firm is told of a need when a partnership takes it, at the place that has there', () => {
  fc.assert(
    fc.property(regions(4), twoNeeds, laws, (region, asked, law) => {
      const engine = engineOn(law, region)
      for (const need of asked) engine.upsertNeed(need)
      for (const need of asked) {
        const { partnerships, candidates } = engine.rank(need, everything)
        const told = region.flatMap(firm => {
          const match = engine.needsFor(firm, { viewer: other }).find(each => each.need === need.id)
          return match === undefined ? [] : [{ firm: firm.id, match }]
        })
        const called = region.filter(({ id }) => engine.needsCalling(id).includes(need.id))
        expect(called).toHaveLength(candidates)
        expect(engine.firmsCalled(need)).toEqual(called.map(({ id }) => id))
        expect(called.map(({ id }) => id)).toEqual(expect.arrayContaining(told.map(({ firm }) => firm)))
        for (const { id: firm } of region) {
          const place = partnerships.findIndex(({ members }) => members.some(member => member.firm === firm))
          if (place === -1) continue
          const match = told.find(each => each.firm === firm)?.match
          expect(match?.rank).toBe(place + 1)
          expect(match?.partnership).toEqual(partnerships[place])
        }
        for (const { firm, match } of told) {
          expect(match.partnership.members.some(member => member.firm === firm)).toBe(true)
        }
      }
    }),
    { numRuns: 80 },
  )
})

test('a slider scores the known partnerships as the engine would, which may divide the work better', () => {
  fc.assert(
    fc.property(
      regions(3),
      needs('need'),
      fc.record({ cost: fc.nat(5), jobs: fc.nat(5) }),
      (region, need, weights) => {
        const engine = engineWith(...region)
        const moved = rescore(engine.rank(need, everything).partnerships, need, weights)
        const asked = engine.rank(need, { ...everything, weights }).partnerships
        const same = moved.flatMap(({ key, recipe, score }) =>
          asked.filter(each => each.key === key && each.recipe === recipe).map(each => each.score - score),
        )
        for (const gap of same) expect(gap).toBeGreaterThan(-0.02)
        for (const { criteria, score } of moved) expect(score).toBe(weightedMean(criteria))
      },
    ),
    { numRuns: 80 },
  )
})
