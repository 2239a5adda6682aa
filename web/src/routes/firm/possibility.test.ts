import { describe, expect, test } from 'vitest'
import { byReach, openers, type Possibility, reachOf, soonest } from './possibility.ts'

type State = Possibility['operations'][number]['state'] | 'service'

function possibility(item: string, states: State[], more: Partial<Possibility> = {}): Possibility {
  return {
    item,
    kind: 'product',
    family: 'gown',
    recipe: `${item}-recipe`,
    operations: states.map((state, index) => ({
      item,
      recipe: `${item}-recipe`,
      operation: `step-${index}`,
      state: state === 'service' ? 'missing' : state,
      process: state === 'direct' || state === 'reoriented' ? 'sew' : null,
      reorientations: [],
      service: state === 'service',
    })),
    coverage: 0.5,
    effort: { days: 0, keuro: 0, trainingDays: 0 },
    weeklyUnits: 100,
    limitedBy: 'people',
    inputs: [],
    goesInto: [],
    skilled: true,
    rules: [],
    score: 0.5,
    demand: { needs: 0, quantity: 0, needsOfProducts: 0 },
    ...more,
  }
}

describe('a firm makes an item', () => {
  test.each([
    [['direct', 'direct'], 'now'],
    [['direct', 'reoriented'], 'soon'],
    [['reoriented'], 'soon'],
    [['direct', 'missing'], 'partners'],
    [['missing', 'missing'], 'far'],
    [['direct', 'service'], 'now'],
    [['service'], 'far'],
    [[], 'far'],
  ] as [State[], string][])('%j: %s', (states, reach) => {
    expect(reachOf(possibility('item', states))).toBe(reach)
  })
})

test('one that only packs is far from it', () => {
  expect(reachOf(possibility('item', ['direct', 'missing'], { skilled: false }))).toBe('far')
})

test('possibilities of each reach come best first, equal ones by name', () => {
  const groups = byReach([
    possibility('b', ['direct']),
    possibility('a', ['direct']),
    possibility('c', ['direct'], { score: 0.9 }),
    possibility('d', ['missing']),
  ])
  expect(groups.now.map(({ item }) => item)).toEqual(['c', 'a', 'b'])
  expect(groups.far.map(({ item }) => item)).toEqual(['d'])
})

describe('what would open more', () => {
  const asked = { needs: 2, quantity: 10_000, needsOfProducts: 0 }
  const effort = (days: number) => ({ days, keuro: 5, trainingDays: 1 })

  test('is asked for, and not made yet', () => {
    const found = openers(
      [
        possibility('made', ['direct'], { demand: asked }),
        possibility('unasked', ['reoriented']),
        possibility('asked', ['reoriented'], { demand: asked, effort: effort(10) }),
      ],
      5,
    )
    expect(found.map(({ item }) => item)).toEqual(['asked'])
  })

  test('is nearer first where as much is asked for', () => {
    const found = openers(
      [
        possibility('far', ['reoriented'], { demand: asked, effort: effort(60) }),
        possibility('near', ['reoriented'], { demand: asked, effort: effort(5) }),
      ],
      5,
    )
    expect(found.map(({ item }) => item)).toEqual(['near', 'far'])
  })

  test('lacks one partner at most', () => {
    const found = openers(
      [
        possibility('one', ['direct', 'missing'], { demand: asked }),
        possibility('two', ['direct', 'missing', 'missing'], { demand: asked }),
      ],
      5,
    )
    expect(found.map(({ item }) => item)).toEqual(['one'])
  })

  test('counts the products that a material goes into', () => {
    const cloth = possibility('cloth', ['reoriented'], {
      kind: 'material',
      demand: { needs: 0, quantity: 0, needsOfProducts: 3 },
    })
    expect(openers([cloth], 5)).toEqual([cloth])
  })
})

describe('what a firm could make soonest', () => {
  const asked = (needs: number) => ({ demand: { needs, quantity: 100, needsOfProducts: 0 } })
  const made = possibility('made', ['direct'], asked(1))
  const wanted = possibility('wanted', ['direct'], asked(4))
  const later = possibility('later', ['reoriented'], asked(9))
  const unasked = possibility('unasked', ['direct'])

  test('begins with what it makes and is asked for most, then what a change would open', () => {
    const found = soonest([later, unasked, made, wanted], 3)
    expect(found.map(({ item }) => item)).toEqual(['wanted', 'made', 'later'])
    expect(soonest([later, made, wanted], 1)).toEqual([wanted])
  })

  test('is what it makes best where nothing of it is asked for', () => {
    expect(soonest([unasked], 5)).toEqual([unasked])
  })
})
