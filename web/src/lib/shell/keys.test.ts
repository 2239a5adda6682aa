import { describe, expect, test } from 'vitest'
import { actionOf, findDestinations } from './keys.ts'

const pressed = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})
const idle = { typing: false, single: true }

describe('keys of the application', () => {
  test.each([
    [pressed('/'), idle, 'search'],
    [pressed('?'), idle, 'help'],
    [pressed('k', { ctrlKey: true }), idle, 'palette'],
    [pressed('K', { metaKey: true }), idle, 'palette'],
    [pressed('k'), idle, null],
    [pressed('/', { ctrlKey: true }), idle, null],
    [pressed('k', { ctrlKey: true, altKey: true }), idle, null],
  ])('%j: %s', (event, state, action) => {
    expect(actionOf(event, state)).toBe(action)
  })

  test('leave signs to whoever is typing, and to whoever has switched them off', () => {
    expect(actionOf(pressed('?'), { typing: true, single: true })).toBeNull()
    expect(actionOf(pressed('/'), { typing: false, single: false })).toBeNull()
    expect(actionOf(pressed('k', { ctrlKey: true }), { typing: true, single: false })).toBe('palette')
  })
})

test('a page is found by words of its name, without accents or capitals', () => {
  const pages = [
    { href: '/operator', label: 'Région' },
    { href: '/firm/explore', label: 'Ce que je pourrais faire', alias: 'Explorer' },
  ]
  const found = (typed: string) => findDestinations(pages, typed).map(({ href }) => href)
  expect(found('REGION')).toEqual(['/operator'])
  expect(found('explor')).toEqual(['/firm/explore'])
  expect(found('faire que')).toEqual(['/firm/explore'])
  expect(found('')).toHaveLength(2)
  expect(found('stock')).toEqual([])
})
