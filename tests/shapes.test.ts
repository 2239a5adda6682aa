import { readFileSync } from 'node:fs'
import { loadTowns } from '@maillage/db/towns/towns.ts'
import { describe, expect, test } from 'vitest'

type Point = [number, number]
type Feature = {
  id: string
  properties: { code: string; name: string; regionCode: string }
  geometry: { coordinates: Point[][][] }
}

const file = new URL('../web/src/lib/map/departments.geo.json', import.meta.url)
const shapes: { features: Feature[] } = JSON.parse(readFileSync(file, 'utf8'))
const { features } = shapes
const byCode = new Map(features.map(feature => [feature.id, feature]))

/** Whether a ray from the point crosses the rings an odd number of times: holes count for themselves. */
function contains(feature: Feature, [x, y]: Point): boolean {
  let inside = false
  for (const ring of feature.geometry.coordinates.flat()) {
    for (const [i, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[i + 1] ?? [ax, ay]
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
    }
  }
  return inside
}

describe('the shapes of the departments', () => {
  test('are the 96 of metropolitan France, light enough to send', () => {
    expect(features).toHaveLength(96)
    expect(JSON.stringify(shapes).length).toBeLessThan(60_500)
    expect(features.filter(feature => feature.properties.regionCode === '76')).toHaveLength(13)
  })

  test('close every ring, and turn the outside clockwise as d3-geo wants', () => {
    for (const ring of features.flatMap(feature =>
      feature.geometry.coordinates.map(([outside]) => outside ?? []),
    )) {
      expect(ring.length).toBeGreaterThanOrEqual(4)
      expect(ring.at(-1)).toEqual(ring[0])
      const turn = ring.reduce(
        (sum, [x, y], i) => sum + x * (ring[i + 1] ?? [x, y])[1] - (ring[i + 1] ?? [x])[0] * y,
        0,
      )
      expect(turn).toBeLessThan(0)
    }
  })

  test.each([
    ['France', (code: string) => byCode.has(code), 0.95],
    ['Occitanie', (code: string) => byCode.get(code)?.properties.regionCode === '76', 0.97],
  ])('hold the communes of their department in %s', (_, among, share) => {
    const communes = loadTowns().filter(town => town.precision === 'commune' && among(town.department))
    const held = communes.filter(town => {
      const feature = byCode.get(town.department)
      return feature !== undefined && contains(feature, [town.longitude, town.latitude])
    })
    expect(held.length / communes.length).toBeGreaterThan(share)
  })
})
