/**
 * Small linear programmes, solved exactly: maximise `objective · x` where every row holds `Σ coefficients · x ≤ limit`
 * with limits from 0 up, or `Σ coefficients · x = 0`, and x ≥ 0. Nothing is a solution, so the primal simplex starts there;
 * the same programme always takes the same path. Written for some hundreds of rows and variables, where a library costs
 * more than the solving.
 */

import { smallest, Space, Table } from './table.ts'

/** A variable and its coefficient. */
export type Term = readonly [variable: number, coefficient: number]

export interface Row {
  terms: readonly Term[]
  limit: number
  /** The terms add up to nothing, neither more nor less; the limit is 0. */
  isEven?: boolean
}

export interface Solution {
  values: Float64Array
  objective: number
  /** What one more unit of each row's limit would add to the objective; 0 for rows that are even. */
  prices: Float64Array
}

const tolerance = 1e-11
/** No coefficient this small is divided by, once rounding was seen to spoil a solution. */
const careful = 1e-6
/** By so much a limit may be passed, so that a row with a larger coefficient can be chosen. */
const slack = 1e-9
/** What rounding leaves of the largest objective where nothing is left; and what it may leave after many pivots. */
const rounding = 1e-14
const rounded = 1e-12
/**
 * Pivots in a row that gain nothing, after which the rule that cannot cycle (Bland's) takes over from the fast one
 * (Dantzig's) until one gains something.
 */
const idlePivots = 60

/** By how much of its largest part a row may be passed by rounding, before all is worked out anew. */
const accurate = 1e-7
/** And by how much at most, once it was. */
const passable = 1e-4

/** What `maximise` throws where rounding leaves no solution that holds: the programme has one all the same. */
export class SpoiltByRounding extends Error {
  constructor() {
    super('Rounding leaves no solution of the programme')
  }
}

/** Null where rounding has spoilt what is worked out. */
export function unspoilt<T>(workOut: () => T): T | null {
  try {
    return workOut()
  } catch (error) {
    if (error instanceof SpoiltByRounding) return null
    throw error
  }
}

/** A programme is solved at a time, by the table that is worked on and the one before. */
const spaces = [new Space(), new Space()] as const
/** Whose programme they hold. */
let holder: symbol | null = null

/** Throws where the programme is unbounded, since a row is missing; and `SpoiltByRounding`. */
export function maximise(objective: readonly number[], rows: readonly Row[]): Solution {
  return inTurn(objective.length, rows)(objective)
}

/**
 * Solves the same rows by one objective after the other: each begins at the corner where the one before it has ended. Throws
 * where anything else was solved between them.
 */
export function inTurn(variables: number, rows: readonly Row[]): (objective: readonly number[]) => Solution {
  const own = Symbol('programme')
  holder = own
  const scale = scalesOf(variables, rows)
  let table = tableOf(variables, rows, scale, spaces[0])
  let turn = 0
  rows.forEach(({ isEven }, row) => isEven === true && table.even(row, () => true))
  return objective => {
    if (holder !== own) throw new Error('Another programme was solved meanwhile')
    const scaled = objective.map((value, variable) => value * (scale.columns[variable] ?? 1))
    const largest = objective.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    table.price(scaled)
    climb(table, largest)
    let solution = read(table, variables, rows, scale)
    for (let again = 0; again < 3 && excess(solution, rows) > accurate; again++) {
      // The same corner, from the numbers as they were given: what many pivots have rounded is gone.
      turn += 1
      table = cornerOf(table, tableOf(variables, rows, scale, spaces[turn % 2 === 0 ? 0 : 1]), rows)
      table.price(scaled)
      mend(table)
      climb(table, largest, careful)
      solution = read(table, variables, rows, scale)
    }
    if (excess(solution, rows) > passable) throw new SpoiltByRounding()
    return solution
  }
}

function read(table: Table, variables: number, rows: readonly Row[], scale: Scales): Solution {
  const values = new Float64Array(variables)
  const prices = new Float64Array(rows.length)
  table.basis.forEach((name, r) => {
    if (name < variables) values[name] = Math.max(0, table.limit(r)) * (scale.columns[name] ?? 1)
  })
  for (let c = 0; c < table.width; c++) {
    const name = table.columns[c] ?? 0
    if (name >= variables) prices[name - variables] = table.cost(c) * (scale.rows[name - variables] ?? 1)
  }
  return { values, objective: table.limit(rows.length), prices }
}

/** By how much a row is passed, of the largest of its parts. */
function excess({ values }: Solution, rows: readonly Row[]): number {
  let most = 0
  for (const { terms, limit, isEven } of rows) {
    let sum = -limit
    let largest = Math.max(limit, 1e-3)
    for (const term of terms) {
      const part = term[1] * (values[term[0]] ?? 0)
      sum += part
      largest = Math.max(largest, Math.abs(part))
    }
    most = Math.max(most, (isEven === true ? Math.abs(sum) : sum) / largest)
  }
  return most
}

/** Brings into the basis of a table what is in that of another, the largest coefficients first. */
function cornerOf(known: Table, table: Table, rows: readonly Row[]): Table {
  const wanted = new Set(known.basis)
  rows.forEach(({ isEven }, row) => isEven === true && table.even(row, name => wanted.has(name)))
  for (;;) {
    let place: { row: number; column: number } | null = null
    let largest = smallest
    for (let column = 0; column < table.width; column++) {
      if (!wanted.has(table.columns[column] ?? -1)) continue
      for (let row = 0; row < table.height; row++) {
        const size = Math.abs(table.at(row, column))
        if (size > largest && !wanted.has(table.basis[row] ?? -1)) [largest, place] = [size, { row, column }]
      }
    }
    if (place === null) break
    table.pivot(place.row, place.column, false)
  }
  return table
}

