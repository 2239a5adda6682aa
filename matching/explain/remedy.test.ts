import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOf, dayOf } from '../dates.ts'
import type { Need } from '../demand.ts'
import type { Viewer } from '../match.ts'
import type { Firm } from '../supply.ts'
import { needs, regions } from '../testing/arbitraries.ts'
import { engineWith, today } from '../testing/examples.ts'
import { names } from '../testing/names.ts'
import { type Language, sentence } from '../words/sentence.ts'
import { type Remedy, remedyOf } from './remedy.ts'

const other: Viewer = { kind: 'other' }

/** The need as a remedy wants it, where the remedy is the buyer's. */
function mended(need: Need, { code, figures }: Remedy): Need | null {
  switch (code) {
    case 'remedy.later':
    case 'remedy.later-or-held':
      return { ...need, schedule: [{ due: figures.due, quantity: need.quantity }] }
    case 'remedy.quantity': {
      const [first] = need.schedule
      const due = need.schedule.at(-1)?.due ?? first?.due ?? ''
      return { ...need, quantity: figures.quantity, schedule: [{ due, quantity: figures.quantity }] }
    }
    case 'remedy.open-lot':
      return { ...need, reservedFor: [] }
    case 'remedy.include':
      return { ...need, excludedFirms: [] }
    default:
      return null
  }
}

const reasonsOf = (region: Firm[], need: Need) =>
  engineWith(...region)
    .rank(need, { viewer: other })
    .knockedOut.nearest.filter(({ reason }) => reason.code.startsWith('firm.'))

describe('what would bring a firm back', () => {
  test('takes its reason away when the buyer does it, for any region and need', () => {
    let tried = 0
    fc.assert(
      fc.property(regions(4), needs('need'), (region, need) => {
        for (const { firm, reason } of reasonsOf(region, need)) {
          const remedy = remedyOf(reason, today)
          const next = remedy && mended(need, remedy)
          if (!next) continue
          tried++
          const left = reasonsOf(region, next).find(one => one.firm === firm)
          expect(left?.reason.code).not.toBe(reason.code)
        }
      }),
      { numRuns: 400 },
    )
    expect(tried).toBeGreaterThan(50)
  })

  test('is the earliest date there is: a day before, the firm is still too late', () => {
    fc.assert(
      fc.property(regions(3), needs('need'), (region, need) => {
        for (const { firm, reason } of reasonsOf(region, need)) {
          const remedy = remedyOf(reason, today)
          if (reason.code !== 'firm.too-late' || remedy?.code !== 'remedy.later') continue
          const due = dateOf(dayOf(remedy.figures.due) - 1)
          const before = { ...need, schedule: [{ due, quantity: need.quantity }] }
          expect(reasonsOf(region, before).find(one => one.firm === firm)?.reason.code).toBe('firm.too-late')
        }
      }),
      { numRuns: 300 },
    )
  })

  test('is said for every reason that something can take away, in both languages', () => {
    const languages: Language[] = ['fr', 'en']
    fc.assert(
      fc.property(regions(4), needs('need'), fc.constantFrom(...languages), (region, need, language) => {
        for (const { reason } of engineWith(...region).rank(need, { viewer: other }).knockedOut.nearest) {
          const remedy = remedyOf(reason, today)
          const hopeless = reason.code === 'firm.rule' || reason.code.startsWith('route.')
          expect(remedy === null).toBe(hopeless)
          if (remedy !== null) expect(sentence(remedy, language, names)).toMatch(/\.$/)
        }
      }),
      { numRuns: 200 },
    )
  })
})
