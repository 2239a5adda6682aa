/** Each formula of `docs/matching.md` with its figures: a weight or a sign that changes has to change here too. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileFirm } from '../firm.ts'
import { kilometres } from '../geography.ts'
import type { CriterionId, Viewer } from '../match.ts'
import { compileReference } from '../reference.ts'
import type { Firm } from '../supply.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { certificate, engineWith, firm, foix, maskNeed, site, toulouse } from '../testing/examples.ts'
import { criterionIds, weightsFor } from '../weights.ts'
import { jobsOf } from './jobs.ts'
import { nearnessOf } from './proximity.ts'
import { recordOf, reliabilityOf } from './reliability.ts'
import type { Need } from '../demand.ts'
import { dayOf } from '../dates.ts'

const reference = compileReference(smallCatalogue)
const today = dayOf('2026-11-23')
const gowns = (differs: Partial<Need> = {}) => maskNeed(1000, { subject: { item: 'gown' }, ...differs })

function value(id: CriterionId, need: Need, firms: Firm[], viewer: Viewer = { kind: 'other' }): number {
  const key = firms.map(each => each.id).join('+')
  const { partnerships } = engineWith(...firms).rank(need, { viewer })
  const found = partnerships.find(each => each.key === key)?.criteria.find(each => each.id === id)
  if (found === undefined) throw new Error(`${key} is no partnership`)
  return found.value
}

/** Cuts, sews and packs, at the place of delivery unless told otherwise. */
const shop = (differs: Partial<Firm> = {}, place = toulouse, sewers = 10) =>
  firm('a', [site({ cutter: 1, lockstitch: 10 }, { cutter: 1, sewer: sewers }, { place })], differs)

describe('the score', () => {
  test('counts the criteria in these points, by kind of buyer', () => {
    const points = {
      //        cover capac lead compl know prox jobs sust reli cost
      hospital: [15, 20, 15, 20, 10, 5, 5, 5, 8, 5],
      'care-home': [15, 20, 18, 18, 10, 5, 5, 5, 5, 5],
      town: [15, 20, 15, 10, 10, 10, 10, 10, 5, 5],
      'fire-service': [15, 20, 20, 18, 10, 5, 5, 5, 5, 5],
      school: [15, 20, 15, 15, 10, 8, 5, 10, 5, 5],
      firm: [15, 20, 15, 15, 12, 5, 2, 5, 5, 15],
      operator: [15, 20, 15, 15, 10, 8, 12, 10, 5, 5],
    } as const
    for (const kind of [
      'hospital',
      'care-home',
      'town',
      'fire-service',
      'school',
      'firm',
      'operator',
    ] as const) {
      const sum = points[kind].reduce<number>((total, each) => total + each, 0)
      const weights = weightsFor(kind)
      criterionIds.forEach((id, at) => expect(weights[id]).toBeCloseTo((points[kind][at] ?? 0) / sum, 12))
    }
  })
})

describe('jobs', () => {
  const compiled = (differs: Partial<Firm>) => compileFirm(shop(differs, toulouse, 29), reference)

  test('are half for 30 people of 45, and half for inclusive work', () => {
    expect(jobsOf(compiled({}), { kind: 'other' })).toBeCloseTo(0.5 * (30 / 45), 9)
    expect(jobsOf(compiled({ structure: 'ea' }), { kind: 'other' })).toBeCloseTo(0.5 * (30 / 45) + 0.5, 9)
  })

  test('count 0.3, 0.3 and 0.4 by the share of jobs at risk for those who may know it', () => {
    const distress = { activityLostPercent: 60, jobs: 40, jobsAtRisk: 10 }
    const known: Viewer[] = [{ kind: 'operator' }, { kind: 'self', firm: 'a' }]
    for (const viewer of known) {
      expect(jobsOf(compiled({ distress }), viewer)).toBeCloseTo(0.3 * (30 / 45) + 0.4 * 0.25, 9)
      expect(jobsOf(compiled({ structure: 'siae' }), viewer)).toBeCloseTo(0.3 * (30 / 45) + 0.3, 9)
    }
  })
})

test('nearness falls to 1 ÷ e in 250 km', () => {
  expect(nearnessOf(0)).toBe(1)
  expect(nearnessOf(250)).toBeCloseTo(0.36788, 5)
  // Great circle on a sphere of 6,371 km × 1.3.
  expect(kilometres(foix, toulouse)).toBeCloseTo(1.3 * 72.34, 0)
})

