import { expect, test } from 'vitest'
import { narrowings, searchFor, searchHref, searchIn, toggled, widened } from './search-state.ts'

const state = (text: string) => searchIn(new URLSearchParams(text))

test('an address holds the whole search, and comes back as it was', () => {
  const href =
    '/search?q=surjeteuse+Tarn&kind=firm&process=sew&process=cut-laser&department=81&around=09122&km=50'
  const read = state(href.slice('/search?'.length))
  expect(read).toMatchObject({
    words: 'surjeteuse Tarn',
    kind: 'firm',
    around: { commune: '09122', kilometres: 50 },
  })
  expect(read.facets.process).toEqual(['sew', 'cut-laser'])
  expect(searchHref(read)).toBe(href)
  expect(narrowings(read)).toBe(4)
})

test('an address says how much is to be made of what, and by when', () => {
  const href = '/search?make=gown&weekly=1500&by=2027-02-01'
  const read = state(href.slice('/search?'.length))
  expect(read.makes).toEqual({ family: 'gown', weekly: 1500, by: '2027-02-01' })
  expect(searchHref(read)).toBe(href)
  expect(narrowings(read)).toBe(1)
  expect(searchHref(state('make=gown'))).toBe('/search?make=gown')
  expect(state('weekly=1500&by=2027-02-01').makes).toBeNull()
  expect(state('make=gown&weekly=-3&by=demain').makes).toEqual({ family: 'gown', weekly: 1, by: null })
  expect(widened(read)).toEqual(searchFor(''))
})

test('what an address does not know counts as not given', () => {
  expect(state('kind=person&around=09122&km=far&process=')).toEqual(searchFor(''))
  expect(searchHref(searchFor('  '))).toBe('/search')
})

test('a value of a facet goes in and comes out, and all of them at once', () => {
  const narrowed = toggled(searchFor('laine', 'firm'), 'department', '09')
  expect(searchHref(narrowed)).toBe('/search?q=laine&kind=firm&department=09')
  expect(toggled(narrowed, 'department', '09')).toEqual(searchFor('laine', 'firm'))
  expect(widened(narrowed)).toEqual(searchFor('laine', 'firm'))
})
