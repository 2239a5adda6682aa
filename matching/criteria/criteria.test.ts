import { describe, expect, test } from 'vitest'
import type { Need } from '../demand.ts'
import { kilometres } from '../geography.ts'
import type { CriterionId, Viewer } from '../match.ts'
import type { Firm } from '../supply.ts'
import {
  certificate,
  engineWith,
  firm,
  foix,
  leatherShop,
  maskNeed,
  sewingShop,
  site,
  toulouse,
} from '../testing/examples.ts'

const other: Viewer = { kind: 'other' }

function criterion(id: CriterionId, need: Need, firms: Firm[], viewer = other, key?: string) {
  const { partnerships } = engineWith(...firms).rank(need, { viewer })
  const partnership = key === undefined ? partnerships[0] : partnerships.find(each => each.key === key)
  const found = partnership?.criteria.find(each => each.id === id)
  if (found === undefined) throw new Error('No partnership')
  return { value: found.value, code: found.reason.code, figures: found.reason.figures }
}

describe('capacity', () => {
  test('is what can be delivered of what is asked by each date, whatever more there is', () => {
    expect(criterion('capacity', maskNeed(1000), [sewingShop('a')]).value).toBe(1)
    const half = criterion('capacity', maskNeed(200_000), [sewingShop('a')])
    expect(half).toMatchObject({ code: 'capacity.people', figures: { firm: 'a', quantity: 200_000 } })
    expect(half.value).toBeGreaterThan(0)
    expect(half.value).toBeLessThan(0.5)
  })

  test('counts an early tranche that is missed, by its quantity', () => {
    const schedule = [
      { due: '2026-12-01', quantity: 250 },
      { due: '2027-02-28', quantity: 750 },
    ]
    // The elastic and the stack come on the tenth day: nothing can be there on 1 December.
    expect(criterion('capacity', maskNeed(1000, { schedule }), [sewingShop('a')]).value).toBeCloseTo(0.75, 9)
  })

  test('names the scarcest resource however little it makes of what is asked', () => {
    const alone = firm('a', [site({ cutter: 1, lockstitch: 1 }, { cutter: 1, sewer: 1 })])
    expect(criterion('capacity', maskNeed(100_000_000), [alone])).toMatchObject({
      code: 'capacity.machines',
      figures: { machineType: 'lockstitch', machines: 1 },
    })
    const lead = criterion('lead-time', maskNeed(100_000_000), [alone])
    expect(lead.value).toBeLessThan(0.001)
    expect(lead).toMatchObject({
      code: 'lead-time.too-long',
      figures: { weeks: 104 },
    })
  })
})

describe('lead time', () => {
  const ready = (due: string) =>
    criterion('lead-time', maskNeed(100, { schedule: [{ due, quantity: 100 }] }), [sewingShop('a')])

  test('is whole with a quarter of the time to spare, and falls when late', () => {
    expect(ready('2027-02-28')).toMatchObject({ value: 1, code: 'lead-time.on-time' })
    const tight = criterion('lead-time', maskNeed(39_000), [sewingShop('a')])
    expect(tight.value).toBeGreaterThanOrEqual(0.7)
    expect(tight.value).toBeLessThan(1)
    const late = criterion('lead-time', maskNeed(60_000), [sewingShop('a')])
    expect(late).toMatchObject({ code: 'lead-time.late' })
    expect(late.value).toBeLessThan(tight.value)
    const veryLate = criterion('lead-time', maskNeed(120_000), [sewingShop('a')])
    expect(veryLate.value).toBeCloseTo(late.value / 2, 6)
  })
})

describe('jobs', () => {
  const distress = { activityLostPercent: 60, jobs: 20, jobsAtRisk: 10 }
  const hit = sewingShop('a', { distress })

  test('count inclusive workshops by the work they do', () => {
    const esat = criterion('jobs', maskNeed(1000), [sewingShop('a', { structure: 'esat' })])
    const company = criterion('jobs', maskNeed(1000), [sewingShop('a')])
    expect(esat).toMatchObject({ code: 'jobs.inclusive', figures: { people: 11, inclusive: ['a'] } })
    expect(esat.value - company.value).toBeCloseTo(0.5, 9)
  })

  test('at risk are seen by the operator and the firm itself, and by nobody else', () => {
    const seen = { code: 'jobs.at-risk', figures: { people: 11, jobsAtRisk: 10, firms: ['a'] } }
    expect(criterion('jobs', maskNeed(1000), [hit], { kind: 'operator' })).toMatchObject(seen)
    expect(criterion('jobs', maskNeed(1000), [hit], { kind: 'self', firm: 'a' })).toMatchObject(seen)
    for (const viewer of [other, { kind: 'self', firm: 'b' } as const]) {
      expect(criterion('jobs', maskNeed(1000), [hit], viewer)).toEqual(
        criterion('jobs', maskNeed(1000), [sewingShop('a')], viewer),
      )
    }
  })
})