/** Where a corner lies outside by what was rounded: back inside, by the way that costs least (the dual simplex). */
function mend(table: Table): void {
  for (let turn = 0; turn < 2 * table.height; turn++) {
    let row = -1
    let lowest = -tolerance
    for (let r = 0; r < table.height; r++) {
      if (table.limit(r) < lowest) [lowest, row] = [table.limit(r), r]
    }
    if (row === -1) break
    let column = -1
    let least = Infinity
    for (let c = 0; c < table.width; c++) {
      const coefficient = -table.at(row, c)
      if (coefficient <= smallest) continue
      const cost = Math.max(0, table.cost(c)) / coefficient
      if (cost < least) [least, column] = [cost, c]
    }
    if (column === -1) break
    table.pivot(row, column, false)
  }
  for (let row = 0; row < table.height; row++) if (table.limit(row) < 0) table.setLimit(row, 0)
}

const asNumber = new Float64Array(1)
const asBits = new Int32Array(asNumber.buffer)

/** The power of two that brings a number nearest to 1; 1 where there is nothing to bring. Read from its exponent: a logarithm takes long. */
function toOne(most: number): number {
  if (!(most > 0)) return 1
  asNumber[0] = most
  const bits = asBits[1] ?? 0
  const exponent = (bits >>> 20) - 1023
  asNumber[0] = most
  asBits[1] = (bits & 0xfffff) | 0x3ff00000
  const isAbove = (asNumber[0] ?? 1) >= Math.SQRT2
  return 2 ** -(exponent + Number(isAbove))
}

interface Scales {
  rows: Float64Array
  columns: Float64Array
}

/** Rows of a programme in which rounding has no time to add up, so that it need not be brought to one size. */
const fewRows = 60

/** Powers of two that bring the largest coefficient of each row and column near 1: dividing by them rounds nothing. */
function scalesOf(variables: number, rows: readonly Row[]): Scales {
  const scales = { rows: new Float64Array(rows.length).fill(1), columns: new Float64Array(variables).fill(1) }
  if (rows.length <= fewRows) return scales
  for (let turn = 0; turn < 2; turn++) {
    const largest = new Float64Array(variables)
    let r = 0
    for (const { terms } of rows) {
      let most = 0
      for (const term of terms) most = Math.max(most, Math.abs(term[1]) * (scales.columns[term[0]] ?? 1))
      const own = toOne(most)
      scales.rows[r++] = own
      for (const term of terms) largest[term[0]] = Math.max(largest[term[0]] ?? 0, Math.abs(term[1]) * own)
    }
    for (let c = 0; c < variables; c++) scales.columns[c] = toOne(largest[c] ?? 0)
  }
  return scales
}

function tableOf(variables: number, rows: readonly Row[], scale: Scales, space: Space): Table {
  const table = new Table(variables, rows.length, space)
  let r = 0
  for (const { terms, limit } of rows) {
    const own = scale.rows[r] ?? 1
    for (const term of terms) table.add(r, term[0], term[1] * own * (scale.columns[term[0]] ?? 1))
    table.setLimit(r, limit * own)
    r += 1
  }
  return table
}

/** From corner to corner, each time up, until no way leads higher. */
function climb(table: Table, largest: number, divisor = smallest): void {
  const least = Math.max(tolerance, rounding * largest)
  for (let idle = 0; ;) {
    const isBland = idle >= idlePivots
    const column = entering(table, least, isBland)
    if (column === -1) return
    let row = leaving(table, column, isBland, divisor)
    if (row === -1) row = leaving(table, column, isBland, smallest)
    if (row === -1) {
      // What no row holds back and hardly gains is left of nothing: were it something, some row would hold it.
      if (-table.cost(column) > rounded * largest) throw new Error('Unbounded programme')
      table.add(table.height, column, -table.cost(column))
      continue
    }
    idle = table.limit(row) > tolerance * Math.max(1, table.at(row, column)) ? 0 : idle + 1
    table.pivot(row, column, true)
  }
}

function entering(table: Table, least: number, bland: boolean): number {
  let best = -1
  let bestCost = -least
  for (let c = 0; c < table.width; c++) {
    const cost = table.cost(c)
    if (cost >= -least) continue
    const better = bland
      ? best === -1 || (table.columns[c] ?? 0) < (table.columns[best] ?? 0)
      : cost < bestCost - tolerance || best === -1
    if (!better) continue
    best = c
    bestCost = cost
  }
  return best
}

/**
 * The row that binds first. Of those that do so within what rounding leaves, the one with the largest coefficient: it rounds
 * least. By name once cycles threaten.
 */
function leaving(table: Table, column: number, bland: boolean, divisor: number): number {
  let reach = Infinity
  for (let r = 0; r < table.height; r++) {
    const coefficient = table.at(r, column)
    if (coefficient > divisor) reach = Math.min(reach, (table.limit(r) + (bland ? 0 : slack)) / coefficient)
  }
  let best = -1
  let bestCoefficient = 0
  for (let r = 0; r < table.height; r++) {
    const coefficient = table.at(r, column)
    if (coefficient <= divisor || table.limit(r) / coefficient > reach + tolerance) continue
    const isPreferred = bland
      ? best === -1 || (table.basis[r] ?? 0) < (table.basis[best] ?? 0)
      : coefficient > bestCoefficient
    if (!isPreferred) continue
    best = r
    bestCoefficient = coefficient
  }
  return best
}
