import { describe, expect, test } from 'vitest'
import { deepChain } from './autonomy/chain.ts'
import { compileReference } from './reference.ts'
import { recipe, smallCatalogue } from './testing/catalogue.ts'
import { engineWith, firm, maskNeed, mill, sewingShop, site } from './testing/examples.ts'
import { products, unfold } from './unfold.ts'

const reference = compileReference(smallCatalogue)
const chainOf = (need: Parameters<typeof unfold>[1], daysLeft = 100) => {
  const [chain] = unfold(reference, need, daysLeft)
  if (chain === undefined) throw new Error('Nothing to unfold')
  return chain
}
const made = (need: Parameters<typeof unfold>[1], daysLeft?: number) =>
  chainOf(need, daysLeft).nodes.map(({ item, why }) => `${item.id} ${why}`)

const wishing = (regionalDepth: 'item' | 'first-inputs' | 'all') =>
  maskNeed(1000, { wishes: { regionalDepth, minimumWashes: null, recyclable: false } })

describe('unfolding a need', () => {
  test('stops at what can be bought, where the buyer asks for no more', () => {
    expect(made(wishing('item'))).toEqual(['mask necessary'])
  })

  test('goes as deep as the buyer wishes the chain regional', () => {
    expect(made(wishing('first-inputs'))).toEqual(['mask necessary', 'elastic wished', 'stack wished'])
    expect(made(wishing('all'))).toEqual(['mask necessary', 'elastic wished', 'stack wished', 'cloth wished'])
  })

  test('looks for a maker of what cannot come in time, or takes most of the time left', () => {
    expect(made(wishing('item'), 10)).toContain('stack urgent')
    expect(made(wishing('item'), 15)).toContain('stack sought')
    expect(made(wishing('item'), 25)).toEqual(['mask necessary'])
  })

  test('takes the products of a family as alternatives, without those of the past', () => {
    const family = maskNeed(1000, { subject: { family: 'masks' } })
    expect(unfold(reference, family, 100).map(({ item }) => item.id)).toEqual(['mask', 'mask-child'])
    const items = smallCatalogue.items.map(item => (item.id === 'mask' ? { ...item, historic: true } : item))
    const later = compileReference({ ...smallCatalogue, items })
    expect(products(later, family).map(({ id }) => id)).toEqual(['mask-child'])
    expect(products(later, maskNeed(1000))).toEqual([])
  })

  test('leaves out recipes that do not reach the claim', () => {
    expect(unfold(reference, maskNeed(1000, { claim: 'protects-wearer' }), 100)).toEqual([])
  })

  test('counts what is lost on the way in what goes in', () => {
    const recipes = smallCatalogue.recipes.map(recipe =>
      recipe.id === 'mask-sewn'
        ? {
            ...recipe,
            operations: recipe.operations.map(operation => ({
              ...operation,
              yield: { value: operation.id === 'pack' ? 1 : 0.5, basis: 'estimated' as const },
            })),
          }
        : recipe,
    )
    const lossy = compileReference({ ...smallCatalogue, recipes })
    const inputs = lossy.recipes.get('mask')?.[0]?.inputs.map(({ item, quantity }) => [item.id, quantity])
    expect(inputs).toEqual([
      ['stack', 0.1 * 8],
      ['elastic', 0.4 * 4],
    ])
  })

  test('counts an input for all that it goes into', () => {
    const spun = recipe(
      'yarn-spun',
      'yarn',
      ['none'],
      [{ id: 'spin', methods: smallCatalogue.recipes[0]?.operations[0]?.methods ?? [] }],
    )
    const spinning = compileReference({ ...smallCatalogue, recipes: [...smallCatalogue.recipes, spun] })
    const [chain] = unfold(spinning, wishing('all'), 100)
    // A mask takes 0.1 of a stack, so much cloth, and 0.4 of elastic: 0.1 and 0.002 of yarn for one of these.
    const yarn = chain?.nodes.find(({ item }) => item.id === 'yarn')
    expect(yarn?.perUnit).toBeCloseTo(0.1 * 0.1 + 0.4 * 0.002, 9)
    const { articles, perUnit } = deepChain(spinning, 'mask', 'none')
    expect(perUnit[articles.findIndex(({ item }) => item.id === 'yarn')]).toBeCloseTo(yarn?.perUnit ?? 0, 9)
  })
})

test('a need for patients is made of a fabric for patients, whatever was asked before', () => {
  const gown = (claim: 'none' | 'protects-patient') =>
    maskNeed(200, {
      id: claim,
      subject: { item: 'gown' },
      claim,
      wishes: { regionalDepth: 'all', minimumWashes: null, recyclable: false },
      schedule: [{ due: '2027-06-30', quantity: 200 }],
    })
  const weaver = firm('weaver', [site({ loom: 20 }, { weaver: 10 })], { workedMaterials: ['woven'] })
  const recipesOf = (engine: ReturnType<typeof engineWith>) => {
    const { partnerships } = engine.rank(gown('protects-patient'), { viewer: { kind: 'other' } })
    return partnerships.flatMap(({ assignments }) =>
      assignments.filter(({ item }) => item === 'barrier-cloth').map(({ recipe }) => recipe),
    )
  }
  const firms = [weaver, mill('finishing-mill'), sewingShop('shop')]
  const engine = engineWith(...firms)
  engine.rank(gown('none'), { viewer: { kind: 'other' } })
  expect(new Set(recipesOf(engine))).toEqual(new Set(['barrier-cloth-dense']))
  expect(recipesOf(engine)).toEqual(recipesOf(engineWith(...firms)))
})
