/** What a catalogue lets one make, and how much goes into it: what `problems.ts` judges it by. */
import type {
  Catalogue,
  Figure,
  Item,
  MachineType,
  Operation,
  Recipe,
  Rule,
} from '@maillage/matching/catalogue.ts'

const forbids = (rule: Rule, machineType: string, process: string, family: string | null) =>
  rule.kind === 'machine' &&
  rule.machineType === machineType &&
  rule.process === process &&
  (rule.families === null || (family !== null && rule.families.includes(family)))

const takes = (families: MachineType['processes'][number]['families'], family: string | null) =>
  family === null || typeof families === 'string' || families.includes(family)

/** Whether somebody can do an operation: by hand, as a service, on a machine as it stands or after a reorientation. */
export function canBeDone(catalogue: Catalogue, item: string, operation: Operation): boolean {
  const family = operation.materialFamily
  return operation.methods.some(method => {
    const process = catalogue.processes.find(candidate => candidate.id === method.process)
    if (!process) return false
    if (process.byHand || process.outside) return true
    if (process.trades.length === 0) return false
    return catalogue.machineTypes.some(machineType => {
      if (catalogue.rules.some(rule => forbids(rule, machineType.id, process.id, family))) return false
      const direct = machineType.processes.some(
        able => able.process === process.id && takes(able.families, family),
      )
      const reoriented = catalogue.reorientations.some(
        ({ from, to }) =>
          'machineType' in from &&
          from.machineType === machineType.id &&
          'process' in to &&
          to.process === process.id &&
          (to.item === null || to.item === item) &&
          (to.families === null || family === null || to.families.includes(family)),
      )
      return direct || reoriented
    })
  })
}

/** Recipes of which somebody can do every operation. */
export function doableRecipes(catalogue: Catalogue): Set<Recipe> {
  return new Set(
    catalogue.recipes.filter(recipe =>
      recipe.operations.every(operation => canBeDone(catalogue, recipe.item, operation)),
    ),
  )
}

/**
 * Ids of the items that can be had. `buying` takes whatever is sold outside; without it, what has a recipe must be
 * made, and only first inputs are bought: the whole chain in the region. Grows from the first inputs upwards, so an
 * item that needs itself is never reached.
 */
export function obtainable(
  catalogue: Catalogue,
  buying: boolean,
  doable: ReadonlySet<Recipe> = doableRecipes(catalogue),
): Set<string> {
  const made = new Set(catalogue.recipes.map(recipe => recipe.item))
  const had = new Set(
    catalogue.items.filter(item => item.outside && (buying || !made.has(item.id))).map(item => item.id),
  )
  const waiting = new Set(doable)
  for (let grown = true; grown;) {
    grown = false
    for (const recipe of waiting) {
      if (!recipe.operations.every(({ inputs }) => inputs.every(input => had.has(input.item)))) continue
      had.add(recipe.item)
      waiting.delete(recipe)
      grown = true
    }
  }
  return had
}

/**
 * Mass of one unit over the mass of what goes into it. Units spoilt on the way take their inputs with them, so
 * yields stand on both sides and cancel. Packaging is on neither side: an item's grams are net.
 */
export function massRatio(recipe: Recipe, items: Map<string, Item>): number {
  let consumed = 0
  for (const { inputs } of recipe.operations) {
    for (const { item: id, quantity } of inputs) {
      const item = items.get(id)
      if (item && item.materialFamily !== 'packaging') consumed += item.grams.value * quantity.value
    }
  }
  return (items.get(recipe.item)?.grams.value ?? 0) / consumed
}

/** Every figure within a value. */
export function figuresIn(value: unknown): Figure[] {
  if (typeof value !== 'object' || value === null) return []
  return isFigure(value) ? [value] : Object.values(value).flatMap(figuresIn)
}

const isFigure = (value: object): value is Figure =>
  'value' in value && 'basis' in value && typeof value.value === 'number'
