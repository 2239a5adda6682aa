import { expect, test } from 'vitest'
import { compileReference } from '../reference.ts'
import type { Regime } from '../catalogue.ts'
import { certificate, foix, sewingShop } from '../testing/examples.ts'
import { ask, monday } from '../testing/plans.ts'
import { regime, smallCatalogue } from '../testing/catalogue.ts'
import { firstLawful } from './lawful.ts'
import { termsOf } from './terms.ts'

/** First week in which gowns for patients, whose report takes 45 days (week 7), may be finished in a plan of `weeks`. */
function firstWeek(law: Regime[], weeks: number, firm = sewingShop('shop')) {
  const reference = compileReference({ ...smallCatalogue, regimes: law })
  const gowns = {
    id: 'gowns',
    item: 'gown',
    claim: 'protects-patient' as const,
    priority: 2 as const,
    place: foix,
    due: [{ date: monday(3), quantity: 100 }],
  }
  const terms = termsOf(reference, ask([firm], [gowns], { weeks }))
  return terms.lawful.map(lawful => firstLawful(lawful, weeks))[terms.orders[0]?.article ?? -1]
}

test('a plan finishes gowns once their report is there, or under a regime that lasts as long as the plan', () => {
  expect(firstWeek([], 20)).toBe(7)
  expect(firstWeek([regime('crisis')], 20)).toBe(1)
  expect(firstWeek([regime('crisis', { from: monday(2) })], 20)).toBe(2)
  expect(firstWeek([regime('crisis', { from: null })], 20)).toBe(7)
  const holder = sewingShop('shop', { certificates: [certificate('gown-norm', 'gown')] })
  expect(firstWeek([regime('crisis', { from: monday(2) })], 20, holder)).toBe(0)
})

test('a regime that ends counts where the report is there by then, else what was made could not be handed out', () => {
  // The last day of week 6 is the eve of the Monday of week 7.
  const until = (week: number) => firstWeek([regime('crisis', { until: monday(week) })], 20)
  expect(until(7)).toBe(1)
  expect(until(6)).toBe(7)
})
