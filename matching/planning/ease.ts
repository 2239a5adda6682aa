/** What gives way in a plan where not all that it has to keep to can be: as little as possible, by what each counts. */
import type { Answer } from '../solver.ts'
import type { Model, Terms } from './model.ts'
import type { Kept } from './sheet.ts'

/** A column that is nothing, unless something has to give way: then up to `most`, each unit of it counting `weight`. */
export interface Giving {
  column: number
  most: number
  weight: number
}

/** An agreed line counts this much more than a bound: a firm has been given its word. */
const agreedWeight = 1000

export function givingOf({ supply }: Terms, model: Model): Giving[] {
  return supply.lines.flatMap(({ number, units }) => {
    const column = model.lapsing[number]
    return column === undefined ? [] : [{ column, most: units, weight: agreedWeight / units }]
  })
}

/** So much more than it has to may give way, relative to what it has to: rounding. */
const rounding = 1e-6

/** Limits of the columns that have to give way for the programme to have a solution; null where it is interrupted. */
export async function eased(
  giving: readonly Giving[],
  model: Model,
  kept: Kept,
  solve: (programme: ReturnType<Model['sheet']['programme']>) => Promise<Answer>,
): Promise<Kept | null> {
  const free = new Map(giving.map(({ column, most }) => [column, { lower: 0, upper: most }]))
  const costs = new Map(giving.map(({ column, weight }) => [column, weight]))
  const answer = await solve(model.sheet.programme(new Map([...kept, ...free]), costs))
  if (answer.status === 'interrupted') return null
  if (answer.status !== 'optimal') throw new Error(`What gives way in a plan is ${answer.status}`)
  return new Map(
    giving.flatMap(({ column, most }) => {
      const given = answer.values[column] ?? 0
      return given <= 0 ? [] : [[column, { lower: 0, upper: Math.min(most, given * (1 + rounding)) }]]
    }),
  )
}
