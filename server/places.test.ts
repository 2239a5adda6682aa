import { describe, expect, test } from 'vitest'
import { placeOf } from './places.ts'

const foix = { commune: '09122', latitude: null, longitude: null }

describe('a place', () => {
  test('has the coordinates of its commune', () => {
    const place = placeOf(foix, '')
    expect(place).toMatchObject({ commune: '09122', department: '09', precision: 'commune' })
  })

  test('keeps a pin that was moved within reach of the commune', () => {
    const moved = { ...foix, latitude: 42.97, longitude: 1.61 }
    expect(placeOf(moved, '')).toMatchObject({ latitude: 42.97, longitude: 1.61, precision: 'address' })
  })

  test('is no more precise when the commune’s own coordinates are sent back', () => {
    const place = placeOf(foix, '')
    if (Array.isArray(place)) throw new Error('Foix has no place')
    const { latitude, longitude } = place
    expect(placeOf({ ...foix, latitude, longitude }, '')).toEqual(place)
  })

  test('names the field where the commune does not exist', () => {
    const faults = placeOf({ ...foix, commune: '99999' }, '/sites/0')
    expect(faults).toMatchObject([{ field: '/sites/0/commune' }])
  })

  test('refuses a pin in another part of the country, and half a pin', () => {
    expect(placeOf({ ...foix, latitude: 48.85, longitude: 2.35 }, '')).toMatchObject([{ field: '/latitude' }])
    expect(placeOf({ ...foix, latitude: 42.97 }, '')).toMatchObject([{ field: '/longitude' }])
  })
})
