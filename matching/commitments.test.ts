/** Hours taken in the ledger: what is held or committed is free no more. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Partnership, Viewer } from './match.ts'
import { pack, unpack, Vocabulary } from './packed.ts'
import type { Commitment, Firm } from './supply.ts'
import { commitments, firms, needs } from './testing/arbitraries.ts'
import { engineWith, maskNeed, sewingShop, site } from './testing/examples.ts'

const other = { kind: 'other' } as const
const self = { kind: 'self', firm: 'shop' } as const
const operator = { kind: 'operator' } as const

/** Mondays from the day of the examples to the last week in which work still arrives in time. */
const weeks = ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28']
const later = [
  '2027-01-04',
  '2027-01-11',
  '2027-01-18',
  '2027-01-25',
  '2027-02-01',
  '2027-02-08',
  '2027-02-15',
]
const allWeeks = [...weeks, ...later, '2027-02-22']

const taken = (differs: Partial<Commitment> & Pick<Commitment, 'of'>): Commitment => ({
  kind: 'people',
  week: '2027-01-04',
  minutes: 10 * 35 * 60,
  state: 'committed',
  ...differs,
})

/** A workshop with 10 sewers at 10 machines, of whose hours some are taken. */
const shop = (commitments?: Commitment[]): Firm =>
  sewingShop('shop', {
    sites: [
      site(
        { cutter: 1, lockstitch: 10 },
        { cutter: 1, sewer: 10, seller: 1 },
        commitments === undefined ? {} : { commitments },
      ),
    ],
  })

const large = maskNeed(1_000_000)
const listed = (firm: Firm, viewer: Viewer = other) =>
  engineWith(firm).rank(large, { viewer, limit: 1000 }).partnerships
const delivered = (firm: Firm, viewer: Viewer = other) =>
  listed(firm, viewer)[0]?.deliveries.at(-1)?.delivered ?? 0
const whole = delivered(shop())

describe('hours taken in the ledger', () => {
  test('are free no more: whoever sews for others all along delivers nothing', () => {
    expect(whole).toBeGreaterThan(10_000)
    // The cutter could learn to sew.
    const all = allWeeks.flatMap(week => ['sewer', 'cutter'].map(of => taken({ of, week })))
    expect(delivered(shop(all))).toBe(0)
  })

  test('count in their own week alone: a week before the work begins, or after it ends, takes nothing away', () => {
    const inWeek = (week: string) => delivered(shop([taken({ of: 'sewer', week })]))
    expect(inWeek('2026-11-16')).toBe(whole)
    expect(inWeek('2027-03-01')).toBe(whole)
    const week = whole - inWeek('2027-01-04')
    expect(week).toBeGreaterThan(0)
    expect(inWeek('2027-01-18')).toBeCloseTo(whole - week, 6)
  })

  test('count by their share: half of the hours is half a week, and twice what there is no more than all', () => {
    const lost = (minutes: number) => whole - delivered(shop([taken({ of: 'sewer', minutes })]))
    expect(lost(5 * 35 * 60)).toBeCloseTo(lost(10 * 35 * 60) / 2, 6)
    expect(lost(20 * 35 * 60)).toBeCloseTo(lost(10 * 35 * 60), 6)
  })

  test('add up, whoever they were given to', () => {
    const half = taken({ of: 'sewer', minutes: 5 * 35 * 60 })
    expect(delivered(shop([half, half]))).toBeCloseTo(delivered(shop([taken({ of: 'sewer' })])), 9)
  })

  test('of a closed week take nothing more', () => {
    const closed = (commitments: Commitment[]) => ({
      ...shop(commitments),
      availability: [{ week: '2027-01-04', share: 0 }],
    })
    expect(delivered(closed([taken({ of: 'sewer' })]))).toBe(delivered(closed([])))
  })

  test('of machines count as those of people do', () => {
    const machines = taken({ kind: 'machines', of: 'lockstitch' })
    expect(delivered(shop([machines]))).toBeCloseTo(delivered(shop([taken({ of: 'sewer' })])), 6)
  })

  test('of the scarcer decide: machines and people taken together are taken once', () => {
    const both = [taken({ of: 'sewer' }), taken({ kind: 'machines', of: 'lockstitch' })]
    expect(delivered(shop(both))).toBeCloseTo(delivered(shop([taken({ of: 'sewer' })])), 6)
  })

  test('of somebody who has no part in sewing leave the sewing as it is', () => {
    const withPacker = (commitments: Commitment[]) => delivered(shop(commitments))
    // Anybody packs: one seller of twelve people is hardly missed, and the sewers are not counted with him.
    const lost = whole - withPacker([taken({ of: 'seller' })])
    expect(lost).toBeLessThan((whole - withPacker([taken({ of: 'sewer' })])) / 5)
  })

  test('of one site leave the other site of the firm as it is', () => {
    const two = (commitments: Commitment[]) =>
      sewingShop('shop', {
        sites: [
          site({ cutter: 1, lockstitch: 10 }, { cutter: 1, sewer: 10 }),
          site({ cutter: 1, lockstitch: 10 }, { cutter: 1, sewer: 10 }, { id: 'second', commitments }),
        ],
      })
    const all = delivered(two([]))
    const one = delivered(two(allWeeks.flatMap(week => ['sewer', 'cutter'].map(of => taken({ of, week })))))
    expect(one).toBeLessThan(all)
    expect(one).toBeGreaterThan(0.4 * all)
  })

  test('are lent to nobody: people taken at home are not counted at their neighbour’s machines', () => {
    const machines = sewingShop('machines', {
      sites: [site({ cutter: 1, lockstitch: 10 }, { cutter: 1, sewer: 1 })],
    })
    const hands = (commitments: Commitment[]) =>
      sewingShop('shop', { sites: [site({ lockstitch: 1 }, { sewer: 12 }, { commitments })] })
    const lent = (commitments: Commitment[]) => {
      const { partnerships } = engineWith(machines, hands(commitments)).rank(large, { viewer: other })
      return partnerships.find(({ key }) => key === 'machines+shop')
    }
    expect(lent([])?.assignments.some(({ peopleFrom }) => peopleFrom === 'shop')).toBe(true)
    const total = (found: Partnership | undefined) => found?.deliveries.at(-1)?.delivered ?? 0
    const alone = delivered(machines)
    expect(total(lent([]))).toBeGreaterThan(2 * alone)
    const all = allWeeks.map(week => taken({ of: 'sewer', week, minutes: 12 * 35 * 60 }))
    expect(total(lent(all))).toBeLessThanOrEqual(alone)
  })
})

