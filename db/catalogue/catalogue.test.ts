import type { Catalogue, Operation, Recipe } from '@maillage/matching/catalogue.ts'
import { describe, expect, test } from 'vitest'
import { figuresIn, obtainable } from './checks.ts'
import { loadCatalogue, readRecords, versionOf } from './load.ts'
import type { CatalogueProblemCode } from './problem.ts'
import { catalogueProblems } from './problems.ts'
import { schemas } from './schema.ts'

const catalogue = loadCatalogue()
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

/** What is found wrong: code, record and place. */
const wrong = (spoil: (copy: Catalogue) => void) =>
  catalogueProblems(spoilt(spoil)).map(({ code, id, field, about }) => [code, id, field, about].join(' '))

describe('what must hold', () => {
  test('holds in the catalogue that ships', () => {
    expect(catalogueProblems(catalogue)).toEqual([])
  })

  test('and no regime is in force of itself: past ones have ended, a basis in law waits for who puts it in force', () => {
    for (const { from, until } of catalogue.regimes)
      expect(from === null || (until !== null && until < '2022-01-01')).toBe(true)
  })

  const mask = (copy: Catalogue) => recipeOf(copy, 'mask-uns1-adult-sewn')
  const crisis = (copy: Catalogue) => first(copy.regimes)
  const item = (copy: Catalogue, id: string) => first(copy.items.filter(one => one.id === id))
  test.each<[CatalogueProblemCode, string, (copy: Catalogue) => void]>([
    [
      'unknown',
      'mask-uns1-adult-sewn /operations/0/inputs/0/item felt',
      copy => (first(first(mask(copy).operations).inputs).item = 'felt'),
    ],
    [
      'unknown',
      'mask-uns1-adult-sewn /operations/0/methods/0/process glue',
      copy => (first(first(mask(copy).operations).methods).process = 'glue'),
    ],
    [
      'unknown',
      'mask-uns1-adult /compliance/0/norms/',
      copy => first(item(copy, 'mask-uns1-adult').compliance).norms.push('en-0'),
    ],
    ['unknown', '/trades/', copy => first(copy.processes).trades.push('t-0')],
    ['twice', '/id', copy => copy.items.push(first(copy.items))],
    ['circle', 'mask-uns1-adult-sewn', copy => operationOf(mask(copy), 'cut').after.push('sew')],
    ['loose-ends', 'mask-uns1-adult-sewn', copy => (operationOf(mask(copy), 'sew').after = [])],
    [
      'mass',
      'gown-washable-sewn',
      copy => {
        const [input] = operationOf(recipeOf(copy, 'gown-washable-sewn'), 'cut').inputs
        if (input) input.quantity = { value: input.quantity.value * 10, basis: 'estimated' }
      },
    ],
    ['not-between', '', copy => (first(copy.items).grams = { value: 2, low: 3, basis: 'estimated' })],
    [
      'too-wide',
      'mask-uns1-adult-sewn /operations/0/limits/widthCm 1000',
      copy => (first(mask(copy).operations).limits = { widthCm: { value: 2000, basis: 'estimated' } }),
    ],
    ['unknown', 'eu-2020-403 /families/', copy => crisis(copy).families.push('sock')],
    ['unknown', 'eu-2020-403 /changes/0/norms/0', copy => (first(crisis(copy).changes).norms = ['en-0'])],
    ['no-date', 'eu-2020-403 /until 2021-09-31', copy => (crisis(copy).until = '2021-09-31')],
    ['ends-before', 'eu-2020-403 /until', copy => (crisis(copy).until = '2019-12-31')],
    [
      'ends-before',
      'eu-2020-403 /afterwards/until',
      copy => (crisis(copy).afterwards = { claims: ['none'], until: '2021-01-01' }),
    ],
    ['twice', 'eu-emergency /id eu-emergency', copy => (crisis(copy).id = 'eu-emergency')],
    ['about-nothing', 'eu-2020-403 /items', copy => (crisis(copy).families = [])],
    ['claim-not-served', 'eu-2020-403 /changes/0/claim', copy => (crisis(copy).families = ['body-bag'])],
    [
      'twice',
      'eu-2020-403 /changes/2/claim',
      copy => crisis(copy).changes.push(structuredClone(first(crisis(copy).changes))),
    ],
    ['missing', 'mask-uns1-adult /composition', copy => (item(copy, 'mask-uns1-adult').composition = null)],
    [
      'not-obtainable',
      'mask-uns1-adult',
      copy => (copy.recipes = copy.recipes.filter(one => one.item !== 'mask-uns1-adult')),
    ],
    [
      'no-recipe-for-claim',
      'mask-uns1-adult /compliance/0/claim none',
      copy => (copy.recipes = copy.recipes.filter(one => one.item !== 'mask-uns1-adult')),
    ],
    [
      'nothing-offered',
      'visor',
      copy => {
        for (const one of copy.items) if (one.family === 'visor') one.historic = true
      },
    ],
    ['not-growing', '', copy => (first(copy.reorientations).rampUp = [0.8, 0.5])],
    [
      'idle',
      'press',
      copy => copy.machineTypes.push({ ...first(copy.machineTypes), id: 'press', processes: [] }),
    ],
  ])('%s is found out, at %s', (code, where, spoil) => {
    expect(wrong(spoil).filter(one => one.startsWith(code) && one.includes(where))).not.toEqual([])
  })

  test('only ROME codes read on a page count as verified', () => {
    const verified = catalogue.trades.filter(trade => trade.rome?.verified).map(trade => trade.rome?.code)
    expect(new Set(verified)).toEqual(new Set(['H2401', 'H2402', 'H2403']))
  })
})

describe('recipes', () => {
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
})

describe('machines, trades and reorientations', () => {
  test('every process is used by a recipe and done by a trade', () => {
    const used = new Set(
      operations.flatMap(({ operation }) => operation.methods.map(({ process }) => process)),
    )
    expect(catalogue.processes.filter(({ id, trades }) => !used.has(id) || trades.length === 0)).toEqual([])
  })

  test('rules of both kinds, at least ten', () => {
    expect(catalogue.rules.length).toBeGreaterThanOrEqual(10)
    expect(new Set(catalogue.rules.map(rule => rule.kind))).toEqual(new Set(['machine', 'own-material']))
  })
})

describe('figures', () => {
  test('a source is a web address, and some figures have one', () => {
    const sources = figures.flatMap(figure => (figure.basis === 'sourced' ? [figure.source] : []))
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.filter(source => !URL.canParse(source))).toEqual([])
  })
})
