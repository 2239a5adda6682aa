import type { Assignment, Partnership } from '@maillage/matching/match.ts'
import { describe, expect, test } from 'vitest'
import { sharesOf, workPlan, type RecipeSteps } from './work-plan.ts'

const step = (id: string, after: string[] = [], inputs: string[] = []) => ({
  id,
  name: { fr: id, en: id },
  after,
  inputs: inputs.map(item => ({ item })),
})

const recipes = new Map<string, RecipeSteps>(
  [
    {
      id: 'gown-taped',
      item: 'gown',
      operations: [
        step('spread'),
        step('cut', ['spread'], ['fabric']),
        step('cut-reinforced', [], ['trilaminate']),
        step('sew', ['cut', 'cut-reinforced'], ['thread']),
        step('pack', ['sew']),
      ],
    },
    {
      id: 'fabric-woven',
      item: 'fabric',
      operations: [step('weave', [], ['yarn']), step('finish', ['weave'])],
    },
  ].map(recipe => [recipe.id, recipe]),
)

function assigned(item: string, recipe: string, operation: string, firm = 'one'): Assignment {
  return {
    item,
    recipe,
    operation,
    firm,
    site: `${firm}-site`,
    process: operation,
    mode: 'direct',
    peopleFrom: null,
    reorientations: [],
    effort: { days: 0, keuro: 0, trainingDays: 0 },
    share: 1,
    quantity: 1000,
    weeklyUnits: 500,
    limitedBy: 'people',
    from: '2026-12-07',
    to: '2026-12-14',
  }
}

const bought = (item: string) => ({ item, quantity: 10, leadDays: 12, dependence: 'low' as const })

function partnership(parts: Partial<Partnership>): Partnership {
  return {
    key: 'one',
    item: 'gown',
    recipe: 'gown-taped',
    members: [{ firm: 'one', role: 'partner' }],
    lead: 'one',
    manufacturer: 'one',
    assignments: [],
    missing: [],
    bought: [],
    boughtServices: [],
    transports: [],
    deliveries: [],
    firstDelivery: null,
    lastDelivery: null,
    effort: { days: 0, keuro: 0, trainingDays: 0 },
    feasible: true,
    score: 0.5,
    criteria: [],
    ...parts,
  }
}

const gown = (operation: string, firm?: string) => assigned('gown', 'gown-taped', operation, firm)
const keys = (drawn: ReturnType<typeof workPlan>) => drawn.rows.map(row => row.key.split('/').at(-1))

describe('the drawing of the work', () => {
  test('tells the operations from the first material to the box, what enters one standing above it', () => {
    const drawn = workPlan(
      partnership({
        assignments: ['pack', 'sew', 'cut-reinforced', 'cut', 'spread'].map(id => gown(id)),
        bought: [bought('fabric'), bought('trilaminate'), bought('thread')],
      }),
      recipes,
    )
    expect(keys(drawn)).toEqual([
      'spread',
      'fabric',
      'cut',
      'trilaminate',
      'cut-reinforced',
      'thread',
      'sew',
      'pack',
    ])
  })

  test('keeps the long branch on the first lane and joins the others to it', () => {
    const drawn = workPlan(
      partnership({ assignments: ['spread', 'cut', 'cut-reinforced', 'sew', 'pack'].map(id => gown(id)) }),
      recipes,
    )
    const row = (id: string) => drawn.rows.find(({ key }) => key.endsWith(`/${id}`))
    expect(drawn.lanes).toBe(2)
    expect(row('cut-reinforced')?.lane).toBe(1)
    expect(row('sew')?.enters.map(({ lane }) => lane)).toEqual([0, 1])
    expect(row('pack')?.leaves).toEqual([])
  })

  test('ties a material made by a partner to the operation that takes it', () => {
    const drawn = workPlan(
      partnership({
        assignments: [
          assigned('fabric', 'fabric-woven', 'weave', 'two'),
          assigned('fabric', 'fabric-woven', 'finish', 'two'),
          ...['spread', 'cut', 'sew', 'pack'].map(id => gown(id)),
        ],
        bought: [bought('yarn')],
      }),
      recipes,
    )
    expect(keys(drawn)).toEqual(['yarn', 'weave', 'finish', 'spread', 'cut', 'sew', 'pack'])
    expect(drawn.rows[0]?.leaves).toEqual([{ lane: 0, bought: true }])
    expect(drawn.rows.find(({ key }) => key.endsWith('/cut'))?.enters).toHaveLength(2)
  })

  test('brings in both ways a material that is made for a part and bought for the rest', () => {
    const drawn = workPlan(
      partnership({
        assignments: [assigned('fabric', 'fabric-woven', 'weave', 'two'), gown('cut')],
        bought: [bought('fabric')],
      }),
      recipes,
    )
    expect(keys(drawn)).toEqual(['weave', 'fabric', 'cut'])
    expect(drawn.rows.at(-1)?.enters).toHaveLength(2)
  })

  test('shows what nobody can do and what is bought as a service', () => {
    const drawn = workPlan(
      partnership({
        assignments: [gown('cut')],
        missing: [{ item: 'gown', recipe: 'gown-taped', operation: 'sew', processes: ['sew'] }],
        boughtServices: [{ item: 'gown', recipe: 'gown-taped', operation: 'pack', process: 'pack' }],
      }),
      recipes,
    )
    expect(drawn.rows).toMatchObject([
      { operation: 'cut', missing: null },
      { operation: 'sew', missing: ['sew'], assignments: [] },
      { operation: 'pack', service: 'pack' },
    ])
  })

  test('lets the thread through an operation that is left out', () => {
    const drawn = workPlan(partnership({ assignments: [gown('spread'), gown('sew')] }), recipes)
    expect(drawn.rows.at(-1)?.enters).toEqual([{ lane: 0, bought: false }])
  })

  test('keeps several firms of one operation on one row', () => {
    const drawn = workPlan(partnership({ assignments: [gown('sew', 'one'), gown('sew', 'two')] }), recipes)
    expect(drawn.rows).toHaveLength(1)
    expect(drawn.rows[0]).toMatchObject({ assignments: [{ firm: 'one' }, { firm: 'two' }] })
  })

  test('still shows who does what where the recipe is not known to this page', () => {
    const drawn = workPlan(partnership({ assignments: [gown('sew'), gown('pack')] }), new Map())
    expect(drawn.rows.map(row => row.kind === 'operation' && row.name)).toEqual([null, null])
  })
})

describe('who does an operation', () => {
  test('is told once for each firm, the largest share first, over all its machines', () => {
    const part = (firm: string, share: number, from: string) => ({ ...gown('sew', firm), share, from })
    expect(
      sharesOf([
        part('one', 0.25, '2026-12-14'),
        part('two', 0.4, '2026-12-07'),
        part('one', 0.35, '2026-12-07'),
      ]),
    ).toMatchObject([
      { firm: 'one', share: 0.6, weeklyUnits: 1000, from: '2026-12-07' },
      { firm: 'two', share: 0.4 },
    ])
  })
})
