import { describe, expect, test } from 'vitest'
import { departments } from '#lib/map/departments.ts'
import { drawMap, placeLabels, spread, thread } from './route-map.ts'

const foix = { latitude: 42.965, longitude: 1.607 }
const toulouse = { latitude: 43.604, longitude: 1.444 }
const size = { width: 500, height: 300, margin: 30 }

describe('the map of trips', () => {
  test('keeps all places within its margins, north above south', () => {
    const { points } = drawMap(departments, [foix, toulouse], size)
    for (const { x, y } of points) {
      expect(x).toBeGreaterThan(29)
      expect(x).toBeLessThan(471)
      expect(y).toBeGreaterThan(29)
      expect(y).toBeLessThan(271)
    }
    expect(points[1]?.y).toBeLessThan(points[0]?.y ?? 0)
  })

  test('draws the departments in sight only', () => {
    const codes = drawMap(departments, [foix], size).departments.map(({ code }) => code)
    expect(codes).toContain('09')
    expect(codes).not.toContain('59')
  })

  test('sets firms of one town beside each other', () => {
    const [one, two, three] = spread([foix, foix, foix].map(() => ({ x: 100, y: 100 })))
    const apart = (a?: { x: number; y: number }, b?: { x: number; y: number }) =>
      Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))
    expect(apart(one, two)).toBeGreaterThanOrEqual(24)
    expect(apart(two, three)).toBeGreaterThanOrEqual(24)
    expect(apart(one, three)).toBeGreaterThanOrEqual(24)
  })

  test('writes names where they do not cover each other', () => {
    const labels = placeLabels(
      [
        { x: 100, y: 100 },
        { x: 150, y: 104 },
      ],
      ['Foix', 'Pamiers'],
      500,
    )
    expect(labels[0]?.anchor).toBe('end')
    expect(labels[1]?.anchor).toBe('start')
  })

  test('turns a name inwards at the edge', () => {
    expect(placeLabels([{ x: 480, y: 100 }], ['Montpellier'], 500)[0]?.anchor).toBe('end')
  })

  test('bends the way there and the way back apart', () => {
    const [one, two] = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ]
    expect(thread(one, two)).not.toBe(thread(two, one))
  })
})
