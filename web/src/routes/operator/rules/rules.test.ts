import { describe, expect, test } from 'vitest'
import type { Rule } from '#lib/procedure/procedure.ts'
import { endsIn, movedAlong, neighboursOf, renewed, sentOf, standingOn } from './rules.ts'

const rule = (differs: Partial<Rule>): Rule => ({
  id: 'light',
  name: { fr: 'Sous le seuil', en: 'Below the threshold' },
  from: '2026-04-01',
  until: null,
  regime: 'public',
  authority: null,
  urgencies: ['none', 'simple'],
  leastCents: 0,
  belowCents: 6000,
  procedure: 'without-publicity',
  article: 'R2122-8',
  reason: { fr: '', en: '' },
  publicity: 'none',
  leastAnswerDays: null,
  standstillDays: null,
  duties: [],
  source: { title: '', address: 'https://exemple.fr', readOn: '2026-01-01' },
  revision: 3,
  origin: 'shipped',
  shipped: null,
  ...differs,
})

const light = rule({})
const heavy = rule({
  id: 'heavy',
  leastCents: 6000,
  belowCents: null,
  authority: 'other',
  until: '2028-01-01',
})
const elsewhere = rule({ id: 'private', regime: 'private', leastCents: 6000, belowCents: null })
const table = [light, heavy, elsewhere]

describe('the rules as the operator keeps them', () => {
  test('move the threshold of the rule that meets them, so that none is left without or with two', () => {
    const [neighbour, ...others] = neighboursOf(table, light)
    expect([neighbour?.rule.id, neighbour?.side, others]).toEqual(['heavy', 'above', []])
    if (!neighbour) throw new Error('nobody meets the rule')
    const moved = movedAlong(neighbour, light, { ...sentOf(light), belowCents: 9000 })
    expect([moved?.id, moved?.leastCents, moved?.revision]).toEqual(['heavy', 9000, 3])
    expect(movedAlong(neighbour, light, sentOf(light))).toBeNull()
    const [below] = neighboursOf(table, heavy)
    if (!below) throw new Error('nobody meets the rule')
    expect(movedAlong(below, heavy, { ...sentOf(heavy), leastCents: 4000 })).toMatchObject({
      id: 'light',
      belowCents: 4000,
    })
  })

  test('go on from the day they end as rules of their own', () => {
    expect(renewed(heavy)).toMatchObject({
      id: 'heavy-from-2028-01-01',
      from: '2028-01-01',
      until: null,
      revision: 0,
    })
    expect(endsIn(table, heavy, '2027-12-01')).toBe(31)
    expect(endsIn([...table, rule({ ...renewed(heavy) })], heavy, '2027-12-01')).toBeNull()
    expect(endsIn(table, light, '2027-12-01')).toBeNull()
  })

  test('are past from the day they no longer hold', () => {
    expect(
      ['2026-03-31', '2026-04-01', '2027-12-31', '2028-01-01'].map(day => standingOn(heavy, day)),
    ).toEqual(['coming', 'current', 'current', 'past'])
  })
})