describe('hours held by an offer that nobody else knows of', () => {
  const held = shop([taken({ of: 'sewer', state: 'held' })])

  test('are counted by the firm itself', () => {
    expect(delivered(held, self)).toBeCloseTo(delivered(shop([taken({ of: 'sewer' })])), 6)
  })

  test('change nothing to the letter for anybody else, the operator among them', () => {
    for (const viewer of [other, operator, { kind: 'self', firm: 'another' } as const]) {
      expect(listed(held, viewer)).toEqual(listed(shop(), viewer))
    }
  })

  test('hide nothing of what everybody knows', () => {
    const both = shop([taken({ of: 'sewer' }), taken({ of: 'sewer', week: '2027-01-11', state: 'held' })])
    expect(delivered(both)).toBeCloseTo(delivered(shop([taken({ of: 'sewer' })])), 9)
    expect(delivered(both, self)).toBeLessThan(delivered(both))
  })
})

const capacityOf = (firm: Firm, need: ReturnType<typeof maskNeed>, viewer: Viewer) => {
  const asked = { ...need, excludedFirms: [], reservedFor: [], maximumPartners: 1 }
  const [best] = engineWith(firm).rank(asked, { viewer, limit: 1000 }).partnerships
  return best?.criteria.find(({ id }) => id === 'capacity')?.value ?? 0
}

/** A firm, and the same with more taken of the hours of its first site. */
const twice = firms('a').chain((firm): fc.Arbitrary<[Firm, Firm]> => {
  const [first, ...others] = firm.sites
  if (first === undefined) return fc.constant([firm, firm])
  return commitments(first).map((more): [Firm, Firm] => {
    const commitments = [...(first.commitments ?? []), ...more]
    return [firm, { ...firm, sites: [{ ...first, commitments }, ...others] }]
  })
})

const viewers = fc.constantFrom<Viewer>(other, operator, { kind: 'self', firm: 'a' })

test('more taken never makes more capacity', () => {
  // What comes in time outweighs the whole score 10,000 times, and no more: so little of it may be given up for the rest.
  const weighed = 1e-4
  fc.assert(
    fc.property(twice, needs('need'), viewers, ([before, after], need, viewer) => {
      expect(capacityOf(after, need, viewer)).toBeLessThanOrEqual(capacityOf(before, need, viewer) + weighed)
    }),
    { numRuns: 400 },
  )
})

test('nothing taken changes nothing, to the letter', () => {
  fc.assert(
    fc.property(twice, needs('need'), viewers, ([, firm], need, viewer) => {
      const nothing = firm.sites.map(({ commitments: _, ...rest }) => rest)
      const zero = firm.sites.map(({ commitments = [], ...rest }) => ({
        ...rest,
        commitments: commitments.map(each => ({ ...each, minutes: 0 })),
      }))
      const answer = (sites: Firm['sites']) =>
        JSON.stringify(engineWith({ ...firm, sites }).rank(need, { viewer, limit: 1000 }))
      expect(answer(zero)).toBe(answer(nothing))
    }),
    { numRuns: 150 },
  )
})

test('a profile keeps what is taken, and one of whose hours nothing is taken takes no more room for it', () => {
  const vocabulary = new Vocabulary()
  fc.assert(
    fc.property(twice, ([, firm]) => {
      expect(unpack(pack(firm, vocabulary), vocabulary)).toEqual(firm)
    }),
  )
  const { figures } = pack(shop(), vocabulary)
  expect(JSON.parse(figures)[3][0]).toHaveLength(5)
})
