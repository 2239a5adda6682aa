/** Solves one programme with HiGHS, in the thread that it is called in. */
import type { Answer, Basis, Programme, SolveOptions } from '@maillage/matching/solver.ts'
import type { Highs, Model, ModelStatusCode } from 'highs/legacy-types'

/** A programme with all that its solving hangs on. */
export interface Task {
  programme: Programme
  start: Float64Array | null
  basis: Basis | null
  inPlace: NonNullable<SolveOptions['inPlace']> | null
  primal: boolean
  smaller: boolean
  gap: number
  iterations: number
  nodes: number
}

/** Options of HiGHS that count are 32-bit integers. */
const mostCounted = 2 ** 31 - 1
/** An absolute gap below anything that a score shows. */
const smallestGap = 1e-9

const nothingFound = {
  status: 'limit',
  values: null,
  objective: -Infinity,
  bound: Infinity,
  gap: Infinity,
} as const

/**
 * Ways of the simplex, by the numbers of HiGHS. Chosen by the basis that it begins at: from price to price, or where that
 * breaks no row and something would gain, from solution to solution.
 */
const CHOSEN = 0
const PRIMAL = 4

/** Steps of the simplex between two words of how far it is. */
const often = 200

/**
 * Rows and columns are brought to one size by their largest coefficient. To make all coefficients of each alike, as HiGHS does
 * by itself, takes a small programme as long as a third of its steps, and leaves no fewer of them to take.
 */
const BY_LARGEST = 4

/**
 * `model`: what the programme is passed to, in place of whatever it held. `watch`: told now and then how many steps the simplex
 * has taken. Throws where the programme is malformed or unbounded.
 */
export function answerTo(highs: Highs, model: Model, task: Task, watch?: (steps: number) => void): Answer {
  const { constants } = highs
  const { modelStatus } = constants
  const mixed = task.programme.integer.includes(1)
  pass(constants, model, task.programme, mixed)
  setOptions(model, task, mixed)
  if (task.start !== null) model.setSolution({ colValue: task.start })
  if (!mixed) beginAt(constants, model, task)
  const callbacks = callbacksFor(constants, task, mixed, watch)
  let ended = run(highs, model, callbacks)
  if (ended === modelStatus.unboundedOrInfeasible) {
    // Only what comes before the solving cannot tell the two apart.
    model.options.set('presolve', 'off')
    ended = run(highs, model, callbacks)
  }
  const isLost =
    ended === modelStatus.solveError ||
    ended === modelStatus.unknown ||
    (ended === modelStatus.optimal && isBroken(model))
  const { basis, inPlace, primal, smaller } = task
  if (isLost && !mixed && (basis !== null || inPlace !== null || !primal || !smaller)) {
    // By rounding, prices have become larger than the dual simplex reckons with, or it has come round to where it was.
    return answerTo(highs, model, { ...task, basis: null, inPlace: null, primal: true, smaller: true }, watch)
  }
  return read(constants, model, ended, mixed)
}

type Constants = Highs['constants']
type Callbacks = NonNullable<Parameters<Model['run']>[0]>

/** How it ended; an error that HiGHS throws is one of the ways. */
function run({ constants, errors }: Highs, model: Model, callbacks: Callbacks): ModelStatusCode {
  try {
    return model.run(callbacks).modelStatus
  } catch (error) {
    if (error instanceof errors.HighsError) return constants.modelStatus.solveError
    throw error
  }
}

/** Whether what is said to be the best passes a limit or leaves a gain, by more than is tolerated: so ends, now and then, what has no solution. */
const isBroken = ({ info }: Model) =>
  Number(info.get('num_primal_infeasibilities')) + Number(info.get('num_dual_infeasibilities')) > 0

const sizeOf = ({ cost, rows }: Programme) => ({ numCols: cost.length, numRows: rows.lower.length })

function pass({ objectiveSense }: Constants, model: Model, programme: Programme, mixed: boolean): void {
  const { cost, lower, upper, integer, rows } = programme
  const size = sizeOf(programme)
  model.passModel({
    ...size,
    sense: objectiveSense.maximize,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower: rows.lower,
    rowUpper: rows.upper,
    matrix: { format: 'csr', ...size, starts: rows.starts, indices: rows.columns, values: rows.values },
    ...(mixed ? { integrality: Int32Array.from(integer) } : {}),
  })
}

