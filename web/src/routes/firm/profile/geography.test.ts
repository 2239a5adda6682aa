import { describe, expect, test } from 'vitest'
import { directionOf, kilometresBetween, moved, parsePoint, pointText } from './geography.ts'

const castres = { latitude: 43.6, longitude: 2.25 }

describe('a pin that was moved', () => {
  test('is as far as it was moved, and in that direction', () => {
    const pin = moved(castres, 3, 4)
    expect(kilometresBetween(castres, pin)).toBeCloseTo(5, 2)
    expect(directionOf(castres, pin)).toBe('north-east')
  })

  test.each([
    [0, 5, 'north'],
    [5, 0, 'east'],
    [0, -5, 'south'],
    [-5, 0, 'west'],
    [-4, -4, 'south-west'],
  ] as const)('%i km east and %i km north lies to the %s', (east, north, direction) => {
    expect(directionOf(castres, moved(castres, east, north))).toBe(direction)
  })
})

describe('coordinates that are pasted', () => {
  test.each(['43.6045, 1.4440', '43.6045,1.4440', '43,6045 ; 1,4440', '43,6045 1,4440'])('%s', text => {
    expect(parsePoint(text)).toEqual({ latitude: 43.6045, longitude: 1.444 })
  })

  test.each(['Castres', '43.6', '143.6, 1.4', ''])('are none in « %s »', text => {
    expect(parsePoint(text)).toBeNull()
  })

  test('are shown as they can be pasted again', () => {
    expect(parsePoint(pointText(castres))).toEqual(castres)
  })
})
