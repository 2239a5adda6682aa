import { expect, test } from 'vitest'
import { parisField, parisInstant } from './paris.ts'

test('a deadline is typed and shown in Paris, in winter and in summer', () => {
  expect(parisInstant('2027-01-15T12:00')).toBe('2027-01-15T11:00:00.000Z')
  expect(parisInstant('2027-07-15T12:00')).toBe('2027-07-15T10:00:00.000Z')
  expect(parisField('2027-07-15T10:00:00.000Z')).toBe('2027-07-15T12:00')
})

test('what is typed comes back on the days the clocks change', () => {
  for (const field of ['2027-03-28T01:30', '2027-03-28T03:30', '2027-10-31T01:30', '2027-10-31T03:30']) {
    expect(parisField(parisInstant(field) ?? '')).toBe(field)
  }
})

test('an empty field names no instant', () => {
  expect(parisInstant('')).toBeNull()
  expect(parisInstant('demain')).toBeNull()
})
