import { describe, expect, test } from 'vitest'
import { isTable, parseTable } from './paste.ts'

describe('lines copied from a spreadsheet', () => {
  test('give a text, a number and hours each', () => {
    expect(parseTable('Surjeteuse\t12\t35\nPiqueuse plate\t8\t17,5')).toEqual([
      { words: 'Surjeteuse', count: 12, hours: 35 },
      { words: 'Piqueuse plate', count: 8, hours: 17.5 },
    ])
  })

  test('may begin with a row of headings', () => {
    expect(parseTable('Machine\tNombre\tHeures\r\nRame\t2\t40\r\n')).toEqual([
      { words: 'Rame', count: 2, hours: 40 },
    ])
  })

  test('may have the number first, units, quotes, empty lines and no hours', () => {
    expect(parseTable('4;"Métier à lances";60 h\n\n2;Ourdissoir;')).toEqual([
      { words: 'Métier à lances', count: 4, hours: 60 },
      { words: 'Ourdissoir', count: 2, hours: null },
    ])
  })

  test('keep a text alone, so that its number can be typed', () => {
    expect(parseTable('Surjeteuse\t\nRame\t')).toEqual([
      { words: 'Surjeteuse', count: null, hours: null },
      { words: 'Rame', count: null, hours: null },
    ])
  })

  test('leave out what has no words', () => {
    expect(parseTable('\t12\t35\nRame\t2\t')).toEqual([{ words: 'Rame', count: 2, hours: null }])
  })
})

describe('lines written in a message', () => {
  test.each([
    ['12 surjeteuses', { words: 'surjeteuses', count: 12, hours: null }],
    ['3 x piqueuse plate', { words: 'piqueuse plate', count: 3, hours: null }],
    ['Surjeteuse : 12', { words: 'Surjeteuse', count: 12, hours: null }],
    ['Surjeteuse x 12', { words: 'Surjeteuse', count: 12, hours: null }],
    ['Surjeteuse (12)', { words: 'Surjeteuse', count: 12, hours: null }],
    ['1 200 broches à filer', { words: 'broches à filer', count: 1200, hours: null }],
  ])('%s', (line, expected) => {
    expect(parseTable(line)).toEqual([expected])
  })

  test('keep a figure that belongs to the name', () => {
    expect(parseTable('Piqueuse plate 301')).toEqual([
      { words: 'Piqueuse plate 301', count: null, hours: null },
    ])
  })
})

test('only several lines or cells are a table', () => {
  expect(isTable('piqueuse plate')).toBe(false)
  expect(isTable('piqueuse plate\n')).toBe(false)
  expect(isTable('piqueuse\t12')).toBe(true)
  expect(isTable('12 piqueuses\n3 rames')).toBe(true)
})
