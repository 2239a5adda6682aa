import { expect, test } from 'vitest'
import { overbooked, type TakenWeek } from './overbooked.ts'

const week = (monday: string, differs: Partial<TakenWeek> = {}): TakenWeek => ({
  siteName: 'Atelier de Foix',
  kind: 'people',
  resource: 't-sew-op',
  week: monday,
  declared: 600,
  committed: 0,
  held: 0,
  tenders: [],
  ...differs,
})

test('a firm that has promised no more than it has is not warned', () => {
  expect(overbooked([week('2027-01-04', { committed: 300, held: 300 })])).toEqual([])
})

test('what lacks is told once a resource: from when to when, and its worst week', () => {
  const weeks = [
    week('2027-01-11', { held: 900, tenders: ['one'] }),
    week('2027-01-04', { committed: 600, held: 60, tenders: ['two'] }),
    week('2027-01-04', { kind: 'machines', resource: 'sew-overlock', held: 700, tenders: ['one'] }),
  ]
  const people = { siteName: 'Atelier de Foix', kind: 'people', resource: 't-sew-op' }
  expect(overbooked(weeks)).toEqual([
    { ...people, first: '2027-01-04', last: '2027-01-11', weeks: 2, taken: 15, declared: 10 },
    {
      ...people,
      kind: 'machines',
      resource: 'sew-overlock',
      first: '2027-01-04',
      last: '2027-01-04',
      weeks: 1,
      taken: 12,
      declared: 10,
    },
  ])
  expect(overbooked(weeks, 'two')).toEqual([
    { ...people, first: '2027-01-04', last: '2027-01-04', weeks: 1, taken: 11, declared: 10 },
  ])
})
