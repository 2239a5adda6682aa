import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kilometres, leastKilometres, originOf } from './geography.ts'

const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('the distance at a glance is no more than the distance, and near it within a country', () => {
  fc.assert(
    fc.property(place, place, (from, to) => {
      const exact = kilometres(from, to)
      const least = leastKilometres(originOf(from), originOf(to))
      expect(least).toBeLessThanOrEqual(exact + 1e-6)
      expect(exact < 1300 ? exact - least : 0).toBeLessThan(2)
    }),
  )
})
