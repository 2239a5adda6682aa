import type { Catalogue, Item, Operation, Recipe, Reorientation } from '@maillage/matching/catalogue.ts'
import { describe, expect, test } from 'vitest'
import { canBeDone, figuresIn, graphProblems, massRatio, obtainable, referenceProblems } from './checks.ts'
import { loadCatalogue, readRecords, versionOf } from './load.ts'
import { schemas } from './schema.ts'

const catalogue = loadCatalogue()
const items = new Map(catalogue.items.map(item => [item.id, item]))
const products = catalogue.items.filter(item => item.kind === 'product')
const operations = catalogue.recipes.flatMap(recipe =>
  recipe.operations.map(operation => ({ recipe, operation })),
)
const figures = figuresIn(catalogue)
const offered = products.filter(product => !product.historic)

/** The catalogue with one thing spoilt: a check that stays silent on it checks nothing. */
function spoilt(spoil: (copy: Catalogue) => void): Catalogue {
  const copy = structuredClone(catalogue)
  spoil(copy)
  return copy
}

function first<T>(list: T[]): T {
  const [head] = list
  if (head === undefined) throw new Error('The list is empty.')
  return head
}

function recipeOf(source: Catalogue, id: string): Recipe {
  return first(source.recipes.filter(recipe => recipe.id === id))
}

function operationOf(recipe: Recipe, id: string): Operation {
  return first(recipe.operations.filter(operation => operation.id === id))
}

describe('what the catalogue holds', () => {
  test('at least 20 products that may be offered, and 45 machine types', () => {
    expect(offered.length).toBeGreaterThanOrEqual(20)
    expect(catalogue.machineTypes.length).toBeGreaterThanOrEqual(45)
  })

  test('every family has a product that may be offered', () => {
    const covered = offered.map(product => product.family)
    expect(catalogue.families.filter(family => !covered.includes(family.id))).toEqual([])
  })

  test('the version changes with a datum', () => {
    const { version, ...content } = catalogue
    expect(version).toBe(versionOf(content))
    const changed = spoilt(copy => {
      first(copy.items).grams.value += 1
    })
    expect(versionOf({ ...changed })).not.toBe(versionOf({ ...catalogue }))
  })

  test('a file of the wrong shape is refused with the place and the reason', () => {
    const family = {
      id: 'gown',
      name: { fr: 'Surblouses', en: '' },
      synonyms: { fr: ['casaque'], en: ['gown'] },
    }
    const read = () => readRecords(schemas.families, 'families.json', JSON.stringify([family]))
    expect(read).toThrow(/families\.json[\s\S]*\/0\/name\/en/)
  })
})

describe('references', () => {
  test('no id is used without being defined, and none is defined twice', () => {
    expect(referenceProblems(catalogue)).toEqual([])
  })

  test.each<[string, (copy: Catalogue) => void]>([
    ['the unknown item felt', copy => (first(first(first(copy.recipes).operations).inputs).item = 'felt')],
    [
      'the unknown process glue',
      copy => (first(first(first(copy.recipes).operations).methods).process = 'glue'),
    ],
    ['the unknown norm en-0', copy => first(first(copy.items).compliance).norms.push('en-0')],
    ['the unknown trade t-0', copy => first(copy.processes).trades.push('t-0')],
    ['is defined twice', copy => copy.items.push(first(copy.items))],
  ])('a catalogue that has %s is found out', (words, spoil) => {
    expect(referenceProblems(spoilt(spoil)).join('\n')).toContain(words)
  })

  test('a product has a family, a composition, an end of life and a way to be sold, and is never bought ready-made', () => {
    const whole = ({ family, composition, endOfLife, compliance, outside }: Item) =>
      family && composition && endOfLife && compliance.length > 0 && !outside
    expect(products.filter(product => !whole(product))).toEqual([])
  })

  test('each claim of a product has a recipe that reaches it', () => {
    const claims = offered.flatMap(({ id, compliance }) => compliance.map(({ claim }) => `${id} ${claim}`))
    const reached = catalogue.recipes.flatMap(recipe => recipe.claims.map(claim => `${recipe.item} ${claim}`))
    expect(claims.filter(claim => !reached.includes(claim))).toEqual([])
  })

  test('only ROME codes read on a page count as verified', () => {
    const verified = catalogue.trades.filter(trade => trade.rome?.verified).map(trade => trade.rome?.code)
    expect(new Set(verified)).toEqual(new Set(['H2401', 'H2402', 'H2403']))
  })
})

