/** The catalogue made ready for computing: everything found by id, yields multiplied, operations numbered. */
import type {
  Catalogue,
  Item,
  MachineType,
  Norm,
  Operation,
  Process,
  Recipe,
  Regime,
  Rule,
  Trade,
} from './catalogue.ts'
import { compilePaths, type Paths } from './paths.ts'

/** An operation of the catalogue with its place among all of them. */
export interface ReferenceOperation {
  /** Position among all operations of the catalogue. */
  index: number
  item: Item
  recipe: Recipe
  operation: Operation
  /** Units begun here for one good unit at the end of the recipe: the yields of this operation and of those after it. */
  begun: number
  /** Grams of a square metre of the cloth, nonwoven or film it makes; null where it makes none. */
  gramsPerM2: number | null
  /** Positions in the recipe of the operations just before and just after. */
  before: number[]
  after: number[]
  /** Where it may be bought as a service: its process, calendar days and cents per 1,000 units. */
  service: { process: string; days: number; centsPerThousand: number } | null
}

export interface ReferenceRecipe {
  recipe: Recipe
  item: Item
  operations: ReferenceOperation[]
  /** Positions of the operations, each after those it follows. */
  order: number[]
  /** What goes in, for one good unit of the item; one line an item and consuming operation. */
  inputs: { item: Item; operation: number; quantity: number }[]
}

export interface ReferenceTrade {
  trade: Trade
  /** What its people are there for: machines declared for it are theirs, and none is assumed beside. */
  processes: Set<string>
}

export type MachineRule = Extract<Rule, { kind: 'machine' }>
export type OwnMaterialRule = Extract<Rule, { kind: 'own-material' }>

export interface Reference {
  version: string
  items: Map<string, Item>
  norms: Map<string, Norm>
  processes: Map<string, Process>
  machineTypes: Map<string, MachineType>
  trades: Map<string, ReferenceTrade>
  /** Recipes of each item, in the catalogue's order of ids. */
  recipes: Map<string, ReferenceRecipe[]>
  operations: ReferenceOperation[]
  /** Ways to what a machine type or a trade does not do as it stands. */
  paths: Paths
  /** By machine type, then by process. */
  machineRules: Map<string, Map<string, MachineRule[]>>
  ownMaterialRules: OwnMaterialRule[]
  /** Regimes that have been put in force, past and to come, by the products they are about; in the order of their ids. */
  regimes: Map<string, Regime[]>
  /** All regimes by id, in force or not. */
  allRegimes: Map<string, Regime>
  /** Items that each item goes straight into. */
  goesInto: Map<string, Set<string>>
}

/** Compiles a catalogue. Throws where an id leads nowhere or a recipe runs in circles. */
export function compileReference(catalogue: Catalogue): Reference {
  const items = byId(catalogue.items)
  const processes = byId(catalogue.processes)
  const reference: Reference = {
    version: catalogue.version,
    items,
    norms: byId(catalogue.norms),
    processes,
    machineTypes: byId(catalogue.machineTypes),
    trades: new Map(),
    recipes: new Map(),
    operations: [],
    paths: compilePaths(catalogue),
    machineRules: new Map(),
    ownMaterialRules: [],
    regimes: regimesByItem(catalogue),
    allRegimes: byId(catalogue.regimes),
    goesInto: new Map(),
  }
  for (const recipe of [...catalogue.recipes].sort(compareIds)) {
    const compiled = compileRecipe(recipe, items, processes, reference.operations.length)
    reference.operations.push(...compiled.operations)
    append(reference.recipes, recipe.item, compiled)
    for (const { item } of compiled.inputs) {
      const parents = reference.goesInto.get(item.id) ?? new Set()
      reference.goesInto.set(item.id, parents.add(recipe.item))
    }
  }
  for (const trade of catalogue.trades) {
    reference.trades.set(trade.id, { trade, processes: ownProcesses(reference, trade) })
  }
  for (const rule of [...catalogue.rules].sort(compareIds)) {
    if (rule.kind === 'machine') {
      const ofType = reference.machineRules.get(rule.machineType) ?? new Map<string, MachineRule[]>()
      reference.machineRules.set(rule.machineType, ofType)
      append(ofType, rule.process, rule)
    } else reference.ownMaterialRules.push(rule)
  }
  return reference
}

function regimesByItem({ regimes, items }: Catalogue): Map<string, Regime[]> {
  const byItem = new Map<string, Regime[]>()
  for (const regime of [...regimes].sort(compareIds)) {
    if (regime.from === null) continue
    for (const item of items) if (isAbout(regime, item)) append(byItem, item.id, regime)
  }
  return byItem
}

