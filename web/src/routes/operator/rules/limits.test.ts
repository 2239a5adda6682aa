import { expect, test } from 'vitest'
import type { Limit } from '#lib/procedure/procedure.ts'
import { isAmount, replacedFrom, sentOf } from './limits.ts'

const threshold: Limit = {
  id: 'essential-data-cents',
  figure: 'essential-data-cents',
  name: { fr: 'Seuil', en: 'Threshold' },
  from: '2024-01-01',
  until: null,
  value: 4_000_000,
  article: 'R2196-1',
  source: { title: 'Arrêté', address: 'https://example.org', readOn: '2026-11-30' },
  revision: 2,
  origin: 'operator',
  shipped: null,
}

test('a figure that changes on a day ends there, and another begins', () => {
  const after = { ...sentOf(threshold), from: '2027-01-01', value: 6_000_000 }
  expect(replacedFrom(threshold, after)).toEqual([
    { ...sentOf(threshold), until: '2027-01-01' },
    { ...after, id: 'essential-data-cents-from-2027-01-01', revision: 0 },
  ])
  const later = { ...threshold, id: 'essential-data-cents-from-2027-01-01' }
  expect(replacedFrom(later, { ...after, from: '2029-01-01' })[1]?.id).toBe(
    'essential-data-cents-from-2029-01-01',
  )
  expect([isAmount(threshold), isAmount({ figure: 'award-notice-days' })]).toEqual([true, false])
})
