import type { Catalogue, Operation, Recipe } from '@maillage/matching/catalogue.ts'
import { describe, expect, test } from 'vitest'
import { canBeDone, eachFigure, graphProblems, massRatio, obtainable, referenceProblems } from './checks.ts'
import { loadCatalogue, readRecords, versionOf } from './load.ts'
import { schemas } from './schema.ts'

const catalogue = loadCatalogue()
const items = new Map(catalogue.items.map(item => [item.id, item]))
const products = catalogue.items.filter(item => item.kind === 'product')
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
    for (const family of catalogue.families)
      expect(offered.map(product => product.family)).toContain(family.id)
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

  test('a product has a family and a way to be sold, and is never bought ready-made', () => {
    for (const product of products) {
      expect(product.family, product.id).not.toBeNull()
      expect(product.compliance.length, product.id).toBeGreaterThan(0)
      expect(product.outside, product.id).toBeNull()
      expect(product.composition, product.id).not.toBeNull()
      expect(product.endOfLife, product.id).not.toBeNull()
    }
  })

  test('each claim of a product has a recipe that reaches it', () => {
    for (const product of offered) {
      const recipes = catalogue.recipes.filter(recipe => recipe.item === product.id)
      for (const { claim } of product.compliance)
        expect(
          recipes.flatMap(recipe => recipe.claims),
          product.id,
        ).toContain(claim)
    }
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
    for (const recipe of catalogue.recipes)
      for (const operation of recipe.operations)
        expect(canBeDone(catalogue, recipe.item, operation), `${recipe.id}/${operation.id}`).toBe(true)
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
      copy.reorientations = copy.reorientations.filter(({ to }) => !joins.includes(to.process))
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
    for (const recipe of catalogue.recipes) {
      const ratio = massRatio(recipe, items)
      expect(ratio, recipe.id).toBeGreaterThanOrEqual(0.6)
      expect(ratio, recipe.id).toBeLessThanOrEqual(1.02)
    }
  })

  test('a quantity ten times too large upsets the mass', () => {
    const recipe = structuredClone(recipeOf(catalogue, 'gown-washable-sewn'))
    first(operationOf(recipe, 'cut').inputs).quantity.value *= 10
    expect(massRatio(recipe, items)).toBeLessThan(0.6)
  })

  test('work takes time, by machine or by hand', () => {
    for (const recipe of catalogue.recipes)
      for (const { id, methods } of recipe.operations)
        for (const { machineMinutes, labourMinutes } of methods)
          expect(machineMinutes.value + labourMinutes.value, `${recipe.id}/${id}`).toBeGreaterThan(0)
  })
})

describe('machines, trades and reorientations', () => {
  test('every machine type does something as it stands, or can come to', () => {
    for (const { id, processes } of catalogue.machineTypes) {
      const reached = catalogue.reorientations.filter(
        ({ from }) => 'machineType' in from && from.machineType === id,
      )
      expect(processes.length + reached.length, id).toBeGreaterThan(0)
    }
  })

  test('every process is used by a recipe and done by a trade', () => {
    const used = catalogue.recipes.flatMap(recipe => recipe.operations.flatMap(({ methods }) => methods))
    for (const { id, trades } of catalogue.processes) {
      expect(used.map(method => method.process)).toContain(id)
      expect(trades.length, id).toBeGreaterThan(0)
    }
  })

  test('a reorientation reaches an operation of some recipe, and its pace grows week by week', () => {
    for (const { id, to, rampUp } of catalogue.reorientations) {
      const reached = catalogue.recipes.some(
        recipe =>
          (to.item === null || to.item === recipe.item) &&
          recipe.operations.some(
            ({ methods, materialFamily }) =>
              methods.some(method => method.process === to.process) &&
              (to.families === null || materialFamily === null || to.families.includes(materialFamily)),
          ),
      )
      expect(reached, id).toBe(true)
      expect(rampUp, id).toEqual([...rampUp].sort((a, b) => a - b))
      expect(new Set(rampUp).size, id).toBe(rampUp.length)
    }
  })

  test('rules of both kinds, at least ten', () => {
    expect(catalogue.rules.length).toBeGreaterThanOrEqual(10)
    expect(new Set(catalogue.rules.map(rule => rule.kind))).toEqual(new Set(['machine', 'own-material']))
  })
})

describe('figures', () => {
  test('low is not above the value, nor the value above high', () => {
    eachFigure(catalogue, ({ value, low = value, high = value }, path) => {
      expect(low, path).toBeLessThanOrEqual(value)
      expect(high, path).toBeGreaterThanOrEqual(value)
    })
  })

  test('a source is a web address, and some figures have one', () => {
    let sourced = 0
    eachFigure(catalogue, (figure, path) => {
      if (figure.basis !== 'sourced') return
      sourced += 1
      expect(figure.source, path).toMatch(/^https?:\/\/\S+\.\S+/)
    })
    expect(sourced).toBeGreaterThan(0)
  })

  test('money is in whole cents', () => {
    for (const { id, outside } of [...catalogue.items, ...catalogue.processes])
      if (outside) expect(Number.isInteger(outside.centsPerThousand.value), id).toBe(true)
  })
})
