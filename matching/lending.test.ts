import { describe, expect, test } from 'vitest'
import { engineWith, firm, maskNeed, site, toulouse } from './testing/examples.ts'

/** Machines to spare and one sewer; many sewers and one machine. */
const machines = firm('machines', [site({ cutter: 2, lockstitch: 12 }, { cutter: 4, sewer: 1 })])
const hands = (place = machines.sites[0]?.place) =>
  firm('hands', [site({ lockstitch: 1 }, { sewer: 14 }, place === undefined ? {} : { place })])

const best = (...region: (typeof machines)[]) =>
  engineWith(...region)
    .rank(maskNeed(60_000), { viewer: { kind: 'other' } })
    .partnerships.find(({ key }) => key === 'hands+machines')

describe('people lent to another firm', () => {
  test('work on its machines, so that both make more than their own hands and machines allow', () => {
    const together = best(machines, hands())
    const lent = together?.assignments.filter(({ peopleFrom }) => peopleFrom !== null) ?? []
    expect(lent).toEqual([expect.objectContaining({ firm: 'machines', peopleFrom: 'hands', process: 'sew' })])
    const apart = best(machines, hands(toulouse))
    expect(apart?.assignments.every(({ peopleFrom }) => peopleFrom === null)).toBe(true)
    const delivered = (found: typeof together) => found?.deliveries.at(-1)?.delivered ?? 0
    // Hands for two machines apart, for twelve together.
    expect(delivered(together)).toBeGreaterThan(2 * delivered(apart))
  })

  test('are not counted twice: what they do away they do not do at home', () => {
    const together = best(machines, hands())
    const sewers = 15
    const week = sewers * 35 * 60 * 0.7
    const sewn = (together?.assignments ?? [])
      .filter(({ process }) => process === 'sew')
      .reduce((sum, { share }) => sum + share, 0)
    expect(sewn).toBeCloseTo(1, 6)
    const days = 97
    expect(together?.deliveries.at(-1)?.delivered ?? 0).toBeLessThanOrEqual(((week / 3) * days) / 7)
  })
})
