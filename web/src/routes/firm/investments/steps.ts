import { recordOf } from '#lib/catalogue.svelte.ts'
import type { Possibility } from '../possibility.ts'

export interface Step {
  id: string
  /** Calendar days, thousands of euro, and days of training a person. */
  days: number
  keuro: number
  trainingDays: number
}

/** Each change on the way to an item, once, in the order of its operations. */
export function stepsOf({ operations }: Pick<Possibility, 'operations'>): Step[] {
  const ids = [...new Set(operations.flatMap(({ reorientations }) => reorientations))]
  return ids.flatMap(id => {
    const record = recordOf('reorientations', id)
    if (record === undefined) return []
    const { days, keuro, trainingDays } = record
    return { id, days, keuro, trainingDays }
  })
}
