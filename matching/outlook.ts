/**
 * What a product or an input is worth trying for, whoever makes it: how much of the product it is, what its recipe costs
 * beside others, how long until it may be sold. Factors of a score, all estimates by the logic of the trade.
 */
import { isStack } from './compliance.ts'
import { centsPerLabourMinute, efficiency } from './defaults.ts'
import { known, type Reference, type ReferenceRecipe } from './reference.ts'

/**
 * What a score loses at most: for a dear way of making what is thrown away, for a long way to the market, and for what
 * next to nobody asks for.
 */
const losses = { dear: 0.15, late: 0.1, unasked: 0.25 }
/** Calendar days to the right to sell that cost nothing, and those beyond them that cost all of it. */
const sale = { free: 14, long: 180 }
/** What is left of the score of an input that is next to nothing of the product. */
const leastOfInput = 0.5

/**
 * In [0.57, 1]. Nobody pays for a sewn overshoe while machines drop them by the minute, but for a gown that is washed
 * fifty times: for single-use products, the hands that a recipe takes beyond the one with fewest count, as a share of what
 * the product costs by it. What needs a certificate of months is further off than what its maker declares. And who could
 * make gowns and caps does better with gowns: a ward asks for few caps.
 */
export function outlook(reference: Reference, recipe: ReferenceRecipe): number {
  const { item } = recipe
  if (item.kind !== 'product') return 1
  const recipes = reference.recipes.get(item.id) ?? [recipe]
  const hands = centsOfHands(recipe)
  const spared = hands - Math.min(...recipes.map(centsOfHands))
  const cents = hands + recipe.inputs.reduce((sum, input) => sum + valueOf(input), 0)
  const dearness = item.washes === null && cents > 0 ? spared / cents : 0
  const days = Math.min(
    ...item.compliance
      .filter(({ claim }) => recipe.recipe.claims.includes(claim))
      .map(compliance => compliance.days.value),
  )
  const lateness = Number.isFinite(days) ? Math.min(1, Math.max(0, days - sale.free) / sale.long) : 0
  const asked = item.asked?.value ?? 1
  return (1 - losses.dear * dearness) * (1 - losses.late * lateness) * (1 - losses.unasked * (1 - asked))
}

/** Cents of labour for a unit, by the quickest methods; what can be bought as a service is bought. */
function centsOfHands({ operations }: ReferenceRecipe): number {
  const minutes = operations.reduce((sum, { operation, begun, service }) => {
    const quickest = Math.min(...operation.methods.map(({ labourMinutes }) => labourMinutes.value))
    return service === null ? sum + begun * quickest : sum
  }, 0)
  return (minutes / efficiency) * centsPerLabourMinute
}

type Input = ReferenceRecipe['inputs'][number]
const valueOf = ({ item, quantity }: Input) => (quantity * (item.outside?.centsPerThousand.value ?? 0)) / 1000
const massOf = ({ item, quantity }: Input) => quantity * item.grams.value

/**
 * How much of what a recipe makes an input is, in [0.5, 1]: by mass and by value, beside the input that is most of it.
 * Cloth is the gown, its cuffs are not. An input that is not for sale is the work itself.
 */
export function weightIn({ inputs }: ReferenceRecipe, id: string): number {
  const own = inputs.filter(({ item }) => item.id === id)
  if (own.some(({ item }) => item.outside === null)) return 1
  const shareOf = (amount: (input: Input) => number) => {
    const amounts = new Map<string, number>()
    for (const input of inputs) amounts.set(input.item.id, (amounts.get(input.item.id) ?? 0) + amount(input))
    const most = Math.max(...amounts.values())
    return most === 0 ? 1 : (amounts.get(id) ?? 0) / most
  }
  return leastOfInput + ((1 - leastOfInput) * (shareOf(valueOf) + shareOf(massOf))) / 2
}

/**
 * Whether a firm knows a material: it works it, or works what most of it is. Whoever sews cotton sews a stack of cotton
 * and filter as it sews cotton.
 */
export function isFamiliar(
  reference: Reference,
  family: string | null,
  worked: ReadonlySet<string>,
): boolean {
  if (family === null || worked.has(family)) return true
  const layers = mainLayers.get(reference) ?? mainLayersOf(reference)
  mainLayers.set(reference, layers)
  return [...(layers.get(family) ?? [])].some(layer => worked.has(layer))
}

const mainLayers = new WeakMap<Reference, Map<string, Set<string>>>()

/** Material families of the layer that is most of a stack, by mass, for each family of stacks. */
function mainLayersOf(reference: Reference): Map<string, Set<string>> {
  const layers = new Map<string, Set<string>>()
  for (const [id, recipes] of reference.recipes) {
    const stack = known(reference.items, id)
    if (!isStack(stack) || stack.materialFamily === null) continue
    for (const { inputs } of recipes) {
      const [main] = inputs.toSorted((a, b) => massOf(b) - massOf(a))
      if (main === undefined || main.item.unit !== 'm2' || main.item.materialFamily === null) continue
      const found = layers.get(stack.materialFamily) ?? new Set()
      layers.set(stack.materialFamily, found.add(main.item.materialFamily))
    }
  }
  return layers
}
