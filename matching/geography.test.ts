import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kilometres, leastKilometres, leastKilometresTo, originOf } from './geography.ts'

const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('the distance at a glance is no more than the distance, and near it within a country', () => {
  fc.assert(
    fc.property(place, place, (from, to) => {
      const exact = kilometres(from, to)
      const { latitude, longitude, cosine } = originOf(to)
      const least = leastKilometres(originOf(from), latitude, longitude, cosine)
      expect(least).toBeLessThanOrEqual(exact + 1e-6)
      expect(exact < 1300 ? exact - least : 0).toBeLessThan(2)
    }),
  )
})

test('nothing in a box is nearer than the box', () => {
  fc.assert(
    fc.property(place, fc.array(place, { minLength: 1, maxLength: 4 }), (from, places) => {
      const latitudes = places.map(({ latitude }) => latitude)
      const longitudes = places.map(({ longitude }) => longitude)
      const box = {
        south: Math.min(...latitudes),
        north: Math.max(...latitudes),
        west: Math.min(...longitudes),
        east: Math.max(...longitudes),
        cosine: Math.min(...places.map(each => originOf(each).cosine)),
      }
      const least = leastKilometresTo(originOf(from), box)
      for (const to of places) expect(least).toBeLessThanOrEqual(kilometres(from, to) + 1e-6)
      const [only] = places
      if (only === undefined || places.length > 1) return
      const exact = kilometres(from, only)
      expect(exact < 1300 ? exact - least : 0).toBeLessThan(
        Math.abs(from.longitude - only.longitude) > 180 ? 1300 : 2,
      )
    }),
  )
})
