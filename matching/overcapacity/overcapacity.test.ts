import fc from 'fast-check'
import { expect, it } from 'vitest'
import { standingUnits } from '../autonomy/standing.ts'
import { compileReference } from '../reference.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { leatherShop, sewingShop, today } from '../testing/examples.ts'
import { type Alarm, type CapacityAsked, type Conversion, overcapacityOf } from './overcapacity.ts'
import { minutesOfUnit, unitsInstead } from './work.ts'

const reference = compileReference(smallCatalogue)
const conversion = (differs: Partial<Conversion> = {}): Conversion => ({
  stance: 'begun',
  weekly: 1000,
  from: 2,
  weeks: 4,
  ...differs,
})
const ask = (differs: Partial<CapacityAsked>) =>
  overcapacityOf({
    need: [1500, 1500, 2500, 2500, 1500, 500],
    lasting: [500, 500, 1000, 1000, 500, 500],
    committed: [0, 0, 0, 0, 0, 0],
    conversions: [],
    ...differs,
  })

// `docs/investment.md` reckons these by hand.
it('alarms where what is converted and under way makes more than a tenth beyond what lasts, and before where it is only planned', () => {
  // From week 2 on 750 a week last, so that 825 are no excess yet.
  const alarm = (...conversions: Conversion[]) => ask({ conversions }).alarm
  expect(alarm(conversion({ weekly: 825 }))).toBe('none')
  expect(alarm(conversion({ weekly: 826 }))).toBe('over')
  expect(alarm(conversion({ weekly: 826, stance: 'done' }))).toBe('over')
  expect(alarm(conversion({ weekly: 826, stance: 'planned' }))).toBe('near')
  expect(alarm(conversion({ weekly: 400, stance: 'done' }), conversion({ weekly: 426 }))).toBe('over')
  expect(ask({ conversions: [conversion({ from: 9 })] }).mean).toBeNull()
})

it('counts what others have agreed to make, and of the crisis only for how long it lasts', () => {
  const committed = [0, 0, 600, 600, 600, 600]
  const found = ask({ committed, conversions: [conversion({ weekly: 300 })] })
  expect(found.alarm).toBe('over')
  // 900 a week for 750 that last; in the two weeks of 2,500 and the one of 1,500 even so not enough is made.
  expect(found.mean).toEqual({
    need: 1750,
    lasting: 750,
    committed: 600,
    done: 0,
    begun: 300,
    planned: 0,
    beyond: 150,
    short: 3,
  })
  // Nobody converts: there is nothing that one could stop.
  expect(ask({ committed: committed.map(() => 5000) }).alarm).toBe('none')
})

it('says how much of another item the same work makes, by the minutes of the catalogue', () => {
  expect(minutesOfUnit(reference, 'mask')).toBeCloseTo(3.4, 9)
  // 3.4 minutes a mask, 0.02 a piece of elastic.
  expect(unitsInstead(reference, { item: 'mask', units: 100, other: 'elastic' })).toBeCloseTo(17_000, 6)
  expect(unitsInstead(reference, { item: 'mask', units: 100, other: 'no-such' })).toBeNull()
})

it('counts what firms make as they stand, up to a limit: nothing that takes a reorientation first', () => {
  const asked = { asOf: today, item: 'mask', claim: 'none' as const, most: 1e6 }
  const one = standingUnits(reference, { ...asked, firms: [sewingShop('shop')] })
  expect(one.weekly).toBeCloseTo(16_170 / 3.4, 3)
  expect(one.makers).toEqual(['shop'])
  expect(standingUnits(reference, { ...asked, firms: [leatherShop('leather')] }).weekly).toBe(0)
  expect(standingUnits(reference, { ...asked, firms: [sewingShop('shop')], most: 100 }).weekly).toBeCloseTo(
    100,
    6,
  )
})

const rank: Record<Alarm, number> = { none: 0, near: 1, over: 2 }
const conversions = fc.array(
  fc.record({
    stance: fc.constantFrom('done' as const, 'begun' as const, 'planned' as const),
    weekly: fc.integer({ min: 1, max: 5000 }),
    from: fc.integer({ min: 0, max: 12 }),
    weeks: fc.integer({ min: 1, max: 12 }),
  }),
  { maxLength: 4 },
)
const units = fc.integer({ min: 0, max: 5000 })
const regions = fc
  .array(fc.record({ need: units, lasting: units, committed: units }), { minLength: 1, maxLength: 10 })
  .map(weeks => ({
    need: weeks.map(week => week.need),
    lasting: weeks.map(week => week.lasting),
    committed: weeks.map(week => week.committed),
  }))

it('more capacity never quiets an alarm, more that lasts never raises one, and a crisis changes none', () => {
  fc.assert(
    fc.property(regions, conversions, (region, own) => {
      const alarmOf = (differs: Partial<CapacityAsked>) =>
        rank[overcapacityOf({ ...region, conversions: own, ...differs }).alarm]
      const alarm = alarmOf({})
      const more = (of: readonly number[]) => of.map(value => value + 100)
      expect(alarmOf({ committed: more(region.committed) })).toBeGreaterThanOrEqual(alarm)
      expect(
        alarmOf({ conversions: own.map(one => ({ ...one, weekly: one.weekly * 2 })) }),
      ).toBeGreaterThanOrEqual(alarm)
      expect(alarmOf({ lasting: more(region.lasting) })).toBeLessThanOrEqual(alarm)
      expect(alarmOf({ need: more(region.need) })).toBe(alarm)
    }),
  )
})

it('what is beyond is what capacity would have to lose, and no week is short where it covers every need', () => {
  fc.assert(
    fc.property(regions, conversions, (region, own) => {
      const { mean, weeks } = overcapacityOf({ ...region, conversions: own })
      if (mean === null) return
      const whole = mean.committed + mean.done + mean.begun + mean.planned
      expect(mean.beyond).toBeCloseTo(Math.max(0, whole - mean.lasting), 6)
      const made = weeks.map(week => week.committed + week.done + week.begun + week.planned)
      const covered = overcapacityOf({ ...region, need: made, conversions: own })
      expect(covered.mean?.short).toBe(0)
    }),
  )
})
