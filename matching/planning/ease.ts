/** What gives way in a plan where not all that it has to keep to can be: as little as possible, by what each counts. */
import type { Answer, Basis, Programme } from '../solver.ts'
import type { Giving, Model } from './model.ts'
import type { Limit } from './region.ts'
import type { Kept } from './sheet.ts'

/** By so much more than it has to may something give way, relative to what it has to: rounding. */
const rounding = 1e-6
/** Below this something does not give way. */
const nothing = 1e-9

export type Solve = (programme: Programme, basis: Basis | null) => Promise<Answer>

export interface Eased {
  /** By what may give way, in its order: up to how much it has to. */
  given: number[]
  /** What cannot be kept together: without any one of each set the others of it could be. */
  conflicts: Limit[][]
}

/**
 * Lets a programme without a solution give way. Null where it is interrupted.
 *
 * One programme finds the least that has to give way, weighted, and those that have a price in it contain a conflict. Each
 * conflict is made irreducible by QuickXplain (U. Junker, AAAI 2004), which splits the set in halves. What gives way of
 * one is then let go, until no conflict is left. `isAsked`: whether conflicts are looked for; `begun`: where to begin.
 */
export async function eased(
  { sheet, giving }: Model,
  kept: Kept,
  isAsked: boolean,
  begun: Basis | null,
  solve: Solve,
): Promise<Eased | null> {
  const costs = new Map(giving.map(({ column, weight }) => [column, weight]))
  const least = await solve(sheet.programme(new Map([...kept, ...freed(giving)]), costs), begun)
  if (least.status === 'interrupted') return null
  if (least.status !== 'optimal') throw new Error(`What gives way in a plan is ${least.status}`)
  const given = ({ column }: Giving) => least.values[column] ?? 0
  const isPriced = ({ column, weight }: Giving) =>
    Math.abs((least.prices?.columns[column] ?? 0) + weight) > rounding * weight
  /** Whether these hold together, with the rest let go; null where it is interrupted. */
  const hold = async (limits: readonly Giving[]): Promise<boolean | null> => {
    const free = giving.filter(each => !limits.includes(each))
    const answer = await solve(sheet.programme(new Map([...kept, ...freed(free)]), new Map()), least.basis)
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
    given: giving.map(each =>
      given(each) > nothing ? Math.min(each.most, given(each) * (1 + rounding)) : 0,
    ),
    conflicts: conflicts.map(conflict => distinct(conflict.map(({ limit }) => limit))),
  }
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
