/** What gives way in a plan where not all that it has to keep to can be: as little as possible, by what each counts. */
import type { Answer, Basis, Optimum, Programme, SolveOptions } from '../solver.ts'
import type { Giving, Model } from './model.ts'
import type { Limit } from './region.ts'
import type { Kept } from './sheet.ts'

/** By so much more than it has to may something give way, relative to what it has to: rounding. */
const rounding = 1e-6
/** What gives way counts so much, so that the price of a minute or a piece is no rounding. */
const scale = 1e8
/** Below this something does not give way. */
const nothing = 1e-9
const what = 'What gives way in a plan'

export type Solve = (
  programme: Programme,
  options: Pick<SolveOptions, 'basis' | 'inPlace' | 'primal' | 'smaller' | 'iterations'>,
) => Promise<Answer>

export interface Eased {
  /** Positions of all that is in a conflict, those named before too: nothing else gives way. */
  named: ReadonlySet<number>
  /** By what may give way, in its order: up to how much it has to. */
  given: number[]
  /** A solution once that has given way. */
  basis: Basis | null
  /** What cannot be kept together, and was not named before: without any one of each set the others of it could be. */
  conflicts: Limit[][]
}

/**
 * Lets a programme without a solution give way. Null where it is interrupted. `named`: positions of what is in a conflict
 * already, which is enough where it can be.
 *
 * One programme finds the least that has to give way, weighted, and those that have a price in it contain a conflict. Each
 * conflict is made irreducible by QuickXplain (U. Junker, AAAI 2004), which splits the set in halves. What gives way of
 * one is then let go, until no conflict is left. The least may take a little of something that is in none of them, where that
 * spares more of another: it is solved once more with nothing but what is named.
 */
export async function eased(
  model: Model,
  kept: Kept,
  named: ReadonlySet<number>,
  solve: Solve,
): Promise<Eased | null> {
  const { sheet, giving } = model
  const costs = new Map(giving.map(({ column, weight }) => [column, weight * scale]))
  const least = (free: readonly Giving[]) => {
    const programme = sheet.programme(new Map([...kept, ...freed(free)]), costs)
    return solve(programme, { inPlace: idle(model, programme), primal: true })
  }
  const before = giving.filter((_, at) => named.has(at))
  if (before.length > 0) {
    const enough = await least(before)
    if (enough.status === 'interrupted') return null
    if (enough.status === 'optimal') return found(giving, named, [], enough)
  }
  const all = optimal(await least(giving), what)
  const conflicts = all && (await conflictsOf(model, kept, before, all, solve))
  if (all === null || conflicts === null) return null
  const now = new Set([...named, ...conflicts.flat().map(each => giving.indexOf(each))])
  const isEnough = giving.every((each, at) => now.has(at) || givenOf(all, each) === 0)
  const last = isEnough ? all : optimal(await least(giving.filter((_, at) => now.has(at))), what)
  return last && found(giving, now, conflicts, last)
}

/** What a programme that has a solution was answered; null where it is interrupted. Throws where it has none: `what` it says of it. */
export function optimal(answer: Answer, what: string): Optimum | null {
  if (answer.status === 'interrupted') return null
  if (answer.status !== 'optimal') throw new Error(`${what} is ${answer.status}`)
  return answer
}

const givenOf = ({ values }: Optimum, { column }: Giving) => {
  const given = values[column] ?? 0
  return given > nothing ? given : 0
}

const found = (
  giving: readonly Giving[],
  named: ReadonlySet<number>,
  conflicts: readonly (readonly Giving[])[],
  least: Optimum,
): Eased => ({
  named,
  given: giving.map(each => Math.min(each.most, givenOf(least, each) * (1 + rounding))),
  basis: least.basis,
  conflicts: conflicts.map(conflict => distinct(conflict.map(({ limit }) => limit))),
})

