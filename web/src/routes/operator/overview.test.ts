import { describe, expect, test } from 'vitest'
import { needsIn, standingIn } from './needs.ts'
import { layersIn, layersText, type Need, standingOf, viewIn } from './overview.ts'

const need = (id: string, changes: Partial<Need>): Need => ({
  id,
  buyer: 'CH de Foix',
  item: 'visor',
  family: null,
  quantity: 300,
  commune: '09122',
  communeName: 'Foix',
  department: '09',
  latitude: 42.96,
  longitude: 1.61,
  precision: 'commune',
  nextDue: '2027-01-10',
  bestScore: null,
  feasible: false,
  ...changes,
})

describe('the address of the overview', () => {
  test('names the tab; the map where it names none', () => {
    expect(viewIn(new URLSearchParams('view=gaps'))).toBe('gaps')
    expect(viewIn(new URLSearchParams('view=odd'))).toBe('map')
  })

  test.each([
    [['firms', 'unmet', 'met'] as const, null],
    [['met', 'firms'] as const, 'firms,met'],
    [[], 'none'],
  ])('keeps the layers %j as %j', (layers, text) => {
    expect(layersText(layers)).toBe(text)
    const query = new URLSearchParams(text === null ? {} : { layers: text })
    expect(layersIn(query).toSorted()).toEqual([...layers].toSorted())
  })
})

describe('the needs of the region', () => {
  const needs = [
    need('met', { feasible: true, bestScore: 0.9 }),
    need('late', { bestScore: 0.6, nextDue: '2027-02-01' }),
    need('soon', { bestScore: 0.5 }),
    need('alone', {}),
  ]

  test('stand by the best that was found for each', () => {
    expect(needs.map(standingOf)).toEqual(['met', 'near', 'near', 'none'])
  })

  test('come with what needs looking at first, and of it what is due first', () => {
    expect(needsIn(needs, 'all').map(({ id }) => id)).toEqual(['alone', 'soon', 'late', 'met'])
    expect(needsIn(needs, standingIn(new URLSearchParams('state=near'))).map(({ id }) => id)).toEqual([
      'soon',
      'late',
    ])
  })
})
