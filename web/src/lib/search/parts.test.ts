import { expect, test } from 'vitest'
import { partsOf } from './parts.ts'

test('a text is cut where its marks begin and end', () => {
  expect(partsOf('nos surjeteuses et', [[4, 15]])).toEqual([
    { text: 'nos ', marked: false },
    { text: 'surjeteuses', marked: true },
    { text: ' et', marked: false },
  ])
})

test('marks that overlap or lie outside change nothing of the text', () => {
  const text = 'abc'
  expect(
    partsOf(text, [
      [0, 2],
      [1, 3],
      [2, 9],
    ])
      .map(part => part.text)
      .join(''),
  ).toBe(text)
  expect(partsOf(text, [])).toEqual([{ text, marked: false }])
  expect(partsOf('', [])).toEqual([])
})