describe('know-how', () => {
  const mean = (differs: Partial<Firm>) => value('know-how', gowns(), [shop(differs)])
  // Cutting, sewing and packing weigh half by number, half by cost: 1 × 62, 12 × 62 and 1 × 52 cents.
  const pack = 0.5 / 3 + (0.5 * 52) / (13 * 62 + 52)

  test('is 0.45 as it stands, 0.25 for the material, 0.15 for the wish, 0.15 for a proof', () => {
    expect(mean({})).toBeCloseTo(0.45 + 0.25 * pack + 0.15 * 0.5, 9)
    expect(mean({ workedMaterials: ['woven'] })).toBeCloseTo(0.45 + 0.25 + 0.15 * 0.5, 9)
    expect(mean({ willing: ['gowns'] })).toBeCloseTo(0.45 + 0.25 * pack + 0.15, 9)
    expect(mean({ willing: ['masks'] })).toBeCloseTo(0.45 + 0.25 * pack, 9)
    expect(mean({ certificates: [certificate('gown-norm', 'gown')] })).toBeCloseTo(
      0.45 + 0.25 * pack + 0.15 * 0.5 + 0.15,
      9,
    )
  })

  test('loses 0.45 on what takes a change', () => {
    const leather = firm('a', [
      site({ cutter: 1, 'walking-foot': 9 }, { cutter: 1, 'leather-worker': 9 }, { place: toulouse }),
    ])
    const sew = 0.5 / 3 + (0.5 * 12 * 62) / (13 * 62 + 52)
    expect(value('know-how', gowns(), [leather])).toBeCloseTo(0.45 * (1 - sew) + 0.25 * pack + 0.15 * 0.5, 6)
  })
})

describe('reliability', () => {
  const of = (differs: Partial<Firm>) => reliabilityOf(firm('a', [], differs), today)

  /** Of somebody new, whose profile is worth this. */
  const ofNew = (profile: number) => 0.6 * profile + 0.4 * 0.8

  test('is 0.6 for freshness, fading from 90 days to a year, 0.2 verified, 0.1 and 0.1 for verified proofs', () => {
    expect(of({})).toBeCloseTo(ofNew(0.6 + 0.2 + 0.1), 9)
    expect(of({ verified: false })).toBeCloseTo(ofNew(0.6 + 0.1), 9)
    expect(of({ confirmedAt: null })).toBeCloseTo(ofNew(0.6 * 0.2 + 0.3), 9)
    expect(of({ confirmedAt: '2026-08-25' })).toBeCloseTo(ofNew(0.9), 9)
    // 200 days old: 110 of 275 days of fading, down to 0.2.
    expect(of({ confirmedAt: '2026-05-07' })).toBeCloseTo(ofNew(0.6 * (1 - 0.8 * (110 / 275)) + 0.3), 9)
    const proofs = [certificate('a', null), certificate('b', null, { status: 'declared' })]
    expect(of({ certificates: proofs })).toBeCloseTo(ofNew(0.6 + 0.2 + 0.1 + 0.05), 9)
  })

  test('is two fifths the record: 0.45 on time, 0.35 accepted at first, 0.2 answered, each with five facts of 0.8 before', () => {
    const record = {
      onTime: { kept: 9, of: 10 },
      accepted: { kept: 20, of: 20 },
      answered: { kept: 0, of: 5 },
    }
    const kept = 0.45 * (13 / 15) + 0.35 * (24 / 25) + 0.2 * (4 / 10)
    expect(of({ record })).toBeCloseTo(0.6 * 0.9 + 0.4 * kept, 9)
  })

  test('puts somebody new between those known to keep more and those known to keep less', () => {
    const onTime = (kept: number): Partial<Firm> => ({
      record: { onTime: { kept, of: 10 }, accepted: null, answered: null },
    })
    expect(of(onTime(9))).toBeGreaterThan(of({}))
    expect(of(onTime(8))).toBeCloseTo(of({}), 9)
    expect(of(onTime(7))).toBeLessThan(of({}))
  })

  test('never falls by one more promise kept, nor rises by one more broken', () => {
    const tally = fc.tuple(fc.nat(60), fc.nat(60)).map(([kept, broken]) => ({ kept, of: kept + broken }))
    const records = fc.record({
      onTime: fc.option(tally),
      accepted: fc.option(tally),
      answered: fc.option(tally),
    })
    fc.assert(
      fc.property(records, fc.constantFrom('onTime', 'accepted', 'answered'), (record, part) => {
        const { kept, of: all } = record[part] ?? { kept: 0, of: 0 }
        const now = recordOf(record)
        expect(recordOf({ ...record, [part]: { kept: kept + 1, of: all + 1 } })).toBeGreaterThanOrEqual(now)
        expect(recordOf({ ...record, [part]: { kept, of: all + 1 } })).toBeLessThanOrEqual(now)
      }),
    )
  })

  test('is four fifths the work, half of what others have to do lost, and 0.05 for each partner fewer than five', () => {
    const cutter = firm('a', [site({ cutter: 1 }, { cutter: 1 }, { place: toulouse })])
    const sewers = firm('b', [site({ lockstitch: 9 }, { sewer: 9 }, { place: toulouse })])
    // Each can pack, and cannot do one operation of three.
    expect(value('reliability', gowns(), [cutter, sewers])).toBeCloseTo(
      0.8 * (ofNew(0.9) - 0.5 / 3) + 0.15,
      9,
    )
    expect(value('reliability', gowns(), [shop()])).toBeCloseTo(0.8 * ofNew(0.9) + 0.2, 9)
  })
})