describe('jobs where a firm published how hard it is hit', () => {
  const value = (differs: Partial<Firm>, viewer: Viewer = other) =>
    criterion('jobs', maskNeed(1000), [sewingShop('a', differs)], viewer)

  test('count more for others, the more the harder, and say which words were published', () => {
    const values = [null, 'low', 'medium', 'high'] as const
    const [plain, ...published] = values.map(distressBand => value({ distressBand }))
    let before = plain?.value ?? 1
    for (const each of published) {
      expect(each.value).toBeGreaterThan(before)
      before = each.value
    }
    expect(before).toBeLessThan(1)
    expect(published.at(-1)).toMatchObject({
      code: 'jobs.hit',
      figures: { people: 11, band: 'high', firms: ['a'] },
    })
  })

  test('are for the operator what its figures make them, whatever it published', () => {
    const distress = { activityLostPercent: 60, jobs: 20, jobsAtRisk: 10 }
    const operator: Viewer = { kind: 'operator' }
    expect(value({ distress, distressBand: 'high' }, operator)).toEqual(value({ distress }, operator))
  })
})

describe('know-how', () => {
  test('is nearer for what a firm does today, wishes to do, or has proven', () => {
    const value = (each: Firm) => criterion('know-how', maskNeed(1000), [each]).value
    const plain = value(sewingShop('a'))
    expect(value(sewingShop('a', { willing: ['masks'] })) - plain).toBeCloseTo(0.075, 9)
    expect(value(sewingShop('a', { willing: ['gown'] })) - plain).toBeCloseTo(-0.075, 9)
    const proof = certificate('stack-report', 'mask')
    expect(value(sewingShop('a', { certificates: [proof] })) - plain).toBeCloseTo(0.15, 9)
    expect(value(sewingShop('a', { certificates: [{ ...proof, validUntil: '2026-01-01' }] }))).toBe(plain)
    expect(value(leatherShop('a'))).toBeLessThan(plain)
  })
})

describe('reliability', () => {
  const value = (differs: Partial<Firm>) =>
    criterion('reliability', maskNeed(1000), [sewingShop('a', differs)]).value

  test('fades with the age of the profile', () => {
    // Nobody has a record here: 0.4 × 0.8 of it, and 0.6 × what the profile says.
    expect(value({})).toBeCloseTo(0.888, 9)
    expect(value({ confirmedAt: '2026-08-25' })).toBeCloseTo(0.888, 9)
    expect(value({ confirmedAt: '2025-11-23' })).toBeCloseTo(0.888 - 0.2304, 9)
    expect(value({ confirmedAt: null })).toBeCloseTo(0.888 - 0.2304, 9)
    expect(value({ verified: false })).toBeCloseTo(0.888 - 0.096, 9)
  })

  test('is not lowered by declaring a proof', () => {
    expect(value({ certificates: [certificate('quality-system', null, { status: 'declared' })] })).toBe(
      value({}),
    )
    expect(value({ certificates: [certificate('quality-system', null)] })).toBeCloseTo(0.936, 9)
  })

  test('is told of whoever has kept least, with what was counted', () => {
    const record = { onTime: { kept: 9, of: 10 }, accepted: null, answered: null }
    expect(criterion('reliability', maskNeed(1000), [sewingShop('a', { record })])).toMatchObject({
      code: 'reliability.record',
      figures: { firm: 'a', ...record },
    })
  })
})

describe('proximity', () => {
  test('is whole next door and fades with the road', () => {
    const at = (place: typeof foix) =>
      criterion('proximity', maskNeed(1000), [
        sewingShop('a', { sites: [site({ cutter: 1, lockstitch: 2 }, { cutter: 1, sewer: 2 }, { place })] }),
      ])
    const nextDoor = at(toulouse)
    expect(nextDoor.value).toBeCloseTo(1, 9)
    expect(nextDoor).toMatchObject({ figures: { kilometres: 0, transports: 1 } })
    const road = kilometres(foix, toulouse)
    expect(at(foix).value).toBeCloseTo(Math.exp(-road / 250), 9)
  })
})

describe('sustainability', () => {
  test('follows washes, recycling and the work done in the region', () => {
    const value = (differs: Partial<Need>, differsFirm: Partial<Firm> = {}) =>
      criterion('sustainability', maskNeed(1000, differs), [sewingShop('a', differsFirm)]).value
    const wishes = (minimumWashes: number | null) =>
      ({ wishes: { regionalDepth: 'item', minimumWashes, recyclable: false } }) as const
    expect(value(wishes(20))).toBeGreaterThan(value(wishes(50)))
    const away = { ...foix, department: '75' }
    const elsewhere = sewingShop('a').sites.map(each => ({ ...each, place: away }))
    expect(value({})).toBeGreaterThan(value({}, { sites: elsewhere }))
  })
})

describe('cost', () => {
  test('is the least of the recipe over the estimate, and falls with what has to change', () => {
    const direct = criterion('cost', maskNeed(1000), [sewingShop('a')])
    const changed = criterion('cost', maskNeed(1000), [leatherShop('b')])
    expect(direct.value).toBeGreaterThan(changed.value)
    expect(direct.value).toBeLessThanOrEqual(1)
    expect(changed.figures).toMatchObject({ unit: 'piece' })
  })
})
