/** What gives way in a plan where not all that it has to keep to can be: as little as possible, by what each counts. */
import type { Answer, Basis, Programme, SolveOptions } from '../solver.ts'
import type { Giving, Model } from './model.ts'
import type { Limit } from './region.ts'
import type { Kept } from './sheet.ts'

/** By so much more than it has to may something give way, relative to what it has to: rounding. */
const rounding = 1e-6
/** What gives way counts so much, so that the price of a minute or a piece is no rounding. */
const scale = 1e8
/** Below this something does not give way. */
const nothing = 1e-9

export type Solve = (
  programme: Programme,
  options: Pick<SolveOptions, 'basis' | 'inPlace' | 'primal' | 'smaller' | 'iterations'>,
) => Promise<Answer>

export interface Eased {
  /** By what may give way, in its order: up to how much it has to. */
  given: number[]
  /** A solution once that has given way. */
  basis: Basis | null
  /** What cannot be kept together: without any one of each set the others of it could be. */
  conflicts: Limit[][]
}

/**
 * Lets a programme without a solution give way. Null where it is interrupted.
 *
 * One programme finds the least that has to give way, weighted, and those that have a price in it contain a conflict. Each
 * conflict is made irreducible by QuickXplain (U. Junker, AAAI 2004), which splits the set in halves. What gives way of
 * one is then let go, until no conflict is left. `isAsked`: whether conflicts are looked for.
 */
export async function eased(model: Model, kept: Kept, isAsked: boolean, solve: Solve): Promise<Eased | null> {
  const { sheet, giving } = model
  const costs = new Map(giving.map(({ column, weight }) => [column, weight * scale]))
  const whole = sheet.programme(new Map([...kept, ...freed(giving)]), costs)
  const least = await solve(whole, { inPlace: idle(model, whole), primal: true })
  if (least.status === 'interrupted') return null
  if (least.status !== 'optimal') throw new Error(`What gives way in a plan is ${least.status}`)
  const given = ({ column }: Giving) => least.values[column] ?? 0
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
  let left = giving.filter(each => given(each) > nothing || isPriced(each))
  while (isAsked) {
    const isHeld = await hold(left)
    if (isHeld === null) return null
    if (isHeld) break
    const conflict = await irreducible([], left, hold)
    if (conflict === null || conflict.length === 0) return null
    conflicts.push(conflict)
    const gives = conflict.filter(each => given(each) > nothing)
    left = left.filter(each => !(gives.length > 0 ? gives : conflict).includes(each))
  }
  return {
    basis: least.basis,
    given: giving.map(each =>
      given(each) > nothing ? Math.min(each.most, given(each) * (1 + rounding)) : 0,
    ),
    conflicts: conflicts.map(conflict => distinct(conflict.map(({ limit }) => limit))),
  }
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