describe('sustainability', () => {
  const of = (wishes: Partial<Need['wishes']>, place = toulouse) =>
    value(
      'sustainability',
      gowns({ wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false, ...wishes } }),
      [shop({}, place)],
    )
  const away = { ...toulouse, department: '75' }

  test('is 0.3 recyclable, 0.3 washes, 0.4 regional work, each 0.2 more where it is wished', () => {
    // A gown is recyclable and lasts 50 washes.
    expect(of({})).toBeCloseTo(1, 9)
    expect(of({}, away)).toBeCloseTo(0.6, 9)
    expect(of({ recyclable: true }, away)).toBeCloseTo(0.8 / 1.2, 9)
    expect(of({ minimumWashes: 100 }, away)).toBeCloseTo((0.3 + 0.5 * 0.5) / 1.2, 9)
  })

  test('gives a full mark for 50 washes where none are asked, and half for what is partly recyclable', () => {
    // The mask is partly recyclable.
    const mask = value('sustainability', maskNeed(1000), [shop({}, away)])
    const washes = reference.items.get('mask')?.washes?.value ?? 0
    expect(mask).toBeCloseTo(0.3 * 0.5 + 0.3 * Math.min(1, washes / 50), 9)
  })
})

describe('capacity and lead time', () => {
  // 97 days: 20 for the cloth, one for the road. Sewing: 10 machines × 35 h × 60 × 0.7 ÷ 12 min = 1,225 a week.
  const rate = (10 * 35 * 60 * 0.7) / 12
  const weeks = (97 - 20 - 1) / 7
  const comfort = (97 * 0.75 - 20 - 1) / 7

  test('are what is ready by the due date, and with a quarter of the time to spare', () => {
    const need = maskNeed(40_000, { subject: { item: 'gown' } })
    const alone = [shop({}, toulouse, 20)]
    expect(value('capacity', need, alone)).toBeCloseTo((rate * weeks) / 40_000, 6)
    // A declaration takes 14 days after a prototype of 3 and a start of 5: lawful long before.
    expect(value('lead-time', need, alone)).toBeCloseTo(
      (0.7 * rate * weeks) / 40_000 + (0.3 * rate * comfort) / 40_000,
      6,
    )
  })
})

describe('cost', () => {
  // 14 minutes of people at 52 c, 13 of machines at 10 c, by 0.7; 2.5 m² of cloth at 250 c. A trip is 60 €.
  const unit = (14 * 52 + 13 * 10) / 0.7 + 625
  const least = unit * 1000 + 6000

  test('is 1 at the least cost, and loses half of what it takes more', () => {
    expect(value('cost', gowns(), [shop()])).toBeCloseTo(1, 9)
    const cutter = firm('a', [site({ cutter: 1 }, { cutter: 1 }, { place: toulouse })])
    const sewers = firm('b', [site({ lockstitch: 9 }, { sewer: 9 }, { place: toulouse })])
    // A further partner: 1,000 € to follow it, and a trip.
    expect(value('cost', gowns(), [cutter, sewers])).toBeCloseTo(1.5 - (0.5 * (least + 106_000)) / least, 6)
  })

  test('counts the road of the product: 25 c a tonne-kilometre', () => {
    const road = 0.0003 * 1000 * kilometres(foix, toulouse) * 25
    expect(value('cost', gowns(), [shop({}, foix)])).toBeCloseTo(1.5 - (0.5 * (least + road)) / least, 9)
  })

  test('counts a change by the weeks the need lasts, of 52', () => {
    const slow = firm('a', [
      site({ cutter: 1, 'walking-foot': 9 }, { cutter: 1, sewer: 9 }, { place: toulouse }),
    ])
    const change = smallCatalogue.reorientations.find(({ id }) => id === 'walking-foot-to-light')
    const spread = ((change?.keuro.value ?? 0) * 100_000 * (97 / 7)) / 52
    // At half speed the seam takes 12 minutes more of the machine.
    const work = ((12 * 10) / 0.7) * 1000
    expect(value('cost', gowns(), [slow])).toBeCloseTo(1.5 - (0.5 * (least + spread + work)) / least, 6)
  })
})
