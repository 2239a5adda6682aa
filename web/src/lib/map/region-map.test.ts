import { describe, expect, test } from 'vitest'
import { departments } from '#lib/map/departments.ts'
import { drawRegion, neighbour } from './region-map.ts'

const frame = { width: 700, height: 520, margin: 20 }
const region = ['09', '11', '12', '30', '31', '32', '34', '46', '48', '65', '66', '81', '82']
const foix = { id: 'foix', latitude: 42.965, longitude: 1.607 }
const nimes = { id: 'nimes', latitude: 43.837, longitude: 4.36 }

describe('the map of the region', () => {
  test('holds the whole region, and what surrounds it as far as it is in sight', () => {
    const { departments: drawn } = drawRegion(departments, [], { region, focus: null, frame })
    const within = drawn.filter(one => one.within).map(({ code }) => code)
    expect(within.toSorted()).toEqual(region)
    expect(drawn.find(({ code }) => code === '33')?.within).toBe(false)
    expect(drawn.some(({ code }) => code === '59')).toBe(false)
  })

  test('puts the west at the left and the north at the top', () => {
    const { spots } = drawRegion(departments, [foix, nimes], { region, focus: null, frame })
    const [west, east] = [spots.get('foix'), spots.get('nimes')]
    expect(west?.x).toBeLessThan(east?.x ?? 0)
    expect(west?.y).toBeGreaterThan(east?.y ?? Infinity)
  })

  test('comes nearer when one department is looked at', () => {
    const far = drawRegion(departments, [foix], { region, focus: null, frame })
    const near = drawRegion(departments, [foix], { region, focus: '09', frame })
    const length = (map: typeof far) => map.departments.find(({ code }) => code === '09')?.label.x ?? 0
    expect(Math.abs(length(near) - frame.width / 2)).toBeLessThan(Math.abs(length(far) - frame.width / 2))
  })

  test('keeps marks of one commune apart', () => {
    const marks = Array.from({ length: 12 }, (_, index) => ({ ...foix, id: String(index) }))
    const spots = [...drawRegion(departments, marks, { region, focus: null, frame }).spots.values()]
    const distances = spots.flatMap((one, index) =>
      spots.slice(index + 1).map(other => Math.hypot(one.x - other.x, one.y - other.y)),
    )
    expect(Math.min(...distances)).toBeGreaterThan(8)
  })
})

describe('arrow keys on the map', () => {
  const spots = new Map([
    ['middle', { x: 100, y: 100 }],
    ['right', { x: 160, y: 110 }],
    ['right, further', { x: 300, y: 100 }],
    ['up', { x: 90, y: 20 }],
  ])

  test.each([
    ['ArrowRight', 'right'],
    ['ArrowUp', 'up'],
    ['ArrowDown', 'right'],
    ['ArrowLeft', 'up'],
    ['Enter', null],
  ])('%s from the middle goes to %s', (key, expected) => {
    expect(neighbour(spots, 'middle', key)).toBe(expected)
  })

  test('begin at the first mark, and stay where nothing lies that way', () => {
    expect(neighbour(spots, null, 'ArrowRight')).toBe('middle')
    expect(neighbour(spots, 'right, further', 'ArrowRight')).toBeNull()
    expect(neighbour(new Map(), null, 'ArrowUp')).toBeNull()
  })
})
