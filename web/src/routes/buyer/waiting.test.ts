import { describe, expect, test } from 'vitest'
import type { OwnNeedLine } from '#lib/need/need.ts'
import { waitingOf } from './waiting.ts'

const line = (id: string, parts: Partial<OwnNeedLine>): OwnNeedLine => ({
  id,
  buyer: { id: 'b', name: 'CH de Foix', kind: 'hospital' },
  item: 'gown',
  family: null,
  claim: 'protects-patient',
  quantity: 100,
  commune: '09122',
  communeName: 'Foix',
  department: '09',
  latitude: 42.96,
  longitude: 1.6,
  precision: 'commune',
  nextDue: '2027-01-15',
  lastDue: '2027-01-15',
  excerpt: '',
  revision: 1,
  reservedFor: [],
  publishedAt: '2026-11-24T08:00:00Z',
  state: 'published',
  visibility: 'members',
  updatedAt: '2026-11-24T08:00:00Z',
  matches: { count: 4, feasible: 2, bestScore: 0.8 },
  ...parts,
})
const waits = (...needs: OwnNeedLine[]) => waitingOf(needs).map(({ need, wait }) => `${need.id} ${wait}`)

describe('what waits for a buyer', () => {
  test('is nothing while a published need can be met', () => {
    expect(waits(line('a', {}))).toEqual([])
  })

  test('is a draft to publish, a need that nobody can meet, and one whose dates are past; drafts last', () => {
    expect(
      waits(
        line('draft', { state: 'draft', revision: 0, matches: null }),
        line('unmet', { matches: { count: 3, feasible: 0, bestScore: 0.4 } }),
        line('past', { nextDue: null, lastDue: null }),
      ),
    ).toEqual(['past past', 'unmet unmet', 'draft draft'])
  })

  test('leaves alone what is withdrawn, and what is still being searched', () => {
    expect(
      waits(line('gone', { state: 'withdrawn', nextDue: null }), line('new', { matches: null })),
    ).toEqual([])
  })
})
