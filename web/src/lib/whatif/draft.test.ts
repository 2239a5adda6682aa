import { expect, test } from 'vitest'
import { draftOf, emptyPart, partOf } from './draft.ts'
import type { Part } from './whatif.ts'

test('a part that is opened and saved again says the same', () => {
  const during = { from: 4, weeks: 8 }
  const parts: Part[] = [
    { kind: 'demand', item: null, factor: 2.5, ...during },
    { kind: 'border', item: 'zip', ...during },
    { kind: 'firm', firm: 'f', ...during },
    { kind: 'largest', process: 'weave', ...during },
    { kind: 'lockdown', department: '09', share: 0.5, ...during },
    { kind: 'laboratory', days: 30, ...during },
    { kind: 'regime', regime: null, ...during },
    { kind: 'regime', regime: 'eu-2020-403', ...during },
  ]
  expect(parts.map((part, key) => partOf(draftOf(part, key)))).toEqual(parts)
})

test('what lacks or makes no sense is named by its field', () => {
  expect(partOf({ ...emptyPart(0), kind: 'border', from: null, weeks: 0 })).toEqual(['from', 'weeks', 'item'])
  expect(partOf({ ...emptyPart(0), factor: Number.NaN })).toEqual(['factor'])
})

test('a regime lasts so many weeks where it is one of the catalogue; a part kept from before names none', () => {
  const kept = draftOf({ kind: 'regime', from: 4, weeks: 1 }, 0)
  expect(partOf({ ...kept, weeks: null })).toEqual({ kind: 'regime', regime: null, from: 4, weeks: 1 })
  expect(partOf({ ...kept, regime: 'eu-2020-403', weeks: null })).toEqual(['weeks'])
})