function setOptions(model: Model, { primal, smaller, gap, iterations, nodes }: Task, mixed: boolean): void {
  model.options.set({
    output_flag: false,
    // A linear programme of the engine is small, or begins at a basis: to make it smaller first takes longer than it saves.
    presolve: mixed ? 'choose' : smaller ? 'on' : 'off',
    simplex_strategy: primal ? PRIMAL : CHOSEN,
    simplex_scale_strategy: BY_LARGEST,
    mip_rel_gap: gap,
    mip_abs_gap: smallestGap,
    mip_max_nodes: Math.min(nodes, mostCounted),
    simplex_iteration_limit: Math.min(iterations, mostCounted),
  })
}

/** The basis that the simplex begins at: one known before, or columns in the place of rows. */
function beginAt({ basisStatus }: Constants, model: Model, { programme, basis, inPlace }: Task): void {
  const { lower: atLower, basic } = basisStatus
  if (basis === null && inPlace === null) return
  const { numCols, numRows } = sizeOf(programme)
  const colStatus = longer(basis?.columns, numCols, atLower)
  const rowStatus = longer(basis?.rows, numRows, basic)
  if (basis === null)
    for (const [column, row] of inPlace ?? []) {
      colStatus[column] = basic
      rowStatus[row] = atLower
    }
  model.setBasis({ colStatus, rowStatus })
}

/** What HiGHS says and asks on its way. Where nobody watches, no step is worth the way out of WebAssembly. */
function callbacksFor(
  { callbackType }: Constants,
  { iterations }: Task,
  mixed: boolean,
  watch: ((steps: number) => void) | undefined,
): Callbacks {
  let said = 0
  const tell = (steps: number) => {
    if (steps < said + often) return undefined
    said = steps
    watch?.(steps)
    return undefined
  }
  return {
    ...(watch && {
      [callbackType.simplexInterrupt]: event => tell(event.data.simplex_iteration_count ?? 0),
    }),
    // The option counts the steps of each programme of a tree; this counts them all.
    ...(mixed && {
      [callbackType.mipInterrupt]: event => {
        if (Number(event.data.mip_total_lp_iterations ?? 0) >= iterations) event.interrupt()
      },
    }),
  }
}

/** The same, and what it lacks at the end. */
function longer(known: Int32Array | undefined, length: number, rest: number): Int32Array {
  const all = new Int32Array(length).fill(rest)
  if (known !== undefined) all.set(known)
  return all
}

function read(constants: Constants, model: Model, ended: ModelStatusCode, mixed: boolean): Answer {
  const { modelStatus, solutionStatus } = constants
  if (ended === modelStatus.infeasible) return { status: 'infeasible' }
  const isOptimal = ended === modelStatus.optimal
  const isLimit =
    ended === modelStatus.iterationLimit ||
    ended === modelStatus.solutionLimit ||
    ended === modelStatus.interrupted
  if (!isOptimal && !isLimit) throw new Error(`HiGHS ended with model status ${ended}`)
  const { colValue: values, colDual, rowDual } = model.getSolution()
  const objective = model.getObjectiveValue()
  if (mixed) {
    const bound = Number(model.info.get('mip_dual_bound'))
    const isFound = model.info.get('primal_solution_status') === solutionStatus.feasible
    if (!isFound) return { ...nothingFound, bound }
    const found = { values, objective, bound, gap: relativeGap(objective, bound) }
    return isOptimal
      ? { status: 'optimal', ...found, prices: null, basis: null }
      : { status: 'limit', ...found }
  }
  if (!isOptimal) return nothingFound
  const prices = { rows: rowDual, columns: colDual }
  const { colStatus: columns, rowStatus: rows } = model.getBasis()
  return { status: 'optimal', values, objective, bound: objective, gap: 0, prices, basis: { columns, rows } }
}

function relativeGap(objective: number, bound: number): number {
  const difference = Math.max(0, bound - objective)
  return difference === 0 ? 0 : difference / Math.abs(objective)
}
