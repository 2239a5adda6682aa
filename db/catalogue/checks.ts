/** What must hold in any catalogue, beyond its shape. Each check returns its problems in plain words; none is good. */
import type {
  Catalogue,
  Figure,
  Item,
  MachineType,
  Operation,
  Recipe,
  Rule,
} from '@maillage/matching/catalogue.ts'

/** Ids that are used but not defined, and ids defined twice. */
export function referenceProblems(catalogue: Catalogue): string[] {
  const problems: string[] = []
  const define = (kind: string, records: { id: string }[]) => {
    const ids = new Set<string>()
    for (const { id } of records) {
      if (ids.has(id)) problems.push(`${kind} ${id} is defined twice`)
      ids.add(id)
    }
    return (user: string, used: Iterable<string>) => {
      for (const id of used) if (!ids.has(id)) problems.push(`${user} names the unknown ${kind} ${id}`)
    }
  }
  const families = define('family', catalogue.families)
  const materialFamilies = define('material family', catalogue.materialFamilies)
  const items = define('item', catalogue.items)
  const processes = define('process', catalogue.processes)
  const machineTypes = define('machine type', catalogue.machineTypes)
  const trades = define('trade', catalogue.trades)
  const norms = define('norm', catalogue.norms)
  define('recipe', catalogue.recipes)
  define('reorientation', catalogue.reorientations)
  define('rule', catalogue.rules)

  for (const item of catalogue.items) {
    if (item.family) families(item.id, [item.family])
    if (item.materialFamily) materialFamilies(item.id, [item.materialFamily])
    for (const compliance of item.compliance) norms(item.id, compliance.norms)
  }
  for (const recipe of catalogue.recipes) {
    items(recipe.id, [recipe.item])
    for (const operation of recipe.operations) {
      const user = `${recipe.id}/${operation.id}`
      const inputs = operation.inputs.map(input => input.item)
      processes(
        user,
        operation.methods.map(method => method.process),
      )
      items(user, inputs)
      if (operation.materialFamily) materialFamilies(user, [operation.materialFamily])
    }
  }
  for (const process of catalogue.processes) trades(process.id, process.trades)
  for (const machineType of catalogue.machineTypes) {
    for (const { process, families: taken } of machineType.processes) {
      processes(machineType.id, [process])
      if (typeof taken !== 'string') materialFamilies(machineType.id, taken)
    }
  }
  for (const trade of catalogue.trades) {
    for (const { machineType, families: worked } of trade.usualMachines) {
      machineTypes(trade.id, [machineType])
      materialFamilies(trade.id, worked ?? [])
    }
  }
  for (const { id, from, to } of catalogue.reorientations) {
    for (const end of [from, to]) {
      if ('machineType' in end) machineTypes(id, [end.machineType])
      else if ('trade' in end) trades(id, [end.trade])
      else {
        processes(id, [end.process])
        materialFamilies(id, end.families ?? [])
      }
    }
    if ('process' in to && to.item) items(id, [to.item])
  }
  for (const rule of catalogue.rules) {
    if (rule.kind === 'machine') {
      machineTypes(rule.id, [rule.machineType])
      processes(rule.id, [rule.process])
      materialFamilies(rule.id, rule.families ?? [])
    } else {
      materialFamilies(rule.id, [rule.family])
      items(rule.id, rule.items)
    }
  }
  for (const norm of catalogue.norms) {
    for (const { edition, replacedBy } of norm.editions) {
      if (!replacedBy) continue
      const known = catalogue.norms.some(other => other.id === replacedBy && other !== norm)
      if (!known && !norm.editions.some(other => other.edition === replacedBy && other.edition !== edition))
        problems.push(`${norm.id} ${edition} is replaced by the unknown ${replacedBy}`)
    }
  }
  return problems
}

/** Operations that wait for each other, and recipes that end in several places or in none. */
export function graphProblems(recipe: Recipe): string[] {
  const problems: string[] = []
  const ids = new Set(recipe.operations.map(operation => operation.id))
  if (ids.size < recipe.operations.length) problems.push(`${recipe.id} has two operations of one name`)
  const awaited = new Set(recipe.operations.flatMap(operation => operation.after))
  for (const id of awaited)
    if (!ids.has(id)) problems.push(`${recipe.id} waits for the unknown operation ${id}`)
  const last = recipe.operations.filter(operation => !awaited.has(operation.id))
  if (last.length !== 1) problems.push(`${recipe.id} has ${last.length} final operations`)
  const done = new Set<string>()
  for (let before = -1; before < done.size;) {
    before = done.size
    for (const { id, after } of recipe.operations) if (after.every(other => done.has(other))) done.add(id)
  }
  if (done.size < ids.size) problems.push(`${recipe.id} has operations that wait for each other`)
  return problems
}

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

/**
 * Ids of the items that can be had. `buying` takes whatever is sold outside; without it, what has a recipe must be
 * made, and only first inputs are bought: the whole chain in the region. Grows from the first inputs upwards, so an
 * item that needs itself is never reached.
 */
export function obtainable(catalogue: Catalogue, buying: boolean): Set<string> {
  const made = new Set(catalogue.recipes.map(recipe => recipe.item))
  const had = new Set(
    catalogue.items.filter(item => item.outside && (buying || !made.has(item.id))).map(item => item.id),
  )
  const waiting = new Set(
    catalogue.recipes.filter(recipe =>
      recipe.operations.every(operation => canBeDone(catalogue, recipe.item, operation)),
    ),
  )
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