/** Whether a process only fits to another machine what is made elsewhere. */
export const isAuxiliary = ({ processes }: Pick<Reference, 'processes'>, process: string): boolean =>
  processes.get(process)?.auxiliary === true

/** Whether a regime is about an item. */
export const isAbout = ({ items, families }: Regime, { id, family }: Pick<Item, 'id' | 'family'>): boolean =>
  items.includes(id) || (family !== null && families.includes(family))

/** What people of a trade are there for: what they do without training, and what their first usual machine does. */
function ownProcesses({ processes, machineTypes }: Reference, { id, usualMachines }: Trade): Set<string> {
  const [main] = usualMachines
  const atMain = main === undefined ? [] : (machineTypes.get(main.machineType)?.processes ?? [])
  const own = [...processes.values()].filter(({ trades }) => trades.includes(id))
  return new Set([...own.map(process => process.id), ...atMain.map(({ process }) => process)])
}

function compileRecipe(
  recipe: Recipe,
  items: Map<string, Item>,
  processes: Map<string, Process>,
  firstIndex: number,
): ReferenceRecipe {
  const item = known(items, recipe.item)
  const positions = new Map(recipe.operations.map((operation, position) => [operation.id, position]))
  const before = recipe.operations.map(operation => operation.after.map(id => known(positions, id)))
  const after: number[][] = recipe.operations.map(() => [])
  before.forEach((positionsBefore, position) => {
    for (const earlier of positionsBefore) after[earlier]?.push(position)
  })
  const begun = begunUnits(recipe, after)
  const operations = recipe.operations.map((operation, position): ReferenceOperation => {
    const service = operation.methods
      .map(({ process }) => known(processes, process))
      .find(process => process.outside !== null)
    return {
      index: firstIndex + position,
      item,
      recipe,
      operation,
      begun: begun[position] ?? 1,
      gramsPerM2: weightOf(item, operation, processes),
      before: before[position] ?? [],
      after: after[position] ?? [],
      service: service?.outside
        ? {
            process: service.id,
            days: service.outside.days.value,
            centsPerThousand: service.outside.centsPerThousand.value,
          }
        : null,
    }
  })
  const inputs = operations.flatMap((compiled, operation) =>
    compiled.operation.inputs.map(input => ({
      item: known(items, input.item),
      operation,
      quantity: compiled.begun * input.quantity.value,
    })),
  )
  return { recipe, item, operations, order: inOrder(before), inputs }
}

/** Stages in which cloth, nonwoven and film come to be: only there a machine makes them light or heavy. */
const makingCloth = new Set(['fabric', 'plastic'])

function weightOf(item: Item, operation: Operation, processes: Map<string, Process>): number | null {
  const isOfItem = item.unit === 'm2' && item.materialFamily === operation.materialFamily
  const isMaking = operation.methods.some(({ process }) => makingCloth.has(known(processes, process).stage))
  return isOfItem && isMaking ? item.grams.value : null
}

function inOrder(before: number[][]): number[] {
  const order: number[] = []
  const visit = (position: number) => {
    if (order.includes(position)) return
    for (const earlier of before[position] ?? []) visit(earlier)
    order.push(position)
  }
  before.forEach((_, position) => visit(position))
  return order
}

/** Divides by the yields from the last operation up; where several come after, the one that takes most decides. */
function begunUnits(recipe: Recipe, after: number[][]): number[] {
  const units: (number | 'open' | undefined)[] = recipe.operations.map(() => undefined)
  const visit = (position: number): number => {
    const known = units[position]
    if (known === 'open') throw new Error(`The operations of recipe ${recipe.id} run in circles`)
    if (known !== undefined) return known
    units[position] = 'open'
    const taken = Math.max(0, ...(after[position] ?? []).map(visit)) || 1
    const value = taken / (recipe.operations[position]?.yield.value ?? 1)
    units[position] = value
    return value
  }
  return recipe.operations.map((_, position) => visit(position))
}

/** The value of an id that has to be there. */
export function known<V>(map: ReadonlyMap<string, V>, id: string): V {
  const value = map.get(id)
  if (value === undefined) throw new Error(`Unknown id in the catalogue: ${id}`)
  return value
}

/** Order of ids: by code unit, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const compareIds = (a: { id: string }, b: { id: string }) => compare(a.id, b.id)

function byId<T extends { id: string }>(list: T[]): Map<string, T> {
  return new Map(list.map(entry => [entry.id, entry]))
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
