import { expect, test } from 'vitest'
import { coverOf, HORIZON_DAYS, stateOfCover } from './cover.ts'
import { pickFirstExpired } from './pick.ts'
import { roomOf, rotationOf } from './rotation.ts'

const today = '2026-12-01'

test('what expires first goes out first, what has expired does not, and what is missing is said', () => {
  const lots = [
    { id: 'never', quantity: 10, expiresOn: null },
    { id: 'over', quantity: 99, expiresOn: '2026-11-30' },
    { id: 'late', quantity: 10, expiresOn: '2027-06-01' },
    { id: 'soon', quantity: 4, expiresOn: '2026-12-01' },
  ]
  expect(pickFirstExpired(lots, 9, today)).toEqual({
    lines: [
      { id: 'soon', quantity: 4 },
      { id: 'late', quantity: 5 },
    ],
    missing: 0,
  })
  expect(pickFirstExpired(lots, 30, today)).toMatchObject({ missing: 6 })
})

test('thirty pieces used four a day last seven days, and what arrives in between prolongs it', () => {
  const lots = [{ id: 'a', quantity: 30, expiresOn: null }]
  // 28 pieces in seven days; on the eighth, 8 December, two are left for four.
  expect(coverOf(lots, [], 4, today)).toMatchObject({ days: 7, stockOutOn: '2026-12-08', weeks: { 0: 2 } })
  // Ten more on the fifth day: forty pieces, ten days.
  expect(coverOf(lots, [{ day: '2026-12-05', quantity: 10 }], 4, today)).toMatchObject({ days: 10 })
  // Too late: the day without stays.
  expect(coverOf(lots, [{ day: '2026-12-20', quantity: 10 }], 4, today)).toMatchObject({ days: 7 })
  // What was due last month is expected today.
  expect(coverOf([], [{ day: '2026-11-01', quantity: 10 }], 4, today)).toMatchObject({ days: 2 })
  expect(coverOf(lots, [], 0.01, today)).toMatchObject({ days: HORIZON_DAYS, stockOutOn: null })
})

test('what would expire unused is no cover', () => {
  const lots = [
    { id: 'soon', quantity: 100, expiresOn: '2026-12-10' },
    { id: 'late', quantity: 20, expiresOn: '2028-01-01' },
  ]
  // Ten days at four use 40 of the first; 60 expire; the other twenty last five days more.
  expect(coverOf(lots, [], 4, today)).toMatchObject({
    days: 15,
    stockOutOn: '2026-12-16',
    wasted: [{ id: 'soon', quantity: 60, expiresOn: '2026-12-10' }],
  })
})

test('fractions of a unit a day end when the last whole unit does', () => {
  expect(coverOf([{ id: 'a', quantity: 7, expiresOn: null }], [], 0.1, today)).toMatchObject({ days: 70 })
})

test('an item is out, low beside its target, enough, or unknown where nobody has said what is used', () => {
  expect(stateOfCover(0, { days: 0 }, 30)).toBe('out')
  expect(stateOfCover(5, { days: 29 }, 30)).toBe('low')
  expect(stateOfCover(5, { days: 30 }, 30)).toBe('enough')
  // Two weeks where no target is set.
  expect(stateOfCover(5, { days: 13 }, null)).toBe('low')
  expect(stateOfCover(0, null, 30)).toBe('unknown')
})

test('what would expire goes to those who can still use it up, each no more than that', () => {
  const users = [
    // 100 a day for ten days, 400 of which it has itself.
    { id: 'care-home', perDay: 100, own: [{ id: 'x', quantity: 400, expiresOn: null }] },
    { id: 'hospital', perDay: 90, own: [{ id: 'y', quantity: 500, expiresOn: '2026-11-01' }] },
    { id: 'town', perDay: 10, own: [{ id: 'z', quantity: 500, expiresOn: null }] },
  ]
  const lot = { quantity: 1200, expiresOn: '2026-12-10' }
  expect(rotationOf(lot, users, today)).toEqual({
    users: [
      { id: 'hospital', room: 900, quantity: 900 },
      { id: 'care-home', room: 600, quantity: 300 },
    ],
    left: 0,
  })
  expect(rotationOf({ ...lot, quantity: 2000 }, users, today)).toMatchObject({ left: 500 })
  expect(roomOf({ perDay: 100, own: [] }, '2026-11-30', today)).toBe(0)
})
