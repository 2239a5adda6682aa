import { expect, test } from 'vitest'
import { isTooMuch } from './too-much.ts'

test('what a firm would add is too much beyond a tenth over what is needed, of what is told', () => {
  const known = { need: 1000, standing: 600, converting: null }
  expect(isTooMuch(known, 500)).toBe(false)
  expect(isTooMuch(known, 501)).toBe(true)
  expect(isTooMuch({ ...known, converting: 400 }, 101)).toBe(true)
  expect(isTooMuch({ need: null, standing: null, converting: null }, 1)).toBe(true)
  expect(isTooMuch({ need: null, standing: null, converting: null }, 0)).toBe(false)
})