describe('recipes', () => {
  test('each is an acyclic graph with one final operation', () => {
    expect(catalogue.recipes.flatMap(graphProblems)).toEqual([])
  })

  test('a circle and a loose end are found out', () => {
    const circle = spoilt(copy => {
      operationOf(recipeOf(copy, 'mask-uns1-adult-sewn'), 'cut').after.push('sew')
    })
    expect(graphProblems(recipeOf(circle, 'mask-uns1-adult-sewn')).join()).toContain('wait for each other')
    const loose = spoilt(copy => {
      operationOf(recipeOf(copy, 'mask-uns1-adult-sewn'), 'sew').after = []
    })
    expect(graphProblems(recipeOf(loose, 'mask-uns1-adult-sewn')).join()).toContain('2 final operations')
  })

  test('somebody can do every operation', () => {
    const undone = operations.filter(({ recipe, operation }) => !canBeDone(catalogue, recipe.item, operation))
    expect(undone).toEqual([])
  })

  test('every product can be made from what is on the market', () => {
    const had = obtainable(catalogue, true)
    expect(products.filter(product => !had.has(product.id)).map(product => product.id)).toEqual([])
  })

  test('every product can be made down to fibre, granulate and other first inputs', () => {
    const had = obtainable(catalogue, false)
    expect(catalogue.items.filter(item => !had.has(item.id)).map(item => item.id)).toEqual([])
  })

  test('without an ultrasonic or sewing machine there is no coverall', () => {
    const bare = spoilt(copy => {
      const joins = ['sew', 'us-weld']
      for (const machineType of copy.machineTypes)
        machineType.processes = machineType.processes.filter(able => !joins.includes(able.process))
      copy.reorientations = copy.reorientations.filter(
        ({ to }) => !('process' in to && joins.includes(to.process)),
      )
    })
    expect(obtainable(bare, true).has('coverall-56')).toBe(false)
    expect(obtainable(bare, true).has('glove-nitrile')).toBe(true)
  })

  test('an item that needs itself is not obtainable', () => {
    const circle = spoilt(copy => {
      copy.recipes = copy.recipes.filter(({ item }) => item !== 'complexe-uns1' && item !== 'gel-ha')
      first(copy.items.filter(item => item.id === 'complexe-uns1')).outside = null
      const [mask] = copy.recipes
      if (mask) copy.recipes.push({ ...mask, id: 'complexe-from-itself', item: 'complexe-uns1' })
    })
    expect(obtainable(circle, true).has('complexe-uns1')).toBe(false)
  })

  /**
   * Up to 40 % may be lost: shaped parts out of a rectangle (a folded respirator, a gown's armholes). Nothing comes
   * from nowhere: 2 % above stands for rounded grams.
   */
  test('the mass of an item is between 60 % and 102 % of what goes into it', () => {
    const ratios = catalogue.recipes.map(recipe => ({ id: recipe.id, ratio: massRatio(recipe, items) }))
    expect(ratios.filter(({ ratio }) => !(ratio >= 0.6 && ratio <= 1.02))).toEqual([])
  })

  test('a quantity ten times too large upsets the mass', () => {
    const recipe = structuredClone(recipeOf(catalogue, 'gown-washable-sewn'))
    first(operationOf(recipe, 'cut').inputs).quantity.value *= 10
    expect(massRatio(recipe, items)).toBeLessThan(0.6)
  })

  test('work takes time, by machine or by hand', () => {
    const methods = operations.flatMap(({ operation }) => operation.methods)
    expect(methods.filter(method => method.machineMinutes.value + method.labourMinutes.value === 0)).toEqual(
      [],
    )
  })
})

describe('machines, trades and reorientations', () => {
  test('every machine type does something as it stands, or can come to', () => {
    const reoriented = catalogue.reorientations.map(({ from }) =>
      'machineType' in from ? from.machineType : null,
    )
    const idle = catalogue.machineTypes.filter(
      ({ id, processes }) => !processes.length && !reoriented.includes(id),
    )
    expect(idle).toEqual([])
  })

  test('every process is used by a recipe and done by a trade', () => {
    const used = new Set(
      operations.flatMap(({ operation }) => operation.methods.map(({ process }) => process)),
    )
    expect(catalogue.processes.filter(({ id, trades }) => !used.has(id) || trades.length === 0)).toEqual([])
  })

  test('a reorientation reaches an operation of some recipe', () => {
    const reaches = ({ to }: Reorientation): boolean => {
      if ('trade' in to) return catalogue.processes.some(({ trades }) => trades.includes(to.trade))
      if ('machineType' in to) {
        return catalogue.machineTypes.some(
          ({ id, processes }) => id === to.machineType && processes.length > 0,
        )
      }
      return operations.some(
        ({ recipe, operation: { methods, materialFamily } }) =>
          (to.item === null || to.item === recipe.item) &&
          (to.families === null || materialFamily === null || to.families.includes(materialFamily)) &&
          methods.some(method => method.process === to.process),
      )
    }
    expect(catalogue.reorientations.filter(reorientation => !reaches(reorientation))).toEqual([])
  })

  test('after a reorientation the pace grows week by week', () => {
    const grows = (rampUp: number[]) =>
      rampUp.every((share, week) => week === 0 || share > (rampUp[week - 1] ?? 1))
    expect(catalogue.reorientations.filter(({ rampUp }) => !grows(rampUp))).toEqual([])
  })

  test('rules of both kinds, at least ten', () => {
    expect(catalogue.rules.length).toBeGreaterThanOrEqual(10)
    expect(new Set(catalogue.rules.map(rule => rule.kind))).toEqual(new Set(['machine', 'own-material']))
  })
})

describe('figures', () => {
  test('low is not above the value, nor the value above high', () => {
    const wrong = figures.filter(({ value, low = value, high = value }) => low > value || value > high)
    expect(wrong).toEqual([])
  })

  test('a source is a web address, and some figures have one', () => {
    const sources = figures.flatMap(figure => (figure.basis === 'sourced' ? [figure.source] : []))
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.filter(source => !URL.canParse(source))).toEqual([])
  })

  test('money is in whole cents', () => {
    const prices = [...catalogue.items, ...catalogue.processes].flatMap(({ outside }) => outside ?? [])
    expect(prices.filter(({ centsPerThousand }) => !Number.isInteger(centsPerThousand.value))).toEqual([])
  })
})
