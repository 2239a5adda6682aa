import fc from 'fast-check'
import { expect, it } from 'vitest'
import { standingUnits } from '../autonomy/standing.ts'
import { compileReference } from '../reference.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { leatherShop, sewingShop, today } from '../testing/examples.ts'
import { type Alarm, type Conversion, overcapacityOf } from './overcapacity.ts'

const reference = compileReference(smallCatalogue)
const conversion = (differs: Partial<Conversion> = {}): Conversion => ({
  stance: 'begun',
  weekly: 1000,
  from: 2,
  weeks: 4,
  ...differs,
})

// `docs/investment.md` reckons these by hand.
it('alarms where what stands and is under way makes more than a tenth beyond need, and before where it is only planned', () => {
  const need = [500, 500, 1000, 1000, 500, 500]
  const ask = (standing: number, ...conversions: Conversion[]) =>
    overcapacityOf({ need, standing, conversions })
  // From week 2 on 750 a week are needed, so that 825 are no excess yet.
  expect(ask(0, conversion({ weekly: 825 })).alarm).toBe('none')
  expect(ask(0, conversion({ weekly: 826 })).alarm).toBe('over')
  expect(ask(0, conversion({ weekly: 826, stance: 'planned' })).alarm).toBe('near')
  expect(ask(826, conversion({ weekly: 1, stance: 'planned' })).alarm).toBe('near')
  expect(ask(826).alarm).toBe('none')
  // Whoever is done has it in its profile: it counts once.
  expect(ask(600, conversion({ weekly: 600, stance: 'done' })).alarm).toBe('none')
  expect(ask(600, conversion({ weekly: 300 })).mean).toEqual({
    need: 750,
    standing: 600,
    begun: 300,
    planned: 0,
    beyond: 150,
  })
  expect(ask(600, conversion({ from: 9 })).mean).toBeNull()
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

it('more capacity never quiets an alarm, and more need never raises one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 0, max: 5000 }),
      conversions,
      (need, standing, own) => {
        const alarm = rank[overcapacityOf({ need, standing, conversions: own }).alarm]
        const changed = (differs: object) =>
          rank[overcapacityOf({ need, standing, conversions: own, ...differs }).alarm]
        expect(changed({ standing: standing + 100 })).toBeGreaterThanOrEqual(alarm)
        expect(
          changed({ conversions: own.map(one => ({ ...one, weekly: one.weekly * 2 })) }),
        ).toBeGreaterThanOrEqual(alarm)
        expect(changed({ need: need.map(units => units + 100) })).toBeLessThanOrEqual(alarm)
      },
    ),
  )
})
