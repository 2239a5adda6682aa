import { describe, expect, test } from 'vitest'
import { heldBetween, stateOn } from './held.ts'

const crisis = {
  from: '2026-11-23',
  until: '2027-01-31',
  items: ['gown', 'visor'],
  changes: [{ claim: 'protects-patient' }],
}

test('a regime is a basis in law, to come, in force to its last day, then ended', () => {
  expect(stateOn({ from: null, until: null }, '2026-11-23')).toBe('law')
  expect(stateOn(crisis, '2026-11-22')).toBe('to-come')
  expect(stateOn(crisis, '2026-11-23')).toBe('in-force')
  expect(stateOn(crisis, '2027-01-31')).toBe('in-force')
  expect(stateOn(crisis, '2027-02-01')).toBe('ended')
  expect(stateOn({ ...crisis, until: null }, '2040-01-01')).toBe('in-force')
})

describe('what a regime says something of', () => {
  const held = (differs: Partial<Parameters<typeof heldBetween>[1]> = {}) =>
    heldBetween([crisis], {
      items: ['gown'],
      claim: 'protects-patient',
      from: '2026-12-01',
      to: '2027-03-01',
      ...differs,
    }).length

  test('is some of its products, with a claim whose law it changes, while it holds', () => {
    expect(held()).toBe(1)
    expect(held({ claim: null })).toBe(1)
    expect(held({ items: ['mask'] })).toBe(0)
    expect(held({ claim: 'none' })).toBe(0)
  })

  test('is nothing before, after, nor while nobody has put it in force', () => {
    expect(held({ from: '2027-01-31' })).toBe(1)
    expect(held({ from: '2027-02-01' })).toBe(0)
    expect(held({ from: '2026-01-01', to: '2026-11-22' })).toBe(0)
    expect(
      heldBetween([{ ...crisis, from: null }], {
        items: ['gown'],
        claim: null,
        from: '2026-12-01',
        to: '2027-01-01',
      }),
    ).toEqual([])
  })
})
