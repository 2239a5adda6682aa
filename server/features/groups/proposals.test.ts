import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compositionOf, sharesIn } from './proposals.ts'
import { WHOLE } from './schemas.ts'

type Partnership = Parameters<typeof sharesIn>[0]

/** Partners by name, and how much of which operation each does. */
function partnership(
  partners: string[],
  done: [firm: string, process: string, share: number][],
  others: Partnership['members'] = [],
): Partnership {
  return {
    members: [...partners.map(firm => ({ firm, role: 'partner' as const })), ...others],
    assignments: done.map(([firm, process, share]) => ({
      firm,
      process,
      share,
    })),
  }
}

describe('the shares that a partnership would have of a lot', () => {
  test('follow the operations that each does, all alike', () => {
    const shares = sharesIn(
      partnership(
        ['weaver', 'sewer'],
        [
          ['weaver', 'weave', 1],
          ['sewer', 'cut', 1],
          ['sewer', 'sew', 1],
        ],
      ),
    )
    expect([...shares]).toEqual([
      ['weaver', 3300],
      ['sewer', 6700],
    ])
  })

  test('follow the quantity where several do one operation, and leave out who is no partner', () => {
    const shares = sharesIn(
      partnership(
        ['first', 'second'],
        [
          ['first', 'sew', 0.25],
          ['second', 'sew', 0.75],
        ],
        [{ firm: 'braider', role: 'supplier' }],
      ),
    )
    expect([...shares]).toEqual([
      ['first', 2500],
      ['second', 7500],
    ])
  })

  test('give each partner a per cent at least, and the lot alike where nobody does an operation', () => {
    const small = sharesIn(
      partnership(
        ['large', 'small'],
        [
          ['large', 'sew', 0.999],
          ['small', 'sew', 0.001],
        ],
      ),
    )
    expect([...small.values()]).toEqual([9900, 100])
    expect([...sharesIn(partnership(['a', 'b', 'c'], [])).values()].toSorted((a, b) => a - b)).toEqual([
      3300, 3300, 3400,
    ])
  })

  test('make the whole in whole per cent, whoever does what', () => {
    const names = Array.from({ length: 12 }, (_, at) => `firm-${at}`)
    const works = fc.array(
      fc.record({ firm: fc.nat(11), share: fc.double({ min: 0.0001, max: 1, noNaN: true }) }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), works, (count, done) => {
        const partners = names.slice(0, count)
        const shares = sharesIn(
          partnership(
            partners,
            done.map(({ firm, share }) => [names[firm % count] ?? '', 'sew', share]),
          ),
        )
        expect([...shares.keys()]).toEqual(partners)
        const all = [...shares.values()]
        expect(all.every(share => share >= 100 && share % 100 === 0)).toBe(true)
        expect(all.reduce((sum, share) => sum + share, 0)).toBe(WHOLE)
      }),
    )
  })
})

test('a partnership is proposed as a group: who does what by name, shares for partners alone', () => {
  const composed = compositionOf(
    partnership(
      ['weaver', 'sewer'],
      [
        ['weaver', 'weave', 1],
        ['sewer', 'sew', 1],
        ['sewer', 'sew', 1],
        ['braider', 'braid', 1],
      ],
      [{ firm: 'braider', role: 'supplier' }],
    ),
    2,
    process => process.toUpperCase(),
  )
  expect(composed).toMatchObject({ form: 'conjoint-liable-lead', shows: 'own' })
  expect(composed.members).toEqual([
    { organisationId: 'weaver', role: 'partner', parts: [{ lot: 2, share: 3300, work: 'WEAVE' }] },
    { organisationId: 'sewer', role: 'partner', parts: [{ lot: 2, share: 6700, work: 'SEW' }] },
    { organisationId: 'braider', role: 'supplier', parts: [{ lot: 2, share: null, work: 'BRAID' }] },
  ])
})
