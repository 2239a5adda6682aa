import { expect, test } from 'vitest'
import { sirenOf } from './siren.ts'

test.each([
  ['552 100 554', '552100554'],
  ['552100554 00025', '55210055400025'],
  ['552\u202f100\u202f554', '552100554'],
])('%j is read as %s', (typed, digits) => {
  expect(sirenOf(typed)).toBe(digits)
})

test.each(['', '55210055', '5521005540002', 'FR55210055'])('%j is neither a SIREN nor a SIRET', typed => {
  expect(sirenOf(typed)).toBeNull()
})