/** Conflicts, until all can be kept but what gives way of each, and `before`. Null where it is interrupted. */
async function conflictsOf(
  { sheet, giving }: Model,
  kept: Kept,
  before: readonly Giving[],
  least: Optimum,
  solve: Solve,
): Promise<Giving[][] | null> {
  const isGiven = (each: Giving) => givenOf(least, each) > 0
  const isPriced = ({ column, weight }: Giving) =>
    Math.abs((least.prices?.columns[column] ?? 0) + weight * scale) > rounding * weight * scale
  /** Whether these hold together, with the rest let go; null where it is interrupted. */
  const hold = async (limits: readonly Giving[]): Promise<boolean | null> => {
    const free = giving.filter(each => !limits.includes(each))
    const programme = sheet.programme(new Map([...kept, ...freed(free)]), new Map())
    const seen = await solve(programme, { smaller: true, iterations: 0 })
    const answer =
      seen.status === 'limit' ? await solve(programme, { ...(least.basis && { basis: least.basis }) }) : seen
    return answer.status === 'interrupted' ? null : answer.status === 'optimal'
  }
  const conflicts: Giving[][] = []
  let rest = giving.filter(each => !before.includes(each))
  let left = rest.filter(each => isGiven(each) || isPriced(each))
  // Once all that gives way is let go, the least is a solution that keeps the rest.
  while (rest.some(isGiven)) {
    const isHeld = await hold(left)
    if (isHeld === null) return null
    if (isHeld) {
      if (left.length === rest.length) break
      left = rest
      continue
    }
    const conflict = await irreducible([], left, hold)
    if (conflict === null || conflict.length === 0) return null
    conflicts.push(conflict)
    const gives = conflict.filter(isGiven)
    const isLoose = (each: Giving) => (gives.length > 0 ? gives : conflict).includes(each)
    rest = rest.filter(each => !isLoose(each))
    left = left.filter(each => !isLoose(each))
  }
  return conflicts
}

/**
 * Where nothing is done: what is due is late, what is there stays, all that is agreed lapses, and of what has to be made everything
 * gives way. From there it is a shorter way than from any plan.
 */
function idle({ late, stock, waiting, giving }: Model, { rows }: Programme): [number, number][] {
  const rowsOf = new Map<number, number[]>()
  for (let row = 0; row < rows.lower.length; row++)
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++) {
      const column = rows.columns[at] ?? -1
      const own = rowsOf.get(column)
      if (own === undefined) rowsOf.set(column, [row])
      else own.push(row)
    }
  const taken = new Set<number>()
  const columns = [...late, ...stock].flat().concat(
    waiting.map(({ column }) => column),
    giving.map(({ column }) => column),
  )
  return columns.flatMap((column): [number, number][] => {
    const row = rowsOf.get(column)?.find(one => {
      const [lower = 0, upper = 0] = [rows.lower[one], rows.upper[one]]
      return !taken.has(one) && (lower === upper || lower > 0)
    })
    if (row === undefined) return []
    taken.add(row)
    return [[column, row]]
  })
}

const freed = (giving: readonly Giving[]): Kept =>
  new Map(giving.map(({ column, most }) => [column, { lower: 0, upper: most }]))

/** Of some that do not hold together with what is given, as few as do not either; null where it is interrupted. */
async function irreducible(
  known: readonly Giving[],
  some: readonly Giving[],
  hold: (limits: readonly Giving[]) => Promise<boolean | null>,
): Promise<Giving[] | null> {
  if (known.length > 0) {
    const isHeld = await hold(known)
    if (isHeld === null) return null
    if (!isHeld) return []
  }
  if (some.length === 1) return [...some]
  const middle = Math.ceil(some.length / 2)
  const [first, second] = [some.slice(0, middle), some.slice(middle)]
  const ofSecond = await irreducible([...known, ...first], second, hold)
  const ofFirst = ofSecond && (await irreducible([...known, ...ofSecond], first, hold))
  return ofSecond && ofFirst && [...ofFirst, ...ofSecond]
}

/** An agreed line may be in several parts. */
function distinct(limits: readonly Limit[]): Limit[] {
  const ids = new Set<string>()
  return limits.filter(limit => limit.kind !== 'agreed' || (!ids.has(limit.id) && ids.add(limit.id)))
}
