import type { Assignment } from '@maillage/matching/match.ts'
import { expect, test } from 'vitest'
import { ownWork } from './own-work.ts'

function assignment(more: Partial<Assignment>): Assignment {
  return {
    item: 'fabric',
    recipe: 'woven',
    operation: 'weave',
    firm: 'me',
    site: 'mill',
    process: 'weave',
    mode: 'direct',
    peopleFrom: null,
    reorientations: [],
    effort: { days: 0, keuro: 0, trainingDays: 0 },
    share: 0.5,
    quantity: 100,
    weeklyUnits: 20,
    limitedBy: 'machines',
    from: '2026-12-07',
    to: '2026-12-21',
    ...more,
  }
}

const order = ['weave', 'cut', 'sew'].map(operation => `fabric/woven/${operation}`)

test('two kinds of looms on the same work are one line of it', () => {
  const work = ownWork(
    { assignments: [assignment({}), assignment({ share: 0.25, quantity: 50, to: '2027-01-04' })] },
    'me',
    order,
  )
  expect(work).toHaveLength(1)
  expect(work[0]).toMatchObject({
    share: 0.75,
    quantity: 150,
    weeklyUnits: 40,
    from: '2026-12-07',
    to: '2027-01-04',
  })
})

test('work that needs a change is told apart from work as it stands', () => {
  const changed = assignment({ mode: 'reoriented', reorientations: ['lighter-yarn'] })
  expect(ownWork({ assignments: [assignment({}), changed] }, 'me', order).map(({ mode }) => mode)).toEqual([
    'direct',
    'reoriented',
  ])
})

test('a firm reads on whose machines its people work, and whose people work on its own', () => {
  const assignments = [
    assignment({ firm: 'other', operation: 'sew', peopleFrom: 'me', share: 0.25, quantity: 50 }),
    assignment({ operation: 'weave' }),
    assignment({ operation: 'weave', peopleFrom: 'near' }),
    assignment({ firm: 'other', operation: 'cut', peopleFrom: 'near' }),
  ]
  expect(ownWork({ assignments }, 'me', order)).toMatchObject([
    { operation: 'weave', lentTo: null, peopleFrom: ['near'], share: 1 },
    { operation: 'sew', lentTo: 'other', peopleFrom: [], share: 0.25, quantity: 50 },
  ])
})

test('what others do is left out, and the rest comes in the order of the work', () => {
  const work = ownWork(
    {
      assignments: [
        assignment({ operation: 'sew' }),
        assignment({ firm: 'other', operation: 'cut' }),
        assignment({ operation: 'weave' }),
      ],
    },
    'me',
    order,
  )
  expect(work.map(({ operation }) => operation)).toEqual(['weave', 'sew'])
})
