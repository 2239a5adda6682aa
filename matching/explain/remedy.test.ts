import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOf, dayOf } from '../dates.ts'
import type { Need } from '../demand.ts'
import type { Viewer } from '../match.ts'
import type { Firm } from '../supply.ts'
import { needs, regions } from '../testing/arbitraries.ts'
import { engineWith, maskNeed, sewingShop, today } from '../testing/examples.ts'
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
          const again = (asked: Need) => reasonsOf(region, asked).find(one => one.firm === firm)?.reason
          const left = again(next)
          if (left?.code !== reason.code) continue
          // A proof may run out before the later date: then one more, later still, does it.
          const later = remedyOf(left, today)
          const last = later && mended(next, later)
          expect(left.code).toBe('firm.norm-out-of-reach')
          expect(last && again(last)?.code).not.toBe(reason.code)
        }
      }),
      { numRuns: 400 },
    )
    expect(tried).toBeGreaterThan(50)
  })

  test('is the first date that will do: a day before, the firm is still too late', () => {
    const region = [sewingShop('a', { usualLeadDays: 120 })]
    const [left] = reasonsOf(region, maskNeed(100))
    expect(left?.reason.code).toBe('firm.too-late')
    const remedy = left && remedyOf(left.reason, today)
    const due = remedy?.code === 'remedy.later' ? remedy.figures.due : ''
    const on = (day: number) => maskNeed(100, { schedule: [{ due: dateOf(day), quantity: 100 }] })
    expect(reasonsOf(region, on(dayOf(due) - 1))[0]?.reason.code).toBe('firm.too-late')
    expect(reasonsOf(region, on(dayOf(due)))).toEqual([])
  })

  test('is said for every reason that something can take away, in both languages', () => {
    const languages: Language[] = ['fr', 'en']
    fc.assert(
      fc.property(regions(4), needs('need'), fc.constantFrom(...languages), (region, need, language) => {
        for (const { reason } of engineWith(...region).rank(need, { viewer: other }).knockedOut.nearest) {
          const remedy = remedyOf(reason, today)
          // A machine that is too narrow, coarse or light stays so.
          const lasting = ['firm.rule', 'firm.machine-limit']
          const hopeless = lasting.includes(reason.code) || reason.code.startsWith('route.')
          expect(remedy === null).toBe(hopeless)
          expect(remedy === null ? 'Rien.' : sentence(remedy, language, names)).toMatch(/\.$/)
        }
      }),
      { numRuns: 200 },
    )
  })
})
