import { expect, test } from 'vitest'
import type { Gap, Need } from '../overview.ts'
import { unmetIn } from './unmet.ts'

const need = (id: string, differs: Partial<Need>): Need => ({
  id,
  buyer: 'CH de Foix',
  item: 'gown-washable',
  family: null,
  quantity: 1000,
  commune: '09122',
  communeName: 'Foix',
  department: '09',
  latitude: 42.97,
  longitude: 1.6,
  precision: 'commune',
  nextDue: '2027-01-11',
  bestScore: null,
  feasible: false,
  ...differs,
})
const gap = (item: string, outside: Gap['outside'] = null): Gap => ({
  item,
  kind: 'product',
  outside,
  operations: [],
  inputs: [],
  products: [],
  needs: 1,
})

test('a need that nobody meets says whether the chain breaks, firms fall short, or nobody fits; the most urgent first', () => {
  const needs = [
    need('met', { feasible: true }),
    need('nobody', {}),
    need('short', { bestScore: 0.4, nextDue: '2026-12-07' }),
    need('break', { item: 'ffp2-mask', nextDue: '2026-12-14' }),
    need('bought', { item: 'cap', bestScore: 0.2, nextDue: '2027-02-01' }),
  ]
  const gaps = [gap('ffp2-mask'), gap('cap', 'high')]
  const unmet = unmetIn({ needs, gaps }, () => null)
  expect(unmet.map(one => [one.need.id, one.why.kind])).toEqual([
    ['short', 'short'],
    ['break', 'gap'],
    ['nobody', 'nobody'],
    ['bought', 'short'],
  ])
})
